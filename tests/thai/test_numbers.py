from decimal import Decimal

import pytest

from thai.numbers import baht_text, format_baht


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("100", "หนึ่งร้อยบาทถ้วน"),
        ("0", "ศูนย์บาทถ้วน"),
        ("0.50", "ห้าสิบสตางค์"),
        ("21.25", "ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("0.005", "หนึ่งสตางค์"),
        ("-3", "ลบสามบาทถ้วน"),
        ("900719925474099.31", "เก้าร้อยล้านเจ็ดแสนหนึ่งหมื่นเก้าพันเก้าร้อยยี่สิบห้าล้านสี่แสนเจ็ดหมื่นสี่พันเก้าสิบเก้าบาทสามสิบเอ็ดสตางค์"),
    ],
)
def test_an_amount_is_written_out(amount: str, text: str) -> None:
    assert baht_text(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "language", "text"),
    [
        ("1000", "th", "1,000 บาท"),
        ("1000.00", "th", "1,000 บาท"),
        ("0.50", "th", "0.50 บาท"),
        ("1234567.5", "en", "1,234,567.50 baht"),
        ("0.005", "en", "0.01 baht"),
    ],
)
def test_an_amount_is_shown(amount: str, language: str, text: str) -> None:
    assert format_baht(Decimal(amount), language) == text

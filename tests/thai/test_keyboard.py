import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.keyboard import looks_mistyped, to_latin, to_thai

with Path(__file__).with_name("keyboard_layout_pairs.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = [(row[0], row[1]) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]
TOO_LITTLE_TO_TELL = {"Y", "@#$"}


@pytest.mark.parametrize(("typed", "intended"), PAIRS)
def test_keys_are_read_in_the_other_layout(typed: str, intended: str) -> None:
    assert intended in (to_thai(typed), to_latin(typed))


@pytest.mark.parametrize(("typed", "intended"), PAIRS)
def test_wrong_layout_is_noticed(typed: str, intended: str) -> None:
    assert looks_mistyped(typed) == (None if typed in TOO_LITTLE_TO_TELL else intended)


@pytest.mark.parametrize(
    ("typed", "intended"), [("0fmtg[upo 2566", "จดทะเบียน 2566"), ("ยฟหหยนพะ นด ะ้ฟรสฟืก", "passport of thailand")]
)
def test_several_words_are_mended_together(typed: str, intended: str) -> None:
    assert looks_mistyped(typed) == intended


@pytest.mark.parametrize(
    "text",
    [
        *(
            "passport",
            "driving licence",
            "tax",
            "VAT",
            "visa",
            "drone",
            "lust",
            "soot",
            "obit",
            "it",
            "id",
            "Oslo",
            "don't",
        ),
        *(
            "work permit 90 days",
            "11/07261",
            "A-123/2566",
            "info@example.go.th",
            "",
            " ",
            "2566",
            "COVID-19",
            "O'Neill",
        ),
        *("ใบขับขี่", "ทะเบียนบ้าน", "บัตรประชาชนหาย", "ใบอนุญาติ", "ท.ร.13", "เสียภาษีที่ดิน", "ณัฐพล", "ดอนเมือง", "น้ำ"),
        *("ทำ passport", "แจ้ง 90 days", "นา", "ๆๆ", "เปิด clinic", "๒๕๖๖"),
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert looks_mistyped(text) is None


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_may_be_asked(text: str) -> None:
    looks_mistyped(text)

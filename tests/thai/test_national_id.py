import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.digits import to_thai
from thai.national_id import compact, format_number, is_citizen_number, is_juristic_number


def with_check_digit(first_twelve: str) -> str:
    """The rule of thai-facts.md, apart from the library's."""
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(first_twelve))
    return f"{first_twelve}{(11 - total % 11) % 10}"


@pytest.mark.parametrize("number", ["3100600445635", "3-1006-00445-63-5", "๓ ๑๐๐๖ ๐๐๔๔๕ ๖๓ ๕", " 3100600445635\u200b"])
def test_a_persons_number_is_accepted_as_written(number: str) -> None:
    assert is_citizen_number(number)
    assert not is_juristic_number(number)
    assert compact(number) == "3100600445635"
    assert format_number(number) == "3-1006-00445-63-5"


def test_a_juristic_number_begins_with_zero() -> None:
    assert is_juristic_number("0-1055-36112-01-4")
    assert not is_citizen_number("0105536112014")
    assert format_number("0105536112014") == "0-1055-36112-01-4"


@pytest.mark.parametrize(
    "number", ["", "310060044563", "31006004456355", "3100600445634", "ABCDEFGHIJKLM", "³100600445635"]
)
def test_other_numbers_are_refused_and_not_reformatted(number: str) -> None:
    assert not is_citizen_number(number)
    assert not is_juristic_number(number)
    assert format_number(number).replace("-", "") == number


@given(st.from_regex("[1-8][0-9]{11}", fullmatch=True), st.integers(1, 9))
def test_a_wrong_check_digit_is_noticed(first_twelve: str, by: int) -> None:
    number = with_check_digit(first_twelve)
    wrong = number[:12] + str((int(number[12]) + by) % 10)
    assert is_citizen_number(to_thai(number))
    assert not is_citizen_number(wrong)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_may_be_asked(text: str) -> None:
    assert is_citizen_number(text) in (True, False)
    assert is_juristic_number(text) in (True, False)
    format_number(text)

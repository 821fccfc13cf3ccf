import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from permits.numbers import format_number, number_key, validate_pattern


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{number}/{year}", "7/2570"),
        ("{number:04}/{year}", "0007/2570"),
        ("สอ.{number}/{year}", "สอ.7/2570"),
        ("{number:05}", "00007"),
    ],
)
def test_patterns_make_numbers(pattern: str, number: str) -> None:
    validate_pattern(pattern)

    assert format_number(pattern, number=7, year=2570) == number


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "7/2570",
        "{year}",
        "{number}{number}",
        "{number}/{month}",
        "{number",
        "{number:x}",
        "{number!r}",
        "{}",
        "{0}",
    ],
)
def test_other_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        validate_pattern(pattern)


@pytest.mark.parametrize("written", ["กท 754/2526", "กท.๗๕๔/๒๕๒๖", "กท754-2526", " กท-754 2526 "])
def test_spelling_of_a_number_is_forgiven(written: str) -> None:
    assert number_key(written) == "กท7542526"


@given(st.integers(1, 99_999), st.integers(2500, 2600), st.sampled_from(["{number}/{year}", "อ.{number:05}-{year}"]))
def test_numbers_of_a_pattern_never_meet(number: int, year: int, pattern: str) -> None:
    made = format_number(pattern, number=number, year=year)

    assert made != format_number(pattern, number=number + 1, year=year)
    assert made != format_number(pattern, number=number, year=year + 1)

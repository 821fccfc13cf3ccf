import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.numbers import natural_order, number_keys, numbers_in


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("กท 754/2526", "754/2526"),
        ("กท 754/2526", "กท.๗๕๔-๒๕๒๖"),
        ("กท 754/2526", "เลขที่ กท 754/2526"),
        ("กท 754/2526", "754"),
        ("0007/2570", "7/2570"),
        ("0007/2570", "0007 2570"),
        ("11/07261", "07261"),
        ("11/07261", "7261"),
        ("11/07261", "11-07261"),
        ("3-106-33/50รย", "3-106-33/50"),
        ("3-106-33/50รย", "3 106 33 50 รย"),
        ("3-106-33/50รย", "106-33/50"),
        ("น19343-1684/2217", "19343-1684/2217"),
        ("น19343-1684/2217", "ใบอนุญาต น 19343 - 1684 / 2217"),
        ("1/2566", "๑/๒๕๖๖"),
    ],
)
def test_number_is_found_as_people_write_it(number: str, typed: str) -> None:
    assert set(number_keys(number)) & set(numbers_in(typed))


@pytest.mark.parametrize("typed", ["2570", "7", "พ.ศ. 2570", "ร้าน 24 ชั่วโมง", "ภาษี", ""])
def test_year_or_a_small_number_finds_no_permit(typed: str) -> None:
    assert not set(number_keys("0007/2570")) & set(numbers_in(typed))


@given(st.text(max_size=60))
def test_any_text_finds_itself_or_nothing(text: str) -> None:
    keys, asked = set(number_keys(text)), numbers_in(text)

    assert len(asked) <= 8
    assert not asked or keys & set(asked)


def test_natural_order_counts() -> None:
    numbers = ["10/2570", "9/2570", "9/2569", "กท 2/2570"]

    assert sorted(numbers, key=natural_order) == ["9/2569", "9/2570", "10/2570", "กท 2/2570"]

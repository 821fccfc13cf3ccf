from hypothesis import given
from hypothesis import strategies as st

from thai.digits import to_arabic, to_thai


def test_digits_change_and_the_rest_stays() -> None:
    assert to_arabic("๑,๐๐๐ บาท 5") == "1,000 บาท 5"
    assert to_thai("พ.ศ. 2566 ๑") == "พ.ศ. ๒๕๖๖ ๑"


@given(st.text())
def test_thai_digits_come_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)

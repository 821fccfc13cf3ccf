from hypothesis import given
from hypothesis import strategies as st

from thai.ngrams import character_ngrams


def test_windows_stay_inside_runs() -> None:
    assert character_ngrams("ใบขับขี่ AB-12345 ก.") == ["ใบขั", "บขับ", "ขับข", "ับขี", "บขี่", "ab", "1234", "2345", "ก"]


def test_the_size_can_be_chosen() -> None:
    assert character_ngrams("บ้าน", size=3) == ["บ้า", "้าน"]


@given(st.text(), st.integers(1, 6))
def test_no_piece_is_empty_or_too_long(text: str, size: int) -> None:
    assert all(0 < len(piece) <= size for piece in character_ngrams(text, size))

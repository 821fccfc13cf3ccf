import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import grams
from search.spelling import as_it_sounds


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [("อนุญาติ", "อนุญาติ"), ("ศูนย์", "สูนย์"), ("พิเศศ", "พิเศษ"), ("กรรม", "กัม"), ("ค่ะ", "คะ"), ("คาร์ แคร์", "คาแค")],
)
def test_words_that_sound_alike_are_made_equal(misspelt: str, right: str) -> None:
    assert as_it_sounds(misspelt) == as_it_sounds(right)


@given(st.text())
def test_any_text_has_pieces_of_four_characters_at_most(text: str) -> None:
    assert all(1 <= len(gram) <= 4 and not gram.isspace() for gram in grams(text))

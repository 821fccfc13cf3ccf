import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compounds import parts_of
from thai.words import DEFAULT


@pytest.mark.parametrize(
    ("word", "parts"),
    [("เสียภาษี", ("เสีย", "ภาษี")), ("บัตรประชาชน", ("บัตร", "ประชาชน")), ("อาคาร", ()), ("passport", ()), ("13", ())],
)
def test_compounds_are_taken_apart(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word, DEFAULT) == parts


@given(st.lists(st.sampled_from(["บ้าน", "ภาษี", "รถ", "ดิน", "กา"]), min_size=2, max_size=6))
def test_parts_make_up_the_word(words: list[str]) -> None:
    assert "".join(parts_of("".join(words), DEFAULT)) == "".join(words)


@given(st.text(alphabet="กขครถดินา้่ี์เ", max_size=30))
def test_parts_are_known_words_or_there_are_none(word: str) -> None:
    parts = parts_of(word, DEFAULT)

    assert "".join(parts) == (word if parts else "")
    assert all(part in DEFAULT for part in parts)

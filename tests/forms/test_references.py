"""References that are read aloud and typed, and secrets derived from them."""

from hypothesis import given
from hypothesis import strategies as st

from forms import references

characters = st.sampled_from(references.ALPHABET)
drawn = st.text(characters, min_size=7, max_size=7)


def test_no_two_characters_look_alike():
    assert set(references.ALPHABET) & set("01OIL") == set()
    assert len(references.ALPHABET) == 31


@given(drawn)
def test_a_drawn_reference_is_one(text):
    assert references.is_reference(text + references.check_character(text))


@given(drawn, st.integers(0, 7), characters)
def test_a_wrong_character_is_noticed(text, place, other):
    whole = text + references.check_character(text)
    wrong = whole[:place] + other + whole[place + 1 :]
    assert references.is_reference(wrong) is (wrong == whole)


@given(drawn, st.integers(0, 7), st.integers(0, 7))
def test_two_characters_that_changed_places_are_noticed(text, one, two):
    whole = list(text + references.check_character(text))
    wrong = whole.copy()
    wrong[one], wrong[two] = wrong[two], wrong[one]
    assert references.is_reference("".join(wrong)) is (wrong == whole)


def test_a_reference_is_read_however_it_is_typed():
    reference = references.new_reference()
    shown = references.shown(reference)
    assert references.compact(f" {shown.lower()} ") == reference
    assert references.compact("๒๓๔-๕") == "2345"
    assert not references.is_reference("")
    assert not references.is_reference("ก" * 8)


def test_a_secret_belongs_to_its_reference_and_number():
    reference = references.new_reference()
    secret = references.secret(reference, 1)
    assert len(secret) == 10
    assert references.is_secret(references.shown(secret).lower(), reference, 1)
    assert not references.is_secret(secret, reference, 2)
    assert not references.is_secret(secret, references.new_reference(), 1)
    assert not references.is_secret("ก", reference, 1)

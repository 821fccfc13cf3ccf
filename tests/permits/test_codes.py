from hypothesis import given
from hypothesis import strategies as st

from permits import codes

drawn = st.text(codes.ALPHABET, min_size=15, max_size=15)


def test_new_codes_are_codes_and_differ() -> None:
    made = {codes.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(codes.is_code(code) for code in made)


@given(drawn, st.integers(0, 15), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_found(text: str, place: int, character: str) -> None:
    code = text + codes.check_character(text)
    wrong = code[:place] + character + code[place + 1 :]

    assert codes.is_code(wrong) == (wrong == code)


@given(drawn, st.integers(0, 14))
def test_two_characters_that_changed_places_are_found(text: str, place: int) -> None:
    code = text + codes.check_character(text)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert codes.is_code(wrong) == (wrong == code)


@given(drawn)
def test_code_is_read_as_people_type_it(text: str) -> None:
    code = text + codes.check_character(text)

    assert codes.compact(codes.shown(code).lower()) == code
    assert len(codes.shown(code)) == 19

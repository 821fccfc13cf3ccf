import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import vocabulary
from search.models import DictionaryWord, Synonym
from search.query import MAX_QUERY_CHARS, Asked, understand
from search.ranking import Requirement, requirements
from search.vocabulary import Vocabulary


def test_digits_case_and_spaces_are_made_equal() -> None:
    assert understand("ท.ร.๑๓  FORM", Vocabulary()).words == understand("ทร 13 form", Vocabulary()).words


def test_words_that_stop_lists_would_drop_are_kept() -> None:
    assert understand("ขอ ตั้ง เปิด ใหม่", Vocabulary()).words == ("ขอ", "ตั้ง", "เปิด", "ใหม่")


def test_wrong_keyboard_layout_is_mended_and_what_was_typed_is_kept() -> None:
    asked = understand("l;ylfu", Vocabulary())

    assert (asked.text, asked.typed and asked.typed.text) == ("สวัสดี", "l;ylfu")


def test_exact_search_does_not_mend() -> None:
    asked = understand("l;ylfu", Vocabulary(), is_exact=True)

    assert (asked.text, asked.typed) == ("l;ylfu", None)


def test_nothing_typed_asks_for_nothing() -> None:
    assert understand(" \n ", Vocabulary()) == Asked()


@given(st.text(min_size=MAX_QUERY_CHARS, max_size=3 * MAX_QUERY_CHARS))
def test_terms_of_long_texts_are_limited(text: str) -> None:
    asked = understand(text, Vocabulary())

    assert len(asked.text) <= MAX_QUERY_CHARS
    assert len(asked.grams) <= MAX_QUERY_CHARS


def test_small_words_are_searched_but_not_enough() -> None:
    asked = understand("จะต่อใบขับขี่ได้ที่ไหน", Vocabulary())

    assert {"จะ", "ที่ไหน"} <= set(asked.words)
    assert requirements(asked)[0] == Requirement("words", ("ต่อ", "ใบขับขี่"), 1)


@pytest.mark.django_db
def test_editors_words_are_not_cut() -> None:
    before = vocabulary.current()
    DictionaryWord.objects.create(word="ซาลาโมเดล")
    after = vocabulary.current()

    assert "ซาลาโมเดล" not in understand("โครงการซาลาโมเดล", before).words
    assert "ซาลาโมเดล" in understand("โครงการซาลาโมเดล", after).words


@pytest.mark.django_db
def test_synonyms_work_in_one_or_both_directions() -> None:
    Synonym.objects.create(term="ใบขับขี่", means="ใบอนุญาตขับรถ")
    Synonym.objects.create(term="ตึก", means="อาคาร", is_two_way=True)
    words = vocabulary.current()

    found = [understand(text, words).expansions for text in ("ต่อใบขับขี่", "ใบอนุญาตขับรถ", "ตึกแถว", "สร้างอาคาร", "สร้างตึก")]

    assert found == [(("ใบอนุญาตขับรถ",),), (), (), (("ตึก",),), (("อาคาร",),)]


@pytest.mark.django_db
def test_changed_and_deleted_synonyms_are_noticed() -> None:
    synonym = Synonym.objects.create(term="ตึก", means="อาคาร")
    first = vocabulary.current().synonyms
    synonym.means = "เรือน"
    synonym.save()
    second = vocabulary.current().synonyms
    synonym.delete()

    assert (first, second, vocabulary.current().synonyms) == (
        ((("ตึก",), ("อาคาร",)),),
        ((("ตึก",), ("เรือน",)),),
        (),
    )


def test_compounds_are_taken_apart() -> None:
    assert understand("ซื้อถังขยะ", Vocabulary()).simple_words == ("ซื้อ", "ถัง", "ขยะ")

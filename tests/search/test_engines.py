"""What both engines must do alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.changes import Position
from search.engines.base import Engine, IndexMissingError, IndexState
from search.vocabulary import Vocabulary
from tests.search.making import START, ask, build, make_document, slugs

pytestmark = pytest.mark.django_db

ANYTHING = st.text(alphabet=st.characters(exclude_categories=[]), max_size=120) | st.text(
    alphabet=list('กขคงาีิุเแโ่้์๑ๆ +-&|!(){}[]^"~*?:\\/<>=%#@\x00\ud800aB1')
)


def test_title_counts_more_than_body(engine: Engine) -> None:
    build(engine, make_document("body", body="ใบอนุญาตก่อสร้างอาคาร"), make_document("title", title="ใบอนุญาตก่อสร้างอาคาร"))

    assert slugs(ask(engine, "ใบอนุญาตก่อสร้าง")) == ["title", "body"]


def test_documents_are_found_by_their_other_names(engine: Engine) -> None:
    build(engine, make_document("name", names=("ขายลูกชิ้น", "Food stall")), make_document("other"))

    assert [slugs(ask(engine, text)) for text in ("ลูกชิ้น", "food STALL")] == [["name"], ["name"]]


def test_misspelt_words_are_found(engine: Engine) -> None:
    build(engine, make_document("birth", title="สูติบัตร"), make_document("death", title="มรณบัตร"))

    assert slugs(ask(engine, "สูติบัด"))[:1] == ["birth"]


def test_each_reader_finds_what_is_shown_in_their_language(engine: Engine) -> None:
    build(
        engine,
        make_document("thai", title="ภาษี", shown_in=("th",)),
        make_document("both", title="ภาษี", shown_in=("th", "en")),
    )

    assert slugs(ask(engine, "ภาษี", locale="en")) == ["both"]
    assert sorted(slugs(ask(engine, "ภาษี", locale="th"))) == ["both", "thai"]


def test_filters_narrow_the_hits_but_not_their_own_counts(engine: Engine) -> None:
    build(
        engine,
        make_document("a", topics=("tax", "land"), audiences=("person",)),
        make_document("b", topics=("land",), audiences=("business",), owner="other"),
        make_document("c", kind="information", topics=("food",)),
    )

    result = ask(engine, "บริการ", topics=("land",), kind=("service",))

    assert (sorted(slugs(result)), result.total) == (["a", "b"], 2)
    assert result.facets == {
        "kind": {"service": 2},
        "topics": {"land": 2, "tax": 1},
        "audiences": {"person": 1, "business": 1},
        "life_events": {},
        "owner": {"own": 1, "other": 1},
    }


def test_values_of_one_filter_are_alternatives(engine: Engine) -> None:
    build(engine, make_document("a", topics=("tax",)), make_document("b", topics=("land",)), make_document("c"))

    assert sorted(slugs(ask(engine, "บริการ", topics=("land", "tax")))) == ["a", "b"]


def test_asking_for_nothing_lists_everything_in_thai_order_own_first(engine: Engine) -> None:
    titles = {"3": "เกม", "4": "ขยะ", "2": "กา", "1": "Zoo"}
    build(
        engine,
        make_document("0", title="Aa", owner="other"),
        *(make_document(slug, title=title) for slug, title in titles.items()),
    )

    assert slugs(ask(engine, "")) == ["1", "2", "3", "4", "0"]
    assert slugs(ask(engine, "", offset=1, limit=2)) == ["2", "3"]


def test_later_pages_go_on_where_the_first_ended(engine: Engine) -> None:
    build(engine, *(make_document(str(number), body="คำ " * number) for number in range(25)))

    pages = [slugs(ask(engine, "บริการ", offset=offset)) for offset in (0, 10, 20)]

    assert sorted(slug for page in pages for slug in page) == sorted(str(number) for number in range(25))
    assert [len(page) for page in pages] == [10, 10, 5]


def test_synonyms_find_what_has_the_other_word(engine: Engine) -> None:
    vocabulary = Vocabulary(synonyms=((("ตึก",), ("อาคาร",)),))
    build(
        engine,
        make_document("tower", title="ตึก"),
        make_document("building", title="อาคาร"),
        make_document("food", title="อาหาร"),
    )

    assert slugs(ask(engine, "ตึก", vocabulary=vocabulary)) == ["tower", "building"]


@pytest.mark.parametrize("text", ["???", "ๆๆๆ", "ฉันจะไปที่ไหนดีนะ", "qwrtzpsdfg", "ฟหกดสวงผปแอ"])
def test_nonsense_finds_nothing(engine: Engine, text: str) -> None:
    build(engine, make_document("a", title="การขออนุญาตก่อสร้างอาคาร", summary="ยื่นที่สำนักงาน จะได้รับภายในวันเดียว"))

    assert slugs(ask(engine, text)) == []


def test_changes_are_applied_and_may_be_applied_twice(engine: Engine) -> None:
    build(engine, make_document("a", title="ภาษี"), make_document("b", title="ภาษี"))
    later = Position(0, 7, "2026-01-02T00:00:00+00:00")

    for _ in range(2):
        engine.apply([make_document("a", title="ขยะ"), make_document("c", title="ภาษี")], ["page:b", "page:x"], later)

    assert (slugs(ask(engine, "ภาษี")), slugs(ask(engine, "ขยะ")), ask(engine, "").total) == (["c"], ["a"], 2)
    assert engine.state().position == later


def test_rebuilding_replaces_all_that_was_there(engine: Engine) -> None:
    build(engine, make_document("old", title="ภาษี"))
    build(engine, make_document("new", title="ภาษี"))

    assert slugs(ask(engine, "ภาษี")) == ["new"]


def test_old_index_answers_while_the_new_one_is_built(engine: Engine) -> None:
    build(engine, make_document("old", title="ภาษี"))
    seen: list[list[str]] = []

    engine.rebuild(
        (make_document(str(number), title="ภาษี") for number in range(3)),
        START,
        lambda number: seen.append(slugs(ask(engine, "ภาษี"))),
    )

    assert seen == [["old"]] * 3
    assert ask(engine, "ภาษี").total == 3


def test_missing_index_says_so(engine: Engine) -> None:
    with pytest.raises(IndexMissingError):
        ask(engine, "ภาษี")
    with pytest.raises(IndexMissingError):
        engine.state()
    with pytest.raises(IndexMissingError):
        engine.apply([make_document("a")], [], START)


def test_index_remembers_its_position(engine: Engine) -> None:
    build(engine, make_document("a"))

    state = engine.state()

    assert state == IndexState(START, state.digest)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
@given(text=ANYTHING)
def test_no_text_raises_or_changes_the_index(engine: Engine, text: str) -> None:
    try:
        engine.state()
    except IndexMissingError:
        build(engine, make_document("a", title="ภาษี"))

    ask(engine, text)

    assert (slugs(ask(engine, "ภาษี")), engine.state().position) == (["a"], START)


@pytest.mark.parametrize("text", ["title:ภาษี", "+ภาษี -ภาษี", "ภาษี*", '"ภาษี"', "ภาษี AND NOT ภาษี", "(ภาษี", "ภาษี~2^9"])
def test_text_is_not_taken_as_syntax(engine: Engine, text: str) -> None:
    build(engine, make_document("a", title="ภาษี"), make_document("b", title="ขยะ"))

    assert slugs(ask(engine, text)) == ["a"]


@pytest.mark.parametrize(
    "text", ["กากีกูเกแกโก" * 99, "a b c d " * 99, "ก ข ค ง " * 99, "".join(map(chr, range(0x4E00, 0x5000)))]
)
def test_long_text_is_no_burden(engine: Engine, text: str) -> None:
    various = "".join(consonant + vowel for consonant in "กขคงจชซดตถทนบปผพฟมยรลวสหอ" for vowel in "าิีึุู")
    build(engine, make_document("a", title="ภาษี"))

    assert [slugs(ask(engine, long)) for long in (text, various)] == [[], []]

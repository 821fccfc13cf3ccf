import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.highlights import SNIPPET_CHARS, Highlighter
from thai.words import DEFAULT

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet=list("ภาษี ขยะ<>&'\"๑2 บ้าน\n"))


def marker(*words: str) -> Highlighter:
    return Highlighter(set(words), DEFAULT)


def test_found_words_are_marked_as_they_were_written() -> None:
    assert marker("ภาษี", "13").mark("ภาษีป้าย ภ.ป.๑๓") == "<mark>ภาษี</mark>ป้าย ภ.ป.<mark>๑๓</mark>"


def test_neighbours_share_a_mark() -> None:
    assert marker("ภาษี", "ป้าย").mark("เรื่องภาษี ป้ายทุกปี") == "เรื่อง<mark>ภาษี ป้าย</mark>ทุกปี"


def test_word_that_is_made_of_a_found_one_is_marked() -> None:
    assert marker("ภาษี").mark("ต้องเสียภาษี") == "ต้อง<mark>เสียภาษี</mark>"


def test_markup_in_the_text_is_escaped() -> None:
    assert marker("ภาษี").mark("<b>ภาษี</b> & อื่น") == "&lt;b&gt;<mark>ภาษี</mark>&lt;/b&gt; &amp; อื่น"


@given(TEXTS)
def test_marking_changes_nothing_else(text: str) -> None:
    marked = marker("ภาษี", "2", "บ้าน").mark(text)

    assert html.unescape(re.sub("</?mark>", "", marked)) == html.unescape(html.escape(text))


def test_snippet_is_the_summary_when_it_has_the_words() -> None:
    assert marker("ภาษี").snippet("เรื่องภาษี", "ภาษี " * 99) == "เรื่อง<mark>ภาษี</mark>"


def test_snippet_shows_the_part_of_the_body_with_most_words() -> None:
    body = "คำนำ " * 100 + "ค่าธรรมเนียมขยะของบ้าน" + " คำท้าย" * 100

    snippet = marker("ขยะ", "บ้าน").snippet("สรุปสั้น", body)

    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert "<mark>ขยะ</mark>ของ<mark>บ้าน</mark>" in snippet


def test_snippet_without_found_words_is_how_the_summary_begins() -> None:
    assert marker().snippet("สรุปสั้น", "เนื้อหา") == "สรุปสั้น"


@given(st.lists(TEXTS, max_size=3))
def test_snippets_are_short(texts: list[str]) -> None:
    snippet = html.unescape(re.sub("</?mark>", "", marker("ภาษี").snippet(*texts)))

    assert len(snippet) <= SNIPPET_CHARS + 2

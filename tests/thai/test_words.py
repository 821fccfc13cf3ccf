import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thai import words
from thai.text import fold
from thai.words import MAX_WORD_CHARS, Dictionary, Span, cut, cut_spans

THAI_TEXT = st.text(st.sampled_from("กขคงจนมรสอเแโใไะาำๅัิุ็่้์ๆฯ๑. -"), max_size=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ขอใบขับขี่รถยนต์", ["ขอ", "ใบขับขี่", "รถยนต์"]),
        ("ท.ร.13", ["ทร", "13"]),
        ("ทร.๑๓", ["ทร", "13"]),
        ("แบบ ข.1", ["แบบ", "ข", "1"]),
        ("11/07261", ["11", "07261"]),
        ("กท 754/2526", ["กท", "754", "2526"]),
        ("3-106-33/50รย", ["3", "106", "33", "50", "รย"]),
        ("น19343-1684/2217", ["น", "19343", "1684", "2217"]),
        ("น.ส.3ก", ["นส", "3", "ก"]),
        ("พ.ร.บ.ควบคุมอาคาร", ["พรบ", "ควบคุม", "อาคาร"]),
        ("พรบควบคุมอาคาร", ["พรบ", "ควบคุม", "อาคาร"]),
        ("พ.ร.บ", ["พรบ"]),
        ("อ.เมือง จ.ตาก", ["อ", "เมือง", "จ", "ตาก"]),
        ("อบต.บางแค", ["อบต", "บางแค"]),
        ("12 มี.ค. ๒๕๗๐", ["12", "มีค", "2570"]),
        ("1,000.50 บาท", ["1000", "50", "บาท"]),
        ("ต่างๆ ฯลฯ กรุงเทพฯ", ["ต่าง", "กรุงเทพ"]),
        ("Driver's Café (ＡＢＣ)", ["drivers", "cafe", "abc"]),
        ("e-mail: a_b@c.th", ["e", "mail", "a", "b", "c", "th"]),
        ("เเละนํ้าดื่ม", ["และ", "น้ำดื่ม"]),
        ("… () ๆ ฯ - / \ud800", []),
        ("日本 Приве́т မြန်မာ", ["日本", "привет", "မြန်မာ"]),
    ],
)
def test_text_becomes_search_words(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_spans_point_into_the_original() -> None:
    text = "ใช้\u200bนํ้า ท.ร.๑๓ Café"

    assert cut_spans(text) == [
        Span(0, 3, "ใช้"),
        Span(4, 8, "น้ำ"),
        Span(9, 13, "ทร"),
        Span(13, 15, "13"),
        Span(16, 20, "cafe"),
    ]


@given(st.text(st.characters(exclude_categories=())) | THAI_TEXT)
def test_spans_are_the_words_in_order_without_overlap(text: str) -> None:
    spans = cut_spans(text)
    assert [span.text for span in spans] == cut(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))


@given(THAI_TEXT)
def test_no_thai_letter_is_lost(text: str) -> None:
    letters = [character for character in fold(text).replace("ฯลฯ", "") if character not in "ๆฯ. -"]
    assert "".join(cut(text)) == "".join(letters)


@given(st.text(st.sampled_from("กขคงเแาิ้"), min_size=100, max_size=600))
def test_long_runs_keep_their_order(text: str) -> None:
    assert "".join(cut(text)) == fold(text)


@pytest.mark.parametrize("run", ["ตากลม", "ก", "่", "เ", "a", "1,", "ก.", "การ", "กขฃ", "a'", "123"])
def test_a_megabyte_without_spaces_is_cut(run: str) -> None:
    started = time.process_time()
    found = cut(run * (1_000_000 // len(run)))
    assert max(map(len, found)) <= MAX_WORD_CHARS
    assert time.process_time() - started < 10


def test_a_character_of_two_words_is_marked_once() -> None:
    assert cut_spans("ก ¼") == [Span(0, 1, "ก"), Span(2, 3, "1"), Span(3, 3, "4")]


def test_extra_words_are_known_and_cut_whole() -> None:
    text = "ตลาดน้ำคลองลัดมะยม"
    dictionary = Dictionary(["คลองลัดมะยม"])
    assert cut(text) != cut(text, dictionary) == ["ตลาดน้ำ", "คลองลัดมะยม"]
    assert "คลองลัดมะยม" in dictionary
    assert "คลองลัดมะยม" not in words.DEFAULT


def test_extra_words_are_folded_and_useless_ones_dropped() -> None:
    assert Dictionary(["นํ้าปู", "ก.จ.จ.", "passport", "สอง คำ", "ก", "", "บ้าน"]).extra_words == {"น้ำปู", "กจจ"}


def test_dictionaries_are_equal_by_content() -> None:
    one, other = Dictionary(["คลองลัดมะยม", "บ้าน"]), Dictionary(iter(["คลองลัดมะยม"]))
    assert one == other
    assert hash(one) == hash(other)
    assert one.digest == other.digest != words.DEFAULT.digest


@pytest.fixture
def without_nlpo3(monkeypatch: pytest.MonkeyPatch) -> Dictionary:
    monkeypatch.setattr(words, "nlpo3", None)
    dictionary = Dictionary()
    cut("ก", dictionary)
    return dictionary


def test_without_nlpo3_the_words_are_the_same(without_nlpo3: Dictionary) -> None:
    text = "ผู้มีสัญชาติไทยซึ่งมีชื่อในทะเบียนบ้านต้องขอมีบัตร" * 20
    assert cut(text, without_nlpo3) == cut(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=THAI_TEXT)
def test_without_nlpo3_no_letter_is_lost(without_nlpo3: Dictionary, text: str) -> None:
    assert "".join(cut(text, without_nlpo3)) == "".join(cut(text))


def test_dictionaries_past_the_limit_are_cut_by_pythainlp(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(words, "MAX_LOADED_DICTIONARIES", 0)
    assert cut("ไปคลองลัดมะนาว", Dictionary(["คลองลัดมะนาว"])) == ["ไป", "คลองลัดมะนาว"]
    assert "until a restart" in caplog.text


def test_cutting_is_fast_enough_for_a_million_permits() -> None:
    text = "ผู้มีสัญชาติไทย ซึ่งมีชื่อในทะเบียนบ้าน ต้องขอมีบัตรภายใน 60 วัน " * 3000
    cut("ก")
    started = time.process_time()
    cut(text)
    assert len(text) / (time.process_time() - started) > 300_000

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from thai.text import fold, fold_aligned, normalize

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HAS_THAI = re.compile("[\u0e00-\u0e7f\uf700-\uf71a]")
HAS_ACCENT = re.compile("[\u0300-\u036f]")
THAI_TEXT = st.text(st.sampled_from("กรนฤเแโใไะาำๅัิฺุู็่้๊๋์ํ๎ๆฯ๑ \u200b\u0301\uf70a\uf711\r\n"), max_size=12)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("ทํา", "ทำ"),
        ("เเละ", "และ"),
        ("ที\u0e48\u0e35", "ที่"),
        ("ท\u0e48\u0e35", "ที่"),
        ("รู\u0e49\u0e49", "รู้"),
        ("คะ\u0e48", "ค่ะ"),
        ("พ\u0e48\u0e38ม", "พุ่ม"),
        ("มๅก", "มาก"),
        ("ฤๅษี", "ฤๅษี"),
        ("ผู\uf70bปวย", "ผู้ปวย"),
        ("\uf700าน", "ฐาน"),
        ("\ufeffยื่น\u200bขอ", "ยื่นขอ"),
        ("ก\u00a0\u2003 ข\tค", "ก ข ค"),
        (" บรรทัด \r\n\r\n สอง ", "บรรทัด\n\nสอง"),
        ("cafe\u0301 ABC ๑๒", "café ABC ๑๒"),
        ("\ud800\x00", "\ufffd"),
    ],
)
def test_normalize_keeps_what_is_seen(written: str, stored: str) -> None:
    assert normalize(written) == stored


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café Straße", "cafe strasse"),
        ("ＡＢＣ１２　ﬁ", "abc12 fi"),
        ("พ.ศ. ๒๕๖๖", "พ.ศ. 2566"),
        ("น้ำ\r\nใส", "น้ำ ใส"),
        ("เเก\u0e49ไข", "แก้ไข"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold_makes_equal_what_means_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT | THAI_TEXT)
@example("่\u0300ะ่")
def test_normalize_is_idempotent(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(ANY_TEXT | THAI_TEXT)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT | THAI_TEXT)
@example("ะ\uf705ฺ")
def test_fold_of_the_normalized_text_is_the_fold_of_the_text(text: str) -> None:
    # An accent among Thai marks keeps them apart until it is folded away.
    assume(not (HAS_THAI.search(text) and HAS_ACCENT.search(text)))
    assert fold(normalize(text)) == fold(text)


@given(ANY_TEXT)
def test_normalized_text_can_be_stored_anywhere(text: str) -> None:
    stored = normalize(text)
    assert stored.encode().decode() == stored
    assert "\x00" not in stored


@given(st.text(st.characters(exclude_categories=[])))
def test_other_scripts_are_composed(text: str) -> None:
    assume(not HAS_THAI.search(text))
    assert unicodedata.is_normalized("NFC", normalize(text))


@given(ANY_TEXT | THAI_TEXT)
def test_aligned_fold_is_the_fold_with_places(text: str) -> None:
    aligned = fold_aligned(text)
    assert " ".join(aligned.text.split(" ")).split() == fold(text).split()
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert aligned.starts == sorted(aligned.starts)
    assert all(0 <= start <= end <= len(text) for start, end in zip(aligned.starts, aligned.ends, strict=True))


@pytest.mark.parametrize("run", ["่", "ิ่", "เแ", "เ", "ๅ", "ํา", " \n", "\u0301"])
def test_a_megabyte_of_nonsense_is_quick(run: str) -> None:
    assert len(normalize(run * (1_000_000 // len(run)))) <= 1_000_000

"""Copied, searched and read aloud, Thai is what was printed."""

from itertools import product

import pytest

from letters import text_layer, typesetting
from letters.contents import Part
from letters.services import render_receipt
from tests.letters import making
from tests.letters.pages import pictures, texts, without_spaces

CONSONANTS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
LOWER = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็"]
TONES = ["", "่", "้", "๊", "๋", "์"]


@pytest.mark.parametrize("lower", LOWER, ids=lambda mark: f"U+{ord(mark):04X}" if mark else "none")
def test_every_consonant_with_every_pair_of_marks_is_read_once(lower: str) -> None:
    tones = [""] if lower == "็" else TONES
    words = [f"{consonant}{lower}{tone}น" for consonant, tone in product(CONSONANTS, tones)]
    words += [f"{consonant}{tone}ำ" for consonant, tone in product(CONSONANTS, TONES)] if not lower else []
    missing = []
    for some in batched(words, 60):  # on one page
        letter = making.receipt(parts=[Part("", [("ทดสอบ", " ".join(some))])], files=[])
        (page,) = texts(render_receipt(letter))
        missing += [word for word in some if word not in without_spaces(page)]

    assert missing == []


def batched(words: list[str], size: int) -> list[list[str]]:
    return [words[start : start + size] for start in range(0, len(words), size)]


def test_real_repetition_stays() -> None:
    (page,) = texts(render_receipt(making.receipt(title="ตั้ตั้ง ปั๊ปั๊ม")))

    assert "ตั้ตั้ง ปั๊ปั๊ม" in page


def test_pages_look_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    mended = render_receipt(making.long_receipt())
    monkeypatch.setattr(typesetting.text_layer, "mend", lambda pdf: pdf)
    as_typst_writes = render_receipt(making.long_receipt())

    assert text_layer.mend_content(b"BT ET") == b"BT ET"
    assert [a.tobytes() == b.tobytes() for a, b in zip(pictures(mended), pictures(as_typst_writes), strict=True)] == [
        True
    ] * len(pictures(mended))

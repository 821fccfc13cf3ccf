"""Thai lines break between words only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import flow
from letters.services import render_receipt
from tests.letters import making
from tests.letters.pages import lines, without_spaces

BOX = "\x1f"


def boxes(text: str) -> list[str]:
    return text.split(BOX)[1::2]


def test_each_thai_word_is_a_box() -> None:
    assert boxes(flow.sentence("ส่งเอกสารอิเล็กทรอนิกส์ต่าง ๆ (คอมพิวเตอร์) ภายใน 7 วัน")) == [
        "ส่ง",
        "เอกสาร",
        "อิเล็กทรอนิกส์",
        "ต่าง",
        "คอมพิวเตอร์",
        "ภายใน",
        "วัน",
    ]


def test_name_breaks_at_its_spaces_only() -> None:
    assert boxes(flow.name("นางสาวปิ่นแก้ว ทองสุขใสสกุล")) == ["นางสาวปิ่นแก้ว", "ทองสุขใสสกุล"]


def test_long_name_is_a_sentence() -> None:
    assert max(map(len, boxes(flow.name(making.LONG_NAME)))) <= flow.MAX_BOX_CHARS


def test_long_address_may_break_after_its_signs() -> None:
    assert boxes(flow.sentence("http://127.0.0.1:8000/track/K7PM3QX2/"))[:3] == ["http://", "127.", "0."]


@pytest.mark.parametrize("text", ["🙂", "汉字", "\x00\x1f", "\ud800", "\uf701"])
def test_only_what_the_font_has_is_left(text: str) -> None:
    assert set(map(ord, flow.printable(text))) <= flow.printable_characters()


@given(st.text(st.sampled_from("กขตงเโ ั้ิาๆฯ ab1.(/\n🙂\x1f")))
def test_boxes_lose_nothing(text: str) -> None:
    for ready in (flow.sentence(text), flow.name(text)):
        assert ready.count(BOX) % 2 == 0
        assert ready.replace(BOX, "").replace("\u00a0", " ") == flow.printable(text)


@pytest.mark.parametrize("shift", range(0, 22, 2))
def test_no_line_of_a_letter_ends_inside_a_word(shift: int) -> None:
    """What stands in front shifts all line ends."""
    paragraph = "x" * shift + " " + making.LONG_TEXT
    ready, ends = "", set()
    for piece in flow.sentence(paragraph).split(BOX):
        ready += piece
        ends.add(len(without_spaces(ready)))

    written = "".join(lines(render_receipt(making.receipt(title=paragraph))))
    begin = written.index("x" * shift + without_spaces(making.LONG_TEXT)[:20])
    position, broken = -begin, []
    for line in lines(render_receipt(making.receipt(title=paragraph))):
        position += len(line)
        if 0 < position < max(ends) and position not in ends:
            broken.append(line)

    assert [line for line in broken if re.search("[ก-๎]$", line)] == []


def test_repetition_sign_never_begins_a_line() -> None:
    assert flow.sentence("ต่าง ๆ").endswith("\u00a0ๆ")

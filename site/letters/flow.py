"""Texts made ready for typst, which must not break Thai inside a word and cannot print what the font does not have.

Thai words are put between U+001F; frame.typ makes a box of each, and lines break between boxes. Left to itself typst
breaks inside loan words now and then (อิเล็ก|ทรอนิกส์). Joining letters by U+2060 would help too, but it stays in the
text that readers copy and search.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_sarabun
from fontTools.ttLib import TTFont

from thai.text import THAI_LETTERS, normalize
from thai.words import cut_spans

FONTS: Final = Path(fontpkg_sarabun.ROOT) / "files"
MAX_BOX_CHARS = 28
"""A longer word could be wider than its column; typst breaks it where it likes."""

_BOX = "\x1f"
_NO_BREAK = "\u00a0"
_THAI = re.compile(f"[{THAI_LETTERS}]")
_LONG_RUN = re.compile(rf"[^\s{_BOX}{THAI_LETTERS}]{{24,}}")
_PARTS = re.compile(r"[^/?&=._-]{1,12}[/?&=._-]{0,4}|[/?&=._-]{1,12}")


@cache
def printable_characters() -> frozenset[int]:
    with TTFont(FONTS / "Sarabun-Regular.ttf") as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """Normalised; what the font does not have (emoji, other scripts) is a question mark: PDF/A allows no blank glyph."""
    known = printable_characters()
    return "".join(c if ord(c) in known or c == "\n" else "?" for c in normalize(text))


def sentence(text: str) -> str:
    """Running text: Thai breaks between words only, long runs of anything else where they must."""
    text = printable(text)
    pieces, done = [], 0
    for start, end, _ in cut_spans(text):
        if end - start <= MAX_BOX_CHARS and _THAI.match(text[start]):
            pieces += [text[done:start], text[start:end]]
            done = end
    pieces.append(text[done:])
    return _LONG_RUN.sub(_breakable, _BOX.join(pieces)).replace(" ๆ", f"{_NO_BREAK}ๆ")


def name(text: str) -> str:
    """A name breaks at its spaces only: no dictionary knows its words."""
    pieces = re.split(r"([^\s]+)", printable(text))
    if any(len(piece) > MAX_BOX_CHARS for piece in pieces):
        return sentence(text)
    return _BOX.join(pieces)


def _breakable(match: re.Match[str]) -> str:
    return "".join(f"{_BOX}{part}{_BOX}" for part in _PARTS.findall(match.group()))

"""One spelling for texts that look the same: `normalize` for storage, `fold` for matching.

Both work character by character, then mend short runs of Thai vowels and marks. Nothing in a run depends on what is
around it, so `fold_aligned` can tell from where in the original each folded character came.

PyThaiNLP's own `normalize` is not taken whole: it leaves the private-use characters of PDFs, removes paragraph breaks,
removes spaces ("า า" becomes "า"), is not idempotent, and its thirty expressions run over the whole text. Its rules for
the order and repetition of marks are right, and are applied to the runs that can need them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pythainlp.util import remove_repeat_vowels

THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Character class: what stands above or below a Thai consonant."""
THAI_LETTERS = f"ก-ฮ\u0e30-\u0e3aเ-\u0e45{THAI_MARKS}"
"""Character class: what Thai words are made of. Not ๆ and ฯ, nor digits."""

_PRIVATE_USE = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))
"""Glyph variants that older Thai fonts kept at U+F700 to U+F71A; text copied from PDFs is full of them."""

_MENDABLE = re.compile(f"[เ-ไ]{{2,}}|[{THAI_MARKS}ะาำๅ]{{2,}}")
_OTHER_SCRIPTS = re.compile("[^\u0e00-\u0e7f]+")
"""Thai is apart from them: accents among Thai marks would let NFC undo what mending did."""
_STRAY_LAKKHANGYAO = re.compile("(?<![ฤฦ])ๅ")
_LONGEST_REAL_RUN = 8


def normalize(text: str) -> str:
    """The text as it is stored: what is seen stays, what cannot be seen goes.

    Private-use characters become Thai, ํา ำ, เเ แ; vowels and tone marks get their order and are not repeated; format
    characters (zero-width, byte order mark, direction marks) and control characters go; every kind of space is one
    space; lines end with \\n. Zero-width spaces can carry line breaks that somebody set by hand: to show a text as it
    was written, keep it as it was written. Idempotent; accepts any string, also with lone surrogates.
    """
    visible = text.replace("\r\n", "\n").translate(_STORED)
    mended = _mend(_OTHER_SCRIPTS.sub(_composed, visible))
    return re.sub(" *\n *", "\n", re.sub(" {2,}", " ", mended)).strip(" \n")


def fold(text: str) -> str:
    """The text as it is matched in search: what means the same is the same.

    Besides what `normalize` does: case, width and ligatures are made equal, Latin, Greek and Cyrillic letters lose
    their accents (Thai marks stay), all digits are Arabic, and a line break is a space. Idempotent.
    """
    return re.sub(" {2,}", " ", _mend(text.translate(_FOLDED))).strip(" ")


class Aligned(NamedTuple):
    """A folded text; its characters from `i` to `j` come from `original[starts[i]:ends[j - 1]]`.

    Places never overlap: where one character folds to several (¼), the first has the place, the others have none.
    """

    text: str
    starts: list[int]
    ends: list[int]


def fold_aligned(text: str) -> Aligned:
    """Like `fold`, with the way back to the original. Spaces are not collapsed."""
    characters = _Builder()
    for index, character in enumerate(text):
        characters.add(_FOLDED[ord(character)], index, index + 1)
    folded = characters.built()
    folded = folded._replace(text=_STRAY_LAKKHANGYAO.sub("า", folded.text))
    mended = _Builder()
    done = 0
    for match in _MENDABLE.finditer(folded.text):
        run, (first, last) = _mend_run(match), match.span()
        if run != match.group():
            mended.copy(folded, done, first)
            mended.add(run, folded.starts[first], folded.ends[last - 1])
            done = last
    mended.copy(folded, done, len(folded.text))
    return mended.built()


class _Builder:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self, other: Aligned, first: int, last: int) -> None:
        self.pieces.append(other.text[first:last])
        self.starts += other.starts[first:last]
        self.ends += other.ends[first:last]

    def add(self, text: str, start: int, end: int) -> None:
        """Add what stands for `original[start:end]`."""
        if text:
            self.pieces.append(text)
            self.starts += [start, *[end] * (len(text) - 1)]
            self.ends += [end] * len(text)

    def built(self) -> Aligned:
        return Aligned("".join(self.pieces), self.starts, self.ends)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _mend(text: str) -> str:
    return _MENDABLE.sub(_mend_run, _STRAY_LAKKHANGYAO.sub("า", text))


def _mend_run(match: re.Match[str]) -> str:
    run = match.group()
    if len(run) > _LONGEST_REAL_RUN:
        run = "".join(dict.fromkeys(run))
    return _ordered(run)


@lru_cache(maxsize=4096)
def _ordered(run: str) -> str:
    """PyThaiNLP's order, until nothing changes any more."""
    ordered = unicodedata.normalize("NFC", remove_repeat_vowels(run))
    return run if ordered == run else _ordered(ordered)


def _stored(character: str) -> str:
    if character in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Cc", "Cf"):
        return ""
    return "\ufffd" if category == "Cs" else character


def _folded(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if "\u0e00" <= character <= "\u0e7f":
        return character
    unfolded, folded = "", character
    while folded != unfolded:
        unfolded = folded
        folded = unicodedata.normalize("NFKD", unfolded.casefold())
        folded = "".join(part for part in folded if not "\u0300" <= part <= "\u036f")
    return "".join(_stored(part) for part in folded).replace("\n", " ")


class _Stored(dict[int, str]):
    """Filled as characters come along, for str.translate."""

    def __missing__(self, code: int) -> str:
        self[code] = _PRIVATE_USE.get(code) or _stored(chr(code))
        return self[code]


class _Folded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = "".join(_folded(character) for character in _STORED[code])
        return self[code]


_STORED = _Stored()
_FOLDED = _Folded()

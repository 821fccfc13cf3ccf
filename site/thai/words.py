"""Thai text cut into the words that search indexes and highlights.

Words come out folded (see `thai.text.fold`), so index and query agree. Spaces, punctuation, ๆ and ฯ are not words.
Letters and digits never share a word, and an abbreviation loses its dots: "ท.ร.13", "ทร 13" and "ทร.๑๓" are all ทร 13;
"11/07261" is 11 07261; "1,000" is 1000; "driver's" is drivers.

Only runs of Thai letters go to the engine: nlpo3's newmm, or PyThaiNLP's when nlpo3 cannot be imported. nlpo3's
`safe=True` is not used: in 1.4.0 it returns the pieces of any run above 100 characters in the wrong order. Without it
newmm is linear as well (its graph is bounded): a million ambiguous characters without a space take 0.7 seconds.
"""

import hashlib
import logging
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import NamedTuple

from pythainlp.corpus import thai_words
from pythainlp.tokenize import newmm
from pythainlp.util import Trie

from thai.text import THAI_LETTERS, THAI_MARKS, fold, fold_aligned

nlpo3: ModuleType | None
try:
    nlpo3 = import_module("nlpo3")
except ImportError:  # there is no wheel for this machine
    nlpo3 = None

logger = logging.getLogger(__name__)

MAX_WORD_CHARS = 100
"""Longer runs of letters are no words; indexes refuse terms that are too long, so they are cut here."""

MAX_LOADED_DICTIONARIES = 8
"""nlpo3 never frees a dictionary (about 45 MB each). Past this number a process uses PyThaiNLP until it restarts."""

_OTHER_MARKS = "".join(
    chr(code)
    for code in range(0x370, 0x20000)
    if unicodedata.category(chr(code)).startswith("M") and not 0xE00 <= code <= 0xE7F
)
_PART = "(?:[ก-ฮ]{1,2}|เม|มิ|มี)"
_LETTER = r"[^\W\d_\u0e00-\u0e7f]"
_WORD = re.compile(
    rf"""
    (?P<abbreviation>(?<![{THAI_LETTERS}])(?:(?:{_PART}\.)+[ก-ฮ](?![{THAI_LETTERS}.])|(?:{_PART}\.){{2,}}))
    |ฯลฯ
    |(?P<thai>[{THAI_LETTERS}]+)
    |(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)
    |(?P<other>{_LETTER}(?:['’]?{_LETTER}|[{_OTHER_MARKS}])*)
    """,
    re.VERBOSE,
)
_INSIDE_A_WORD = str.maketrans("", "", ".,'’")
_THAI_WORD = re.compile(f"[{THAI_LETTERS}]{{2,}}")
_ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,4}\.)+")
_MARKS = frozenset(re.findall(f"[{THAI_MARKS}]", "".join(map(chr, range(0xE00, 0xE80)))))


class Span(NamedTuple):
    """A word and its place: `original[start:end]` is how the text has it, `text` is how the index has it.

    Spans never overlap. One is empty when its word comes from the rest of a character that folds to two words (¼).
    """

    start: int
    end: int
    text: str


@cache
def _base_words() -> frozenset[str]:
    """PyThaiNLP's list without entries that cannot be one word here, with its longer abbreviations also without dots.

    Two consonants without their dots would cut ordinary words apart; three or more changed 15 of 9,802 runs, for better
    ("อบต") and worse ("คอส|ตา") alike.
    """
    listed = thai_words()
    dotless = {word.replace(".", "") for word in listed if _ABBREVIATION.fullmatch(word)}
    return frozenset(filter(_THAI_WORD.fullmatch, listed)) | {word for word in dotless if len(word) >= 3}


@dataclass(frozen=True)
class Dictionary:
    """The words that the cutter knows: PyThaiNLP's and `extra_words`. Immutable; equal when the words are equal.

    Extra words are folded. Only Thai needs a dictionary, so anything but a run of two or more Thai letters is dropped,
    after the dots of an abbreviation. Loading takes 0.3 s and happens at the first cut; see MAX_LOADED_DICTIONARIES
    for why a dictionary should not be made for each request.
    """

    extra_words: Iterable[str] = frozenset()

    def __post_init__(self) -> None:
        dotless = (fold(word).replace(".", "") for word in self.extra_words)
        words = frozenset(filter(_THAI_WORD.fullmatch, dotless)) - _base_words()
        object.__setattr__(self, "extra_words", words)

    def __contains__(self, word: str) -> bool:
        """Whether this word, as `cut` gives it, is known."""
        return word in _base_words() or word in self.words

    @cached_property
    def words(self) -> frozenset[str]:
        return _base_words().union(self.extra_words)

    @cached_property
    def digest(self) -> str:
        """The same in every process that has the same words: an index cut with another one is to be cut again."""
        return hashlib.sha256("\n".join(sorted(self.words)).encode()).hexdigest()

    @cached_property
    def segment(self) -> Callable[[str], list[str]]:
        """The engine, for a run of Thai letters."""
        if nlpo3 is not None and _load(self, nlpo3):
            return partial(nlpo3.segment, dict_name=self.digest)
        return partial(newmm.segment, custom_dict=Trie(self.words), safe_mode=True)


_loaded: set[str] = set()
_loading = threading.Lock()


def _load(dictionary: Dictionary, nlpo3: ModuleType) -> bool:
    """nlpo3 reads dictionaries from files only, and knows them by name ever after."""
    with _loading:
        if dictionary.digest in _loaded:
            return True
        if len(_loaded) >= MAX_LOADED_DICTIONARIES:
            logger.warning("%s dictionaries are loaded: this one is cut slowly until a restart", len(_loaded))
            return False
        with TemporaryDirectory() as folder:
            path = Path(folder, "words.txt")
            path.write_text("\n".join(sorted(dictionary.words)), encoding="utf-8")
            message, is_loaded = nlpo3.load_dict(str(path), dictionary.digest)
        if not is_loaded:
            logger.warning("nlpo3 refused the dictionary, PyThaiNLP cuts instead: %s", message)
            return False
        _loaded.add(dictionary.digest)
        return True


DEFAULT = Dictionary()


def cut(text: str, dictionary: Dictionary = DEFAULT) -> list[str]:
    """The words of a text, in order, as they are indexed."""
    return [word for _, _, word in _words(fold(text), dictionary)]


def cut_spans(text: str, dictionary: Dictionary = DEFAULT) -> list[Span]:
    """The words of a text with their places in it, for highlights. The words are those of `cut`."""
    folded = fold_aligned(text)
    return [
        Span(folded.starts[start], folded.ends[end - 1], word) for start, end, word in _words(folded.text, dictionary)
    ]


def _words(folded: str, dictionary: Dictionary) -> Iterator[tuple[int, int, str]]:
    segment = dictionary.segment
    for match in _WORD.finditer(folded):
        run, start = match.group(), match.start()
        if match.lastgroup == "thai":
            pieces = _whole_characters(segment(run))
        elif match.lastgroup:
            pieces = [run]
        else:
            continue
        for piece in pieces:
            for part in _short_enough(piece):
                yield start, start + len(part), part.translate(_INSIDE_A_WORD)
                start += len(part)


def _whole_characters(pieces: list[str]) -> list[str]:
    """A mark stays with what it stands on."""
    whole = pieces[:1]
    for piece in pieces[1:]:
        if piece[0] in _MARKS:
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole


def _short_enough(piece: str) -> list[str]:
    if len(piece) <= MAX_WORD_CHARS:
        return [piece]
    return [piece[begin : begin + MAX_WORD_CHARS] for begin in range(0, len(piece), MAX_WORD_CHARS)]

"""Text typed with the keyboard set to the other language (Thai Kedmanee, US QWERTY).

`looks_mistyped` offers a correction only when it is fairly sure. Measured: of the 10,000 commonest Thai words of three
letters or more (Thai National Corpus) it mends 94 %, of 63,737 English words (Debian's wamerican) 90 %. It wrongly
offers Thai for 7 of all 104,334 English words and names there, English for none of PyThaiNLP's words, for 7 of 27,137
names of people and places, and for 0.5 % of Thai words with a typing error.
"""

import re
from itertools import pairwise

from pythainlp.util import eng_to_thai, thai_to_eng

from thai.text import THAI_LETTERS
from thai.words import DEFAULT, Dictionary, cut

_THAI = re.compile("[\u0e01-\u0e5b]")
_THAI_TOKEN = re.compile(f"[{THAI_LETTERS}][{THAI_LETTERS}ๆฯ]{{2,}}")
_LATIN_TOKEN = re.compile("[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")
_LONG_LATIN_WORD = re.compile("(?=...)[A-Za-z]+(?:['-][A-Za-z]+)*")
_LATIN_WORD = re.compile("[A-Za-z]+(?:['-][A-Za-z]+)*")

_MIN_MEAN_THAI_WORD_CHARS = 3
_MAX_KNOWN_THAI_SHARE = 0.7
_MIN_ENGLISH_SCORE = 4.5

_LETTERS = " abcdefghijklmnopqrstuvwxyz"
_FOLLOWERS = {
    " ": "055654544422453451565434010",
    "a": "304541241403646040656332131",
    "b": "364016000610710600542500020",
    "c": "460306006505400600535500030",
    "d": "841137030610411500450411020",
    "e": "642464321200546231674132310",
    "f": "360006600700600600534600040",
    "g": "850006044500524400540400020",
    "h": "562007100600322600434402040",
    "i": "143545340001547530465140004",
    "j": "270006000500000700000700000",
    "k": "643017102701524320261302040",
    "l": "561137110602621510043410060",
    "m": "565007100600152660040500020",
    "n": "551556371503113410166320010",
    "o": "233442340303557540655544220",
    "p": "460006005600500650644500020",
    "q": "000000000000000000000900000",
    "r": "663347231603333620454421030",
    "s": "840405005502332441056402020",
    "t": "651307105700311500554402040",
    "u": "044444340400656240665000001",
    "v": "060008000700000500000310010",
    "w": "473036105602415610451000010",
    "x": "650506004600100460006421330",
    "y": "832324121400343340353102000",
    "z": "360008000700400400000100035",
}
"""For each letter (a space is the edge of a word) how often English has each of _LETTERS after it: 9 + log2 of the
share, from 0 to 9, counted in Debian's wamerican."""


def to_thai(text: str) -> str:
    """What the keys say in Thai: "l;ylfu" is สวัสดี."""
    return eng_to_thai(text)


def to_latin(text: str) -> str:
    """What the keys say in English: "ยฟหหยนพะ" is passport."""
    return thai_to_eng(text)


def looks_mistyped(text: str, dictionary: Dictionary = DEFAULT) -> str | None:
    """The text that was probably meant, or None. Give it the text as typed: normalising may drop repeated keys.

    Thai is meant when every word of the Thai reading is in the dictionary and the text is not like English. English is
    meant when the Thai is mostly unknown words and the Latin reading is like English. Digits stay as they are.
    """
    reading_of = _english_reading if _THAI.search(text) else _thai_reading
    return reading_of(text.split(), dictionary)


def _thai_reading(tokens: list[str], dictionary: Dictionary) -> str | None:
    readings = [token if token.isdecimal() else to_thai(token) for token in tokens]
    mended = [pair for pair in zip(tokens, readings, strict=True) if pair[0] != pair[1]]
    is_meant = mended and all(_is_thai_in_latin(token, reading, dictionary) for token, reading in mended)
    return " ".join(readings) if is_meant else None


def _english_reading(tokens: list[str], dictionary: Dictionary) -> str | None:
    readings = [to_latin(token) if _THAI.search(token) else token for token in tokens]
    words = [pair for pair in zip(tokens, readings, strict=True) if _LONG_LATIN_WORD.fullmatch(pair[1])]
    is_meant = (
        words
        and all(map(_LATIN_TOKEN.fullmatch, readings))
        and all(_is_english_in_thai(token, reading, dictionary) for token, reading in words if token != reading)
    )
    return " ".join(readings) if is_meant and any(token != reading for token, reading in words) else None


def _is_thai_in_latin(token: str, reading: str, dictionary: Dictionary) -> bool:
    words = cut(reading, dictionary)
    if not _THAI_TOKEN.fullmatch(reading) or not all(len(word) > 1 and word in dictionary for word in words):
        return False
    if not _LATIN_WORD.fullmatch(token):
        return True
    has_long_words = len(reading) > 3 and len(reading) >= _MIN_MEAN_THAI_WORD_CHARS * len(words)
    return has_long_words and _english_score(token) < _MIN_ENGLISH_SCORE


def _is_english_in_thai(token: str, reading: str, dictionary: Dictionary) -> bool:
    known = sum(len(word) for word in cut(token, dictionary) if len(word) > 1 and word in dictionary)
    is_cased = reading.islower() or reading.isupper() or reading.istitle()
    return is_cased and known < _MAX_KNOWN_THAI_SHARE * len(token) and _english_score(reading) >= _MIN_ENGLISH_SCORE


def _english_score(word: str) -> float:
    """How usual the pairs of letters are in English, 0 to 9."""
    letters = f" {re.sub('[^a-z]', '', word.lower())} "
    pairs = list(pairwise(letters))
    return sum(int(_FOLLOWERS[first][_LETTERS.index(second)]) for first, second in pairs) / len(pairs)

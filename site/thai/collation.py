"""The order of Thai dictionaries: a leading vowel counts after its consonant, tone marks only break ties.

The rules are those of PyThaiNLP's `collate` (Royal Institute), which sorts lists and has no public key. Its private key
appends the first tone mark, which puts ก่า behind กาน; here the marks are a second level.
"""

import re

from thai.text import fold

_LEVEL_SEPARATOR = "\t"
"""Below every character of a folded text, so that a shorter name comes first."""

_TONES = "\u0e47-\u0e4e"
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_IGNORED = re.compile(rf"[^\w {_TONES}\u0e31\u0e34-\u0e3a]|[_ๆฯ]")
_LETTER = re.compile("[ก-ฮa-z]")


def sort_key(text: str) -> str:
    """A string that sorts by code points as the text sorts in a dictionary: digits, Latin, Thai. It can be stored in a
    column whose collation is the database's binary one."""
    word = " ".join(_IGNORED.sub("", fold(text)).split())
    letters = re.sub(f"[{_TONES}]", "", word)
    tones = re.sub(f"[^{_TONES}]", " ", word).rstrip()
    return _LEADING_VOWEL.sub(r"\2\1", letters) + _LEVEL_SEPARATOR + tones


def initial(text: str) -> str:
    """The letter under which an A–Z list has the text: a Thai consonant, a Latin capital, or # for anything else."""
    letter = sort_key(text)[:1]
    return letter.upper() if _LETTER.match(letter) else "#"

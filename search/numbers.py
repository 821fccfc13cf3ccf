"""Numbers of permits as keys: people leave out hyphens, slashes, prefixes and zeros, and write Thai digits.

กท 754/2526   →  กท7542526, 7542526, กท754, 754
0007/2570     →  00072570, 72570, 0007
11/07261      →  1107261, 117261, 07261, 7261
"""

import re

from thai.text import fold

MIN_KEY_CHARS = 3
"""Shorter ones would find half of the register."""
MAX_KEYS_OF_A_QUERY = 8

_RUN = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"2[45]\d\d")
"""A year of the Buddhist era, on its own: no number of a permit."""


def number_keys(number: str) -> tuple[str, ...]:
    """The keys under which a permit is found."""
    runs = _RUN.findall(fold(number))
    ways = [runs, [run for run in runs if run.isdecimal()]]
    ways += [way[start:] for way in list(ways) for start in range(1, len(way))]
    ways += [way[:-1] for way in ways[:2] if len(way) > 1 and _YEAR.fullmatch(way[-1])]
    return _keys(ways)


def numbers_in(text: str) -> tuple[str, ...]:
    """What of a query may be a number: all of it, from the first to the last word with a digit, and each such word."""
    words = fold(text).split()
    places = [place for place, word in enumerate(words) if re.search(r"\d", word)]
    if not places:
        return ()
    between = words[places[0] : places[-1] + 1]
    pieces = [words, between, *([words[place]] for place in places)]
    ways = [_RUN.findall(" ".join(piece)) for piece in pieces]
    ways += [[run for run in way if run.isdecimal()] for way in ways]
    return _keys(ways)[:MAX_KEYS_OF_A_QUERY]


def natural_order(number: str) -> str:
    """Sorts 9/2570 before 10/2570."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(10), fold(number))


def _keys(ways: list[list[str]]) -> tuple[str, ...]:
    """Each joined, with the zeros that numbers begin with and without them."""
    written = ["".join(way) for way in ways]
    stripped = ["".join(run.lstrip("0") if run.isdecimal() else run for run in way) for way in ways]
    is_number = [any(run.isdecimal() for run in way) for way in ways]
    both = [key for pair in zip(written, stripped, is_number, strict=True) if pair[2] for key in pair[:2]]
    return tuple(dict.fromkeys(key for key in both if len(key) >= MIN_KEY_CHARS and not _YEAR.fullmatch(key)))

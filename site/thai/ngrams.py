"""Pieces of a text that need no dictionary: they find what the cutter cut differently, and forgive a wrong letter."""

import re

from thai.text import THAI_LETTERS, fold

_RUN = re.compile(rf"(?:[^\W_]|[{THAI_LETTERS}])+")


def character_ngrams(text: str, size: int = 4) -> list[str]:
    """Every window of `size` code points in the folded runs of letters and digits; a shorter run is its own piece."""
    return [
        run[begin : begin + size] for run in _RUN.findall(fold(text)) for begin in range(max(len(run) - size, 0) + 1)
    ]

"""Thai as it sounds: what is written differently and said alike gets one spelling.

Most misspellings of Thai are of this kind: a tone mark too many, a silent letter left out, one of the letters for the
same sound. Only the character pieces (`search.analysis.grams`) use it; words keep their spelling.
"""

import re

from thai.text import fold

_SILENCED = re.compile("[ก-ฮ][ิุ]?์")
_TONES = re.compile("[\u0e47-\u0e4e]")
_SAME_SOUND = str.maketrans("ณฎฏศษฬญฑฒธใฆฌฐ", "นดตสสลยทททไคชถ")
_SPACE_IN_THAI = re.compile("(?<=[\u0e01-\u0e4e]) +(?=[\u0e01-\u0e4e])")


def as_it_sounds(text: str) -> str:
    """The folded text without silenced letters, tone marks and spaces between Thai words; one letter for each sound."""
    sounded = _TONES.sub("", _SILENCED.sub("", fold(text))).translate(_SAME_SOUND).replace("รร", "ั")
    return _SPACE_IN_THAI.sub("", sounded)

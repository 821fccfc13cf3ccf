"""Latin letters for Thai words, for addresses of pages: the Royal Institute's general system, by PyThaiNLP."""

import re

from pythainlp.transliterate import romanize

from thai.text import THAI_LETTERS
from thai.words import DEFAULT, Dictionary, cut

_THAI = re.compile(f"[{THAI_LETTERS}]")


def slug_of(text: str, *, max_chars: int = 80, dictionary: Dictionary = DEFAULT) -> str:
    """A text as the last part of an address: "ภาษีป้าย" → "phasi-pai". Lower-case letters, digits and hyphens.

    Ends with a whole word. Empty when nothing can be romanised.
    """
    slug = ""
    for word in cut(text, dictionary):
        latin = re.sub(r"[^a-z0-9]", "", (romanize(word, engine="royin") if _THAI.search(word) else word).lower())
        if latin and len(slug) + 1 + len(latin) <= max_chars:
            slug = f"{slug}-{latin}" if slug else latin
    return slug

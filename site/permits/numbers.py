"""Numbers of permits as text: the pattern that makes them, and the key by which they are found again.

A pattern is text with {number} and {year}, the year of the Buddhist era: "{number:04}/{year}" makes 0007/2570.
"""

import re
from string import Formatter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thai.text import fold

PLACEHOLDERS = {"number", "year"}
_WIDTH = re.compile(r"0?\d{0,2}")
_SEPARATORS = re.compile(r"[\W_]+")


def format_number(pattern: str, *, number: int, year: int) -> str:
    return pattern.format(number=number, year=year)


def validate_pattern(pattern: str) -> None:
    """A pattern has the number once, knows no other placeholder than the year, and pads with zeros at most."""
    used = placeholders(pattern)
    if used.count("number") != 1 or not set(used) <= PLACEHOLDERS:
        raise ValidationError(_("Write {number} once, {year} if wanted, and no other words in braces."))


def placeholders(pattern: str) -> list[str]:
    """The names in braces; an unreadable pattern has one that nobody knows."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return ["?"]
    odd = any(conversion or not _WIDTH.fullmatch(width or "") for _text, _name, width, conversion in parts)
    return ["?"] if odd else [name for _text, name, _width, _conversion in parts if name is not None]


def number_key(number: str) -> str:
    """What is left when spelling is forgiven: digits Arabic, Latin letters small, no space, hyphen, slash or stop."""
    return _SEPARATORS.sub("", fold(number))

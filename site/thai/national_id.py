"""The thirteen-digit numbers of people and of juristic persons. Thai digits, spaces and hyphens are accepted.

The check digit is (11 − Σ dᵢ·(13−i) mod 11) mod 10; python-stdnum knows it. A person's number begins with 1 to 8, a
juristic person's with 0.
"""

from stdnum.th import moa, pin

from thai.digits import to_arabic
from thai.text import normalize


def compact(number: str) -> str:
    """Only its digits, as it is stored: "๑-2345 67890 12 1" becomes "1234567890121"."""
    return pin.compact(to_arabic(normalize(number)))


def is_citizen_number(number: str) -> bool:
    return pin.is_valid(compact(number))


def is_juristic_number(number: str) -> bool:
    return moa.is_valid(compact(number))


def format_number(number: str) -> str:
    """1-2345-67890-12-1, as cards and tax documents print both kinds; unchanged when it has not thirteen digits."""
    digits = compact(number)
    if len(digits) != 13 or not digits.isascii() or not digits.isdecimal():
        return number
    return pin.format(digits)

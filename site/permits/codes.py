"""The code under the QR of a licence: sixteen characters that people can read, type and say on the telephone.

The alphabet has no 0 O 1 I L. It has 31 letters and digits, a prime number, so the weighted sum modulo 31 of all sixteen
finds every wrong character and every pair that changed places: a mistyped code is told from one that was never given out.
Fifteen are drawn at random (74 bits): nobody finds a licence by trying.
"""

import secrets

from thai.digits import to_arabic

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 15
GROUP_CHARACTERS = 4


def new_code() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return drawn + check_character(drawn)


def check_character(text: str) -> str:
    """Makes Σ (position · value) ≡ 0 (mod 31), positions counted from 1."""
    total = sum(position * ALPHABET.index(character) for position, character in enumerate(text, start=1))
    return ALPHABET[-total * pow(len(text) + 1, -1, len(ALPHABET)) % len(ALPHABET)]


def compact(typed: str) -> str:
    """As stored: capitals, without spaces and hyphens, Thai digits as Arabic."""
    return "".join(character for character in to_arabic(typed).upper() if character.isalnum())


def is_code(typed: str) -> bool:
    text = compact(typed)
    if len(text) != RANDOM_CHARACTERS + 1 or not set(text) <= set(ALPHABET):
        return False
    return check_character(text[:-1]) == text[-1]


def shown(code: str) -> str:
    """In groups that can be read aloud: K7PM-3QX2-…"""
    return "-".join(code[start : start + GROUP_CHARACTERS] for start in range(0, len(code), GROUP_CHARACTERS))

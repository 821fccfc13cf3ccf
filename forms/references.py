"""References and secrets that people read aloud, write down and type.

The alphabet has no 0 O 1 I L. It has 31 letters and digits, a prime number, so a weighted sum modulo 31 finds every wrong
character and every pair that changed places (as ISO 7064 does for other alphabets). A reference is seven characters drawn
at random and one that checks them: K7PM-3QX2. A secret is derived from the reference and a number, by the site's secret
key: it can be printed again, it is revoked by raising the number, and the database holds none.
"""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from thai.digits import to_arabic

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 7
SECRET_CHARACTERS = 10
_SALT = "forms.references.secret"


def new_reference() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return drawn + check_character(drawn)


def check_character(text: str) -> str:
    """Makes Σ (position · value) ≡ 0 (mod 31), positions counted from 1."""
    total = sum(position * ALPHABET.index(character) for position, character in enumerate(text, start=1))
    position = len(text) + 1
    return ALPHABET[-total * pow(position, -1, len(ALPHABET)) % len(ALPHABET)]


def compact(typed: str) -> str:
    """As stored: capitals, without spaces and hyphens, Thai digits as Arabic."""
    return "".join(character for character in to_arabic(typed).upper() if character.isalnum())


def is_reference(typed: str) -> bool:
    text = compact(typed)
    if len(text) != RANDOM_CHARACTERS + 1 or not set(text) <= set(ALPHABET):
        return False
    return check_character(text[:-1]) == text[-1]


def shown(text: str) -> str:
    """In groups that can be read aloud: K7PM-3QX2, and a secret as ABCDE-FGHJK."""
    half = len(text) // 2
    return f"{text[:half]}-{text[half:]}"


def secret(reference: str, number: int) -> str:
    digest = salted_hmac(_SALT, f"{reference}:{number}", algorithm="sha256")
    value = int.from_bytes(digest.digest(), "big")
    characters = []
    for _ in range(SECRET_CHARACTERS):
        value, index = divmod(value, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def is_secret(typed: str, reference: str, number: int) -> bool:
    return constant_time_compare(compact(typed), secret(reference, number))

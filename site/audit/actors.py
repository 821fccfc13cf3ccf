"""Who acts. This app lies below accounts and knows no user model: whoever has a key and a name will do."""

from typing import NamedTuple


class Actor(NamedTuple):
    key: str
    name: str


SYSTEM = Actor("system", "")


def actor_of(by: object) -> Actor:
    """None is the system itself, a word such as "applicant" is that word, an account is its key and its name.

    TypeError for who is not signed in: the caller must say who that is.
    """
    if by is None:
        return SYSTEM
    if isinstance(by, str):
        return Actor(by, "")
    key = getattr(by, "pk", None)
    if key is None:
        raise TypeError(f"{by!r} has no account; say a word such as 'applicant' instead")
    return Actor(f"user:{key}", _name_of(by)[:200])


def _name_of(by: object) -> str:
    for ask in ("get_full_name", "get_username"):
        method = getattr(by, ask, None)
        if method and (name := method()):
            return str(name)
    return str(by)

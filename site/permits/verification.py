"""What was typed or scanned to check a licence, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from permits import codes
from permits.models import Permit
from permits.numbers import number_key

MOST_SHOWN = 20
MAX_TYPED_CHARS = 80


class Outcome(Enum):
    """NO_SUCH_CODE: well made, but never given out. MISTYPED: of a code's length, and none."""

    FOUND = "found"
    NO_SUCH_CODE = "no_such_code"
    MISTYPED = "mistyped"
    NO_SUCH_NUMBER = "no_such_number"


@dataclass(frozen=True)
class Finding:
    outcome: Outcome
    permits: list[Permit] = field(default_factory=list)


def look_up(typed: str) -> Finding:
    """By code, else by number, whose spelling is forgiven; several types may have used one number."""
    by_code = look_up_code(typed)
    if by_code.outcome is Outcome.FOUND or not number_key(typed):
        return by_code
    permits = list(Permit.objects.numbered(typed[:MAX_TYPED_CHARS]).with_parts()[:MOST_SHOWN])
    if permits:
        return Finding(Outcome.FOUND, permits)
    is_code_meant = len(codes.compact(typed)) == codes.RANDOM_CHARACTERS + 1
    return by_code if is_code_meant else Finding(Outcome.NO_SUCH_NUMBER)


def look_up_code(typed: str) -> Finding:
    if not codes.is_code(typed):
        return Finding(Outcome.MISTYPED)
    permits = list(Permit.objects.filter(code=codes.compact(typed)).with_parts())
    return Finding(Outcome.FOUND if permits else Outcome.NO_SUCH_CODE, permits)

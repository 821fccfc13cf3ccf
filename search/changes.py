"""Writing and reading the change log.

A follower's position is the last row it has read. It is known as long as that row is in the log; when it is not, because it was
pruned or because the database was restored from a backup, the follower builds its index anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from search.models import Change

KEPT_FOR = timedelta(days=7)
BATCH_SIZE = 500


@dataclass(frozen=True)
class Position:
    """A row of the log. `made_at` tells it from a later row with the same number, after a restore.

    With the id 0 it means "before the first row", as of `made_at`.
    """

    transaction: int
    id: int
    made_at: str

    @classmethod
    def of(cls, change: Change) -> Position:
        return cls(change.transaction, change.pk, change.made_at.isoformat())


def record(keys: Iterable[str]) -> None:
    """Write down that these documents changed. Call it inside the transaction that changes them."""
    Change.objects.bulk_create([Change(key=key) for key in dict.fromkeys(keys)], batch_size=1000)


def latest_position() -> Position:
    """Where a follower stands that has just read everything from the database itself."""
    last = Change.objects.settled().in_order().last()
    return Position.of(last) if last else Position(0, 0, timezone.now().isoformat())


def is_known(position: Position) -> bool:
    """Whether all that happened after this position is still in the log."""
    if position.id == 0:
        return position.made_at > (timezone.now() - KEPT_FOR).isoformat()
    change = Change.objects.filter(pk=position.id, transaction=position.transaction).first()
    return change is not None and Position.of(change) == position


def read_after(position: Position) -> tuple[list[str], Position]:
    """The next changed keys, each once, and the position after them."""
    changes = list(Change.objects.settled().after(position).in_order()[:BATCH_SIZE])
    if not changes:
        return [], position
    return list(dict.fromkeys(change.key for change in changes)), Position.of(changes[-1])


def prune() -> int:
    """Delete old rows; the newest stays, so that a follower that is up to date keeps its position."""
    newest = Change.objects.settled().in_order().last()
    if newest is None:
        return 0
    old = Change.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).exclude(pk=newest.pk)
    return old.delete()[0]

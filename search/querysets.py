from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, models
from django.db.models import Q

if TYPE_CHECKING:
    from search.changes import Position
    from search.models import Change  # noqa: F401


class OldestRunningTransaction(models.Func):
    """Transactions before this one have all ended: nothing can be added below it any more (PostgreSQL only)."""

    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    output_field = models.BigIntegerField()


class ChangeQuerySet(models.QuerySet["Change"]):
    def settled(self) -> ChangeQuerySet:
        """In front of which no further row can appear.

        On PostgreSQL a transaction that began early may commit late; its rows then lie before ones that could be read
        already. SQLite lets one transaction write at a time.
        """
        if connections[self.db].vendor == "postgresql":
            return self.filter(transaction__lt=OldestRunningTransaction())
        return self

    def in_order(self) -> ChangeQuerySet:
        return self.order_by("transaction", "pk")

    def after(self, position: Position) -> ChangeQuerySet:
        return self.filter(
            Q(transaction__gt=position.transaction) | Q(transaction=position.transaction, pk__gt=position.id)
        )

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    def about(self, subject: str) -> EntryQuerySet:
        """The chain of a subject, oldest first."""
        return self.filter(subject=subject).order_by("number")

    def by_actor(self, key: str) -> EntryQuerySet:
        return self.filter(actor_key=key)

    def since(self, at: datetime) -> EntryQuerySet:
        return self.filter(at__gte=at)

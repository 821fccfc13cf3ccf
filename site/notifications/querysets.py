from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from notifications.models import Message  # noqa: F401


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, subject_key: str) -> MessageQuerySet:
        """Those of one matter, oldest first. The key is `Submission.subject_key` and the like."""
        return self.filter(about=subject_key).order_by("created_at", "pk")

    def due(self, now: datetime) -> MessageQuerySet:
        """Waiting to be sent, and nobody is at it: never claimed, or the one who did was killed."""
        unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.filter(unclaimed, state=self.model.State.PENDING, not_before__lte=now)

    def failed(self) -> MessageQuerySet:
        return self.filter(state=self.model.State.FAILED)

    def put_off(self) -> MessageQuerySet:
        """Tried without success and waiting for the next try; the one tried last comes first."""
        return self.filter(state=self.model.State.PENDING).exclude(error="").order_by("-not_before", "-pk")

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from agency.models import Holiday  # noqa: F401


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def closed(self) -> HolidayQuerySet:
        return self.filter(kind="closed")

    def makeup(self) -> HolidayQuerySet:
        return self.filter(kind="makeup")

    def days(self) -> frozenset[date]:
        return frozenset(self.values_list("date", flat=True))

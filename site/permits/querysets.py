from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from wagtail.models import Locale

from permits.numbers import number_key

if TYPE_CHECKING:
    from accounts.models import User
    from catalogue.models import ServicePage
    from permits.models import Permit, PermitType  # noqa: F401


class PermitTypeQuerySet(models.QuerySet["PermitType"]):
    def of_source_language(self) -> PermitTypeQuerySet:
        """Each type once: permits belong to the row of the source language, its translations only name it."""
        return self.filter(locale=Locale.get_default())

    def for_service(self, service: ServicePage) -> PermitTypeQuerySet:
        """What approval of this service issues, whatever the language of the page that is given."""
        return self.of_source_language().filter(service__translation_key=service.translation_key)

    def kept_by(self, user: User) -> PermitTypeQuerySet:
        """Of the units that this person acts for."""
        return self.filter(unit__in=user.units())


class PermitQuerySet(models.QuerySet["Permit"]):
    def with_parts(self) -> PermitQuerySet:
        """With all that pages show of it."""
        return self.select_related("permit_type", "permit_type__law", "permit_type__unit", "holder")

    def in_force(self, today: date | None = None) -> PermitQuerySet:
        """Those that allow something today, by the calendar: what the night's work has not written yet counts too."""
        today = today or timezone.localdate()
        ended_suspension = models.Q(status="suspended", suspended_until__lt=today)
        return self.filter(
            models.Q(status="active") | ended_suspension,
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=today),
            valid_from__lte=today,
        )

    def of_type(self, permit_type: PermitType) -> PermitQuerySet:
        return self.filter(permit_type=permit_type)

    def numbered(self, number: str) -> PermitQuerySet:
        """With this number, spelling forgiven; several types may have used it."""
        return self.filter(number_key=number_key(number))

    def visible_to(self, user: User) -> PermitQuerySet:
        """In the register of the units that this person acts for."""
        if user.is_superuser:
            return self
        return self.filter(permit_type__unit__in=user.units())

    def run_out(self, today: date) -> PermitQuerySet:
        """Whose last day has passed, and nobody has written it down."""
        return self.filter(status__in=["active", "suspended"], valid_until__lt=today)

    def served_suspension(self, today: date) -> PermitQuerySet:
        return self.filter(status="suspended", suspended_until__lt=today)

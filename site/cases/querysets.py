from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, Q

from accounts.models import Membership, User
from cases.workflow import OPEN, Status
from catalogue.models import ServicePage
from forms import references

if TYPE_CHECKING:
    from cases.models import Case

# The clock of these runs: those that wait for the applicant are never late.
AT_WORK = (Status.NEW, Status.IN_PROGRESS)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> CaseQuerySet:
        """Of the units that this person acts for; for supervisors also what no unit has yet."""
        if user.is_superuser:
            return self
        mine = Q(unit__in=user.units())
        supervises = Membership.objects.filter(user=user, role=Membership.Role.SUPERVISOR)
        return self.filter(mine | Q(Exists(supervises), unit=None))

    def with_parts(self) -> CaseQuerySet:
        """With what lists show of each."""
        return self.select_related("submission", "submission__service", "unit", "officer")

    def open(self) -> CaseQuerySet:
        return self.filter(status__in=OPEN)

    def late(self, today: date) -> CaseQuerySet:
        return self.filter(status__in=AT_WORK, due_on__lt=today)

    def at_risk(self, today: date, until: date) -> CaseQuerySet:
        """Not late yet, and due within days that are few: `until` is the last of them."""
        return self.filter(status__in=AT_WORK, due_on__range=(today, until))

    def of_service(self, service: ServicePage) -> CaseQuerySet:
        """Whatever the language of the page through which they came."""
        return self.filter(submission__service__translation_key=service.translation_key)

    def matching(self, text: str) -> CaseQuerySet:
        """With this text in the reference, the register number, the applicant's name or the matter."""
        in_words = [
            Q(**{f"submission__{field}__icontains": text}) for field in ("applicant_name", "title", "register_number")
        ]
        found = Q()
        for words in in_words:
            found |= words
        if reference := references.compact(text):
            found |= Q(submission__reference__startswith=reference)
        return self.filter(found)

    def locked(self, case: Case) -> Case:
        """The case as it is now, locked until the transaction ends.

        Without joins: after a wait for the lock PostgreSQL reads the case anew, and what was joined as it was before.
        """
        return self.select_for_update().get(pk=case.pk)

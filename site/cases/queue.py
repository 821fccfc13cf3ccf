"""The queue: which matters an officer sees, in what order, and how urgent each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator

from accounts.models import User
from agency.calendars import agency_calendar
from agency.working_time import WorkingCalendar
from cases.clock import Clock, clock_of, last_day_at_risk
from cases.models import Case
from cases.own_agency import own_services
from cases.querysets import CaseQuerySet
from cases.workflow import Status
from catalogue.models import ServicePage

ROWS_A_PAGE = 30
OPEN, ANY = "open", "any"
ME, NOBODY = "me", "nobody"
LATE, AT_RISK = "late", "at_risk"


class QueueFilters(forms.Form):
    """In the address, so that a queue can be sent to a colleague."""

    q = forms.CharField(label=_("Reference, name or matter"), required=False, max_length=200)
    status = forms.ChoiceField(label=_("Status"), required=False)
    due = forms.ChoiceField(
        label=_("Time limit"), required=False, choices=[("", _("Any")), (LATE, _("Late")), (AT_RISK, _("At risk"))]
    )
    officer = forms.ChoiceField(
        label=_("Officer"), required=False, choices=[("", _("Anybody")), (ME, _("Me")), (NOBODY, _("Nobody yet"))]
    )
    service = forms.ModelChoiceField(
        ServicePage.objects.none(), label=_("Service"), required=False, empty_label=_("Any")
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["status"].choices = [("", _("Open")), (ANY, _("Open and ended")), *Status.choices]  # type: ignore[attr-defined]
        self.fields["service"].queryset = own_services()  # type: ignore[attr-defined]

    def cases(self, calendar: WorkingCalendar) -> CaseQuerySet:
        cases = Case.objects.visible_to(self.user)
        given: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        cases = self._with_status(cases, given.get("status") or "")
        today = timezone.localdate()
        if given.get("due") == LATE:
            cases = cases.late(today)
        elif given.get("due") == AT_RISK:
            cases = cases.at_risk(today, last_day_at_risk(today, calendar))
        if given.get("officer"):
            cases = cases.filter(officer=self.user if given["officer"] == ME else None)
        if given.get("service"):
            cases = cases.of_service(given["service"])
        return cases.matching(given["q"]) if given.get("q") else cases

    def _with_status(self, cases: CaseQuerySet, status: str) -> CaseQuerySet:
        if status == ANY:
            return cases
        return cases.filter(status=status) if status else cases.open()

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


@dataclass(frozen=True)
class QueueRow:
    case: Case
    clock: Clock


@dataclass(frozen=True)
class Queue:
    filters: QueueFilters
    page: Page
    rows: list[QueueRow]

    @property
    def page_numbers(self) -> Iterator[int | str]:
        return self.page.paginator.get_elided_page_range(self.page.number)


def queue_for(user: User, data: QueryDict) -> Queue:
    filters, calendar = QueueFilters(data, user=user), agency_calendar()
    cases = filters.cases(calendar).with_parts().prefetch_related("correction_requests")
    page = WagtailPaginator(cases, ROWS_A_PAGE).get_page(data.get("p"))
    return Queue(filters, page, [QueueRow(case, clock_of(case, calendar=calendar)) for case in page])

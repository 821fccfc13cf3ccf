"""How much of the time limit is used. Worked out anew from the times of receipt, waiting and decision, so it never drifts.

The day on which a matter counts as received is day 0; each working day after it is used, unless all was up to the
applicant: from the day after corrections were asked for, up to and including the day on which they came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agency.calendars import agency_calendar
from agency.working_time import WorkingCalendar
from cases.models import Case, CorrectionRequest
from cases.workflow import Status

AT_RISK_DAYS = 2
"""A matter with so few working days left is at risk of being late."""


@dataclass(frozen=True)
class Clock:
    """limit: None where no time was promised. left: below 0 when late."""

    limit: int | None
    used: int
    due_on: date | None
    is_running: bool

    @property
    def left(self) -> int | None:
        return None if self.limit is None else self.limit - self.used

    @property
    def days_late(self) -> int:
        return max(-(self.left or 0), 0)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def is_at_risk(self) -> bool:
        return self.is_running and self.left is not None and 0 <= self.left <= AT_RISK_DAYS


def clock_of(case: Case, *, calendar: WorkingCalendar | None = None, now: datetime | None = None) -> Clock:
    """One query for the times waited, unless they were prefetched."""
    calendar = calendar or agency_calendar()
    end = case.decided_at or now or timezone.now()
    waits = case.correction_requests.all()
    passed = calendar.working_days_between(_day(case.submission.counts_from), _day(end))
    return Clock(
        limit=case.submission.time_limit_days,
        used=passed - _days_waited(waits, calendar, end),
        due_on=case.due_on,
        is_running=case.is_open and case.status != Status.WAITING,
    )


def due_after_waiting(case: Case) -> date | None:
    """The last day of the time limit, moved on by what was waited so far."""
    due_on = case.submission.due_on
    if due_on is None:
        return None
    calendar = agency_calendar()
    answered = [wait for wait in case.correction_requests.all() if wait.answered_at]
    return calendar.add_working_days(due_on, _days_waited(answered, calendar, timezone.now()))


def last_day_at_risk(today: date, calendar: WorkingCalendar) -> date:
    return calendar.add_working_days(today, AT_RISK_DAYS)


def _days_waited(waits: Iterable[CorrectionRequest], calendar: WorkingCalendar, end: datetime) -> int:
    return sum(
        calendar.working_days_between(_day(wait.made_at), _day(min(wait.answered_at or end, end))) for wait in waits
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()

"""Sixty matters of the last ninety days, and what happened to each when: cases.tsv as plans with moments.

A line of the table: the service, how many working days ago the matter came, by which channel, in which language, and the
acts, each with the number of working days after it came.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agency.calendars import agency_calendar
from agency.working_time import WorkingCalendar
from sala.demo.content import FOLDER
from sala.demo.invention import Invention

WEB = "web"
MINUTES_AGO_AT_LEAST = 5


@dataclass(frozen=True)
class PlannedCase:
    number: int
    service: str
    channel: str
    language: str
    received_at: datetime
    acts: tuple[tuple[str, datetime], ...]

    @property
    def once(self) -> str:
        """Names the sending: a second loading makes nothing twice."""
        return f"demo:case:{self.number}"

    @property
    def is_from_the_web(self) -> bool:
        return self.channel == WEB


def plan_cases() -> list[PlannedCase]:
    now, calendar = timezone.now(), agency_calendar()
    with (FOLDER / "cases.tsv").open(encoding="utf-8", newline="") as file:
        return [_plan(number, row, now, calendar) for number, row in enumerate(csv.DictReader(file, delimiter="\t"))]


def _plan(number: int, row: dict[str, str], now: datetime, calendar: WorkingCalendar) -> PlannedCase:
    invention = Invention(f"case {number}")
    day = _working_days_before(timezone.localdate(now), int(row["working_days_ago"]), calendar)
    # People write in the evening too; at the counter somebody has to be there.
    first, last = (7 * 60, 21 * 60) if row["channel"] == WEB else (9 * 60, 16 * 60)
    received_at = _not_after(now, 60, _moment(day, invention.between([first, last])))
    acts, earliest = [], received_at + timedelta(minutes=10)
    for act in filter(None, row["acts"].split(", ")):
        name, days = act.split()
        at = _moment(calendar.add_working_days(day, int(days)), invention.between([9 * 60, 16 * 60]))
        earliest = _not_after(now, MINUTES_AGO_AT_LEAST, max(at, earliest + timedelta(minutes=10)))
        acts.append((name, earliest))
    return PlannedCase(number, row["service"], row["channel"], row["language"], received_at, tuple(acts))


def _working_days_before(day: date, count: int, calendar: WorkingCalendar) -> date:
    """The day itself counts if it is one."""
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    for _ in range(count):
        day -= timedelta(days=1)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
    return day


def _moment(day: date, minute_of_the_day: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time())) + timedelta(minutes=minute_of_the_day)


def _not_after(now: datetime, minutes: int, at: datetime) -> datetime:
    """What would lie in the future happened some minutes ago."""
    return min(at, now - timedelta(minutes=minutes))

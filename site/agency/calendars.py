"""Working calendars and opening hours made from timetables and the holiday table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import AgencySettings, Holiday, Timetable, TimetablePeriod, Weekday
from agency.working_time import NoWorkingTime, Period, WorkingCalendar

# Opening hours shown on a page look no further ahead than this; clocks of cases load all holidays.
SHOWN_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class WeekRow:
    """Days that keep the same hours, such as "Monday–Friday" and "08:30–16:30"."""

    days: str
    hours: str


@dataclass(frozen=True)
class Opening:
    """What a page says of an office's hours at one moment."""

    is_open: bool
    changes_at: datetime | None
    week: tuple[WeekRow, ...]
    holiday: str

    @property
    def opens_text(self) -> str:
        """When it opens next, in words: the weekday and the time. Empty while open."""
        if self.is_open or self.changes_at is None:
            return ""
        day = Weekday(self.changes_at.weekday()).label
        return _("opens %(day)s %(time)s") % {"day": day, "time": f"{self.changes_at:%H:%M}"}


def calendar_of(timetable: Timetable) -> WorkingCalendar:
    """The working calendar of a timetable with every known holiday and make-up day."""
    return _calendar(timetable.periods.all(), Holiday.objects.all())


def agency_calendar() -> WorkingCalendar:
    """The calendar by which matters are received and deadlines run: that of the main office of the default site.

    Where no main office is set, or its timetable is still empty, the usual government hours: Monday to Friday, 08:30 to
    16:30. A matter is received whatever an editor has forgotten.
    """
    setting = AgencySettings.objects.filter(site__is_default_site=True).select_related("main_office__timetable").first()
    if setting and setting.main_office and setting.main_office.timetable.periods.exists():
        return calendar_of(setting.main_office.timetable)
    usual = [TimetablePeriod(weekday=day, opens=time(8, 30), closes=time(16, 30)) for day in range(5)]
    return _calendar(usual, Holiday.objects.all())


def _calendar(periods: Iterable[TimetablePeriod], holidays: Iterable[Holiday]) -> WorkingCalendar:
    week: dict[int, list[Period]] = defaultdict(list)
    for period in periods:
        week[period.weekday].append(Period(period.opens, period.closes))
    days: dict[str, set[date]] = defaultdict(set)
    for holiday in holidays:
        days[holiday.kind].add(holiday.date)
    return WorkingCalendar(
        week={weekday: joined(spans) for weekday, spans in week.items()},
        holidays=frozenset(days[Holiday.Kind.CLOSED]),
        makeup_days=frozenset(days[Holiday.Kind.MAKEUP]),
    )


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods of a day in order, those that touch or overlap made one: 8:30–12:00 and 12:00–16:30 are 8:30–16:30."""
    spans: list[Period] = []
    for period in sorted(periods, key=lambda span: (span.opens, span.closes)):
        if spans and period.opens <= spans[-1].closes:
            spans[-1] = Period(spans[-1].opens, max(spans[-1].closes, period.closes))
        else:
            spans.append(period)
    return tuple(spans)


def openings(at: datetime | None = None) -> dict[int, Opening]:
    """What a page says of each timetable, by its primary key, at a moment (now). Three queries, however many they are."""
    at = timezone.localtime(at)
    near = list(Holiday.objects.filter(date__range=(at.date(), at.date() + SHOWN_AHEAD)))
    timetables = Timetable.objects.prefetch_related("periods")
    return {timetable.pk: _opening(timetable.periods.all(), near, at) for timetable in timetables}


def _opening(periods: Iterable[TimetablePeriod], holidays: list[Holiday], at: datetime) -> Opening:
    calendar = _calendar(periods, holidays)
    try:
        changes_at = calendar.next_change(at)
    except NoWorkingTime:
        changes_at = None
    closed = Holiday.Kind.CLOSED
    today = next((holiday.name for holiday in holidays if holiday.date == at.date() and holiday.kind == closed), "")
    return Opening(is_open=calendar.is_open(at), changes_at=changes_at, week=week_rows(periods), holiday=today)


def week_rows(periods: Iterable[TimetablePeriod]) -> tuple[WeekRow, ...]:
    """The hours of the week, days with equal hours on end drawn together."""
    spans: dict[int, list[Period]] = defaultdict(list)
    for period in periods:
        spans[period.weekday].append(Period(period.opens, period.closes))
    days = [
        (day, ", ".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in joined(spans[day])))
        for day in sorted(spans)
    ]
    rows = []
    # Neighbouring days with the same hours have the same difference between weekday and position.
    for (_offset, text), group in groupby(enumerate(days), key=lambda item: (item[1][0] - item[0], item[1][1])):
        weekdays = [day for _position, (day, _hours) in group]
        first, last = (str(Weekday(day).label) for day in (weekdays[0], weekdays[-1]))
        rows.append(WeekRow(first if first == last else f"{first}–{last}", text))
    return tuple(rows)

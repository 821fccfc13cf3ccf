"""Working time: when an agency is open, and how long is left until a deadline.

Section 10 of the Electronic Performance of Administrative Services Act B.E. 2565: what enters the system outside
working hours counts as received at the next working time. Deadlines count whole working days; the day after is the
first. Times are given and returned with a time zone; days are the calendar's own (Asia/Bangkok).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
ONE_DAY = timedelta(days=1)


class NoWorkingTime(Exception):  # noqa: N818 - reads as what it says, like DoesNotExist
    """The calendar has no working day any more: no weekday has hours, or the years have run out."""


@dataclass(frozen=True)
class Period:
    """From the opening minute to the closing minute, both included."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"a period opens before it closes: {self.opens}, {self.closes}")


@dataclass(frozen=True)
class WorkingCalendar:
    """Hours by weekday (Monday is 0), days off, and make-up days.

    A make-up day is worked although it would be closed, also when it is a holiday: with the hours of its weekday, or,
    when that has none, those of the first weekday from Monday that has some. A lunch break is the gap between two
    periods.
    """

    week: Mapping[int, tuple[Period, ...]]
    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    timezone: ZoneInfo = BANGKOK

    def __post_init__(self) -> None:
        for weekday, periods in self.week.items():
            if weekday not in range(7):
                raise ValueError(f"weekdays go from 0 to 6: {weekday}")
            if any(earlier.closes >= later.opens for earlier, later in pairwise(periods)):
                raise ValueError(f"periods of a day are in order and apart: {periods}")

    def is_working_day(self, day: date) -> bool:
        return bool(self._periods(day))

    def is_open(self, at: datetime) -> bool:
        """Whether a person may come now. The closing minute is open to its end."""
        return self._period_at(self._local(at)) is not None

    def next_working_time(self, at: datetime) -> datetime:
        """Section 10: the time itself when open, else the next opening. NoWorkingTime when there is none."""
        local = self._local(at)
        return at if self._period_at(local) else self._next_opening(local)

    def next_change(self, at: datetime) -> datetime | None:
        """When it closes, if open ("open now, closes 16:30"); when it opens, if closed; None when it never opens."""
        local = self._local(at)
        if period := self._period_at(local):
            return self._moment(local.date(), period.closes)
        try:
            return self._next_opening(local)
        except NoWorkingTime:
            return None

    def add_working_days(self, start: date, days: int) -> date:
        """The working day on which `days` end; `start` itself for none. The day after `start` is the first that can
        count; `start` need not be a working day."""
        if days < 0:
            raise ValueError(f"days are counted forward: {days}")
        day = start
        for _ in range(days):
            day = self._next_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`; 0 when `end` is not later."""
        days = (start + ONE_DAY * number for number in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How long it was open from `start` to `end`; nothing when `end` is not later. A period lasts to its closing
        time, without the closing minute."""
        start, end = self._local(start), self._local(end)
        total = timedelta()
        for number in range((end.date() - start.date()).days + 1):
            day = start.date() + ONE_DAY * number
            for period in self._periods(day):
                opens, closes = self._moment(day, period.opens), self._moment(day, period.closes)
                total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError(f"a time needs a time zone: {at}")
        return at.astimezone(self.timezone)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.timezone)

    def _periods(self, day: date) -> tuple[Period, ...]:
        hours = self.week.get(day.weekday(), ())
        if day in self.makeup_days:
            return hours or next(self._usual_hours(), ())
        return () if day in self.holidays else hours

    def _usual_hours(self) -> Iterator[tuple[Period, ...]]:
        return (self.week[weekday] for weekday in range(7) if self.week.get(weekday))

    def _period_at(self, local: datetime) -> Period | None:
        at = local.time()
        minute = at.replace(second=0, microsecond=0)
        periods = self._periods(local.date())
        return next((period for period in periods if period.opens <= at and minute <= period.closes), None)

    def _next_opening(self, local: datetime) -> datetime:
        day = local.date()
        for period in self._periods(day):
            if local.time() < period.opens:
                return self._moment(day, period.opens)
        day = self._next_working_day(day)
        return self._moment(day, self._periods(day)[0].opens)

    def _next_working_day(self, day: date) -> date:
        """Ends, because holidays are finite: a calendar without usual hours is refused at once."""
        if not any(self._usual_hours()):
            raise NoWorkingTime("no weekday has hours")
        try:
            day += ONE_DAY
            while not self.is_working_day(day):
                day += ONE_DAY
        except OverflowError as error:
            raise NoWorkingTime(f"no working day before the year {date.max.year + 1}") from error
        return day

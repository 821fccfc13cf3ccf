import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency import working_time
from agency.working_time import BANGKOK, NoWorkingTime, Period, WorkingCalendar

VECTORS = json.loads(Path(__file__).with_name("deemed_receipt_vectors.json").read_text(encoding="utf-8"))["cases"]
HOLIDAY_FILE = Path(working_time.__file__).parent / "data" / "government_holidays.json"
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for year in json.loads(HOLIDAY_FILE.read_text(encoding="utf-8"))["years"].values()
    for day in year
)

ALL_DAY = (Period(time(8, 30), time(16, 30)),)
WITH_LUNCH = (Period(time(8, 30), time(12)), Period(time(13), time(16, 30)))
OFFICE = WorkingCalendar(dict.fromkeys(range(5), ALL_DAY), HOLIDAYS)
LUNCHING = WorkingCalendar(dict.fromkeys(range(5), WITH_LUNCH), HOLIDAYS)
CLOSED = WorkingCalendar({}, makeup_days=frozenset({date(2026, 11, 23)}))

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)


def at(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=BANGKOK)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["note"])
def test_receipt_follows_section_10(case: dict[str, str]) -> None:
    received = OFFICE.next_working_time(at(case["submitted"]))

    assert received == at(case["deemed_received"])
    assert OFFICE.add_working_days(received.date(), 7) == date.fromisoformat(case["plus_7_working_days"])
    assert OFFICE.add_working_days(received.date(), 15) == date.fromisoformat(case["plus_15_working_days"])


@pytest.mark.parametrize(
    ("now", "is_open", "next_time", "change"),
    [
        ("2026-11-23 08:29", False, "2026-11-23 08:30", "2026-11-23 08:30"),
        ("2026-11-23 08:30", True, "2026-11-23 08:30", "2026-11-23 12:00"),
        ("2026-11-23 12:00", True, "2026-11-23 12:00", "2026-11-23 12:00"),
        ("2026-11-23 12:01", False, "2026-11-23 13:00", "2026-11-23 13:00"),
        ("2026-11-23 13:00", True, "2026-11-23 13:00", "2026-11-23 16:30"),
        ("2026-11-23 16:31", False, "2026-11-24 08:30", "2026-11-24 08:30"),
    ],
)
def test_a_lunch_break_is_closed(now: str, is_open: bool, next_time: str, change: str) -> None:
    assert LUNCHING.is_open(at(now)) is is_open
    assert LUNCHING.next_working_time(at(now)) == at(next_time)
    assert LUNCHING.next_change(at(now)) == at(change)


def test_the_closing_minute_is_open_to_its_end() -> None:
    last = at("2026-11-23 16:30") + timedelta(seconds=59, microseconds=999_999)
    assert OFFICE.is_open(last)
    assert OFFICE.next_working_time(last) == last
    assert not OFFICE.is_open(last + timedelta(microseconds=1))


def test_times_of_other_zones_are_read_in_bangkok() -> None:
    assert OFFICE.is_open(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    assert OFFICE.next_working_time(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == at("2026-11-23 08:30")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.is_open(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001 - that is what is refused


def test_a_makeup_day_has_usual_hours_even_on_a_holiday() -> None:
    father_day = date(2026, 12, 7)
    calendar = WorkingCalendar(OFFICE.week, HOLIDAYS, frozenset({SATURDAY, father_day}))

    assert not OFFICE.is_working_day(SATURDAY)
    assert not OFFICE.is_working_day(father_day)
    assert calendar.is_working_day(SATURDAY)
    assert calendar.is_working_day(father_day)
    assert calendar.next_working_time(at("2026-11-21 07:00")) == at("2026-11-21 08:30")
    assert calendar.add_working_days(date(2026, 11, 20), 1) == SATURDAY


def test_a_calendar_without_hours_says_so() -> None:
    assert CLOSED.next_change(at("2026-11-21 10:00")) is None
    assert CLOSED.working_days_between(SATURDAY, MONDAY) == 0
    with pytest.raises(NoWorkingTime, match="no weekday has hours"):
        CLOSED.next_working_time(at("2026-11-21 10:00"))
    with pytest.raises(NoWorkingTime, match="no weekday has hours"):
        CLOSED.add_working_days(SATURDAY, 1)


def test_the_years_can_run_out() -> None:
    with pytest.raises(NoWorkingTime, match="10000"):
        OFFICE.add_working_days(date(9999, 12, 31), 1)
    assert OFFICE.next_change(datetime(9999, 12, 31, 20, 0, tzinfo=BANGKOK)) is None


@pytest.mark.parametrize(
    "week",
    [{7: ALL_DAY}, {0: tuple(reversed(WITH_LUNCH))}, {0: (Period(time(8), time(12)), Period(time(12), time(16)))}],
)
def test_hours_must_make_sense(week: dict[int, tuple[Period, ...]]) -> None:
    with pytest.raises(ValueError, match=r"weekdays|periods"):
        WorkingCalendar(week)


def test_a_period_opens_before_it_closes() -> None:
    with pytest.raises(ValueError, match="opens before it closes"):
        Period(time(16), time(8))


def test_days_are_counted_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        OFFICE.add_working_days(MONDAY, -1)
    assert OFFICE.add_working_days(SATURDAY, 0) == SATURDAY
    assert OFFICE.working_days_between(MONDAY, SATURDAY) == 0


def test_working_time_leaves_out_nights_lunch_and_weekends() -> None:
    assert OFFICE.working_time_between(at("2026-11-20 16:00"), at("2026-11-23 09:00")) == timedelta(hours=1)
    assert OFFICE.working_time_between(at("2026-11-23 08:30"), at("2026-11-23 16:30")) == timedelta(hours=8)
    assert LUNCHING.working_time_between(at("2026-11-23 00:00"), at("2026-11-24 00:00")) == timedelta(hours=7)
    assert LUNCHING.working_time_between(at("2026-11-24 00:00"), at("2026-11-23 00:00")) == timedelta()


FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
DAYS = st.dates(FIRST, LAST)
ZONES = st.sampled_from([BANGKOK, UTC, ZoneInfo("Asia/Tokyo")])
TIMES = st.builds(datetime.combine, DAYS, st.times(), ZONES)
HOURS = st.lists(st.times(), min_size=2, max_size=6, unique=True).map(
    lambda times: tuple(Period(*pair) for pair in zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
)
CALENDARS = st.builds(
    WorkingCalendar,
    week=st.dictionaries(st.integers(0, 6), HOURS, min_size=1),
    holidays=st.frozensets(DAYS),
    makeup_days=st.frozensets(DAYS, max_size=5),
) | st.sampled_from([OFFICE, LUNCHING])


@given(CALENDARS, TIMES)
def test_the_next_working_time_is_open_and_never_earlier(calendar: WorkingCalendar, now: datetime) -> None:
    next_time = calendar.next_working_time(now)
    assert next_time >= now
    assert calendar.is_open(next_time)
    assert calendar.next_working_time(next_time) == next_time
    assert calendar.working_time_between(now, next_time) == timedelta()


@given(CALENDARS, TIMES, TIMES)
def test_the_next_working_time_keeps_the_order(calendar: WorkingCalendar, one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert calendar.next_working_time(earlier) <= calendar.next_working_time(later)


@given(CALENDARS, TIMES)
def test_nothing_changes_before_the_next_change(calendar: WorkingCalendar, now: datetime) -> None:
    change = calendar.next_change(now)
    assert change is not None
    if calendar.is_open(now):
        assert calendar.is_open(change)
        assert calendar.working_time_between(now, change) == max(change - now, timedelta())
    else:
        assert change == calendar.next_working_time(now)


@given(CALENDARS, DAYS, st.integers(0, 20), st.integers(0, 20))
def test_working_days_add_up(calendar: WorkingCalendar, start: date, some: int, more: int) -> None:
    assert calendar.add_working_days(calendar.add_working_days(start, some), more) == calendar.add_working_days(
        start, some + more
    )


@given(CALENDARS, DAYS, st.integers(0, 30))
def test_days_between_undo_days_added(calendar: WorkingCalendar, start: date, days: int) -> None:
    assert calendar.working_days_between(start, calendar.add_working_days(start, days)) == days


@given(CALENDARS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_days_between_add_up_over_a_day_in_the_middle(calendar: WorkingCalendar, days: list[date]) -> None:
    start, middle, end = days
    assert calendar.working_days_between(start, end) == calendar.working_days_between(
        start, middle
    ) + calendar.working_days_between(middle, end)


@given(CALENDARS, st.lists(TIMES, min_size=3, max_size=3).map(sorted))
def test_working_time_adds_up_over_a_pause(calendar: WorkingCalendar, times: list[datetime]) -> None:
    start, middle, end = times
    whole = calendar.working_time_between(start, end)
    assert whole == calendar.working_time_between(start, middle) + calendar.working_time_between(middle, end)
    assert timedelta() <= whole <= end - start
    assert calendar.working_time_between(end, start) == timedelta() or start == end


@given(DAYS, DAYS)
def test_whole_days_of_working_time_are_working_days(start: date, end: date) -> None:
    midnights = [datetime.combine(day + timedelta(days=1), time(), BANGKOK) for day in (start, end)]
    worked = OFFICE.working_time_between(*midnights)
    assert worked == timedelta(hours=8) * OFFICE.working_days_between(start, end)

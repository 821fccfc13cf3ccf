"""Opening hours and working calendars made from the tables."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from agency.calendars import Opening, WeekRow, calendar_of, openings, week_rows
from agency.models import Holiday, Office, Timetable, TimetablePeriod

pytestmark = pytest.mark.django_db

BANGKOK = ZoneInfo("Asia/Bangkok")


def make_timetable(*periods: tuple[int, str, str]) -> Timetable:
    timetable = Timetable.objects.create(name=f"เวลา {Timetable.objects.count()}")
    for weekday, opens, closes in periods:
        TimetablePeriod.objects.create(
            timetable=timetable, weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)
        )
    return timetable


def weekdays(opens: str = "08:30", closes: str = "16:30") -> list[tuple[int, str, str]]:
    return [(weekday, opens, closes) for weekday in range(5)]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def opening_of(timetable: Timetable, moment: datetime) -> Opening:
    return openings(moment)[timetable.pk]


def test_government_holidays_are_seeded():
    assert Holiday.objects.get(date=date(2026, 12, 7)).kind == Holiday.Kind.CLOSED
    assert not Holiday.objects.filter(date=date(2026, 5, 1)).exists()


def test_office_is_open_on_a_working_day():
    opening = opening_of(make_timetable(*weekdays()), at("2026-11-24 10:00"))
    assert (opening.is_open, opening.changes_at) == (True, at("2026-11-24 16:30"))
    assert opening.opens_text == ""


def test_office_is_closed_on_a_holiday_and_says_when_it_opens():
    opening = opening_of(make_timetable(*weekdays()), at("2026-12-07 10:00"))
    assert (opening.is_open, opening.changes_at) == (False, at("2026-12-08 08:30"))
    assert opening.holiday != ""
    with override("en"):
        assert opening.opens_text == "opens Tuesday 08:30"


def test_added_holiday_closes_the_office():
    timetable = make_timetable(*weekdays())
    assert opening_of(timetable, at("2026-11-24 10:00")).is_open
    Holiday.objects.create(date=date(2026, 11, 24), name="วันหยุดพิเศษ")
    assert not opening_of(timetable, at("2026-11-24 10:00")).is_open


def test_makeup_day_opens_the_office_on_a_saturday():
    timetable = make_timetable(*weekdays())
    assert not calendar_of(timetable).is_working_day(date(2026, 11, 28))
    Holiday.objects.create(date=date(2026, 11, 28), name="วันทำงานชดเชย", kind=Holiday.Kind.MAKEUP)
    assert calendar_of(timetable).is_working_day(date(2026, 11, 28))


def test_timetable_without_hours_is_closed_and_raises_nothing():
    opening = opening_of(make_timetable(), at("2026-11-24 10:00"))
    assert (opening.is_open, opening.changes_at, opening.week) == (False, None, ())


def test_days_with_the_same_hours_are_drawn_together():
    timetable = make_timetable(*weekdays(), (5, "09:00", "12:00"))
    with override("en"):
        assert week_rows(timetable.periods.all()) == (
            WeekRow("Monday–Friday", "08:30–16:30"),
            WeekRow("Saturday", "09:00–12:00"),
        )


def test_lunch_break_makes_two_spans_of_a_day():
    timetable = make_timetable((0, "08:30", "12:00"), (0, "13:00", "16:30"), (2, "08:30", "12:00"))
    with override("en"):
        assert week_rows(timetable.periods.all()) == (
            WeekRow("Monday", "08:30–12:00, 13:00–16:30"),
            WeekRow("Wednesday", "08:30–12:00"),
        )


def test_period_must_close_after_it_opens():
    timetable = make_timetable((0, "08:30", "12:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        TimetablePeriod.objects.create(timetable=timetable, weekday=1, opens=time(12), closes=time(8))


def test_map_needs_both_coordinates():
    office = Office(name="สำนักงาน", latitude=15)
    with pytest.raises(ValidationError) as refused:
        office.clean()
    assert list(refused.value.message_dict) == ["longitude"]
    office.longitude = 100
    office.clean()


def test_periods_that_touch_or_overlap_are_one():
    timetable = make_timetable(
        (0, "12:00", "16:30"), (0, "08:30", "12:00"), (1, "08:30", "13:00"), (1, "12:30", "16:30")
    )
    with override("en"):
        assert week_rows(timetable.periods.all()) == (WeekRow("Monday–Tuesday", "08:30–16:30"),)
    assert opening_of(timetable, at("2026-11-23 12:00")).is_open
    assert opening_of(timetable, at("2026-11-24 12:45")).changes_at == at("2026-11-24 16:30")

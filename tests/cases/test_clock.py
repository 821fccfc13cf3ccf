"""Working days used and left: worked out from events, without drift."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agency.calendars import agency_calendar
from cases import services
from cases.clock import Clock, clock_of
from cases.models import Case
from forms.services import correct_submission
from tests.factories import make_case, make_content, make_officer, make_service, make_site, make_unit

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")
MONDAY = datetime(2027, 3, 1, 10, tzinfo=BANGKOK)
LIMIT = 7


@pytest.fixture(autouse=True)
def case() -> Case:
    _home, index, _information = make_site()
    with time_machine.travel(MONDAY):
        return make_case(make_service(index, time_limit_days=LIMIT))


def on(day: int, hour: int = 10) -> datetime:
    """In March 2027, whose first day is a Monday."""
    return MONDAY.replace(day=day, hour=hour)


def look(case: Case, at: datetime) -> Clock:
    return clock_of(Case.objects.get(pk=case.pk), now=at)


def test_days_are_used_from_the_day_after_receipt(case: Case) -> None:
    found = [(look(case, on(day)).used, look(case, on(day)).left) for day in (1, 2, 5, 6, 7, 8, 10)]

    assert found == [(0, 7), (1, 6), (4, 3), (4, 3), (4, 3), (5, 2), (7, 0)]


def test_last_day_is_not_late_and_the_next_working_day_is(case: Case) -> None:
    assert case.due_on == date(2027, 3, 10)
    assert [(look(case, on(day)).is_late, look(case, on(day)).is_at_risk) for day in (5, 8, 10, 11)] == [
        (False, False),
        (False, True),
        (False, True),
        (True, False),
    ]
    assert look(case, on(12)).days_late == 2


def test_clock_stands_still_while_waiting_and_after_the_end(case: Case) -> None:
    officer = make_officer(make_unit())
    with time_machine.travel(on(3)):
        services.flag_answers(case, [("place", "ผิด")], by=officer)
    assert [look(case, on(day)).used for day in (3, 4, 20)] == [2, 2, 2]
    assert not look(case, on(20)).is_running
    with time_machine.travel(on(9)):
        correct_submission(case.submission, content=make_content("ใหม่"), question_ids=["place"])
    assert [look(case, on(day)).used for day in (9, 10)] == [2, 3]
    with time_machine.travel(on(11)):
        services.approve_case(case, by=officer)
    assert [look(case, on(day)).used for day in (11, 30)] == [4, 4]


def test_matter_without_a_limit_has_only_days_used() -> None:
    with time_machine.travel(MONDAY):
        case = make_case()

    clock = look(case, on(3))
    assert (clock.used, clock.left, clock.is_late, clock.is_at_risk) == (2, None, False, False)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(1, 120), min_size=2, max_size=8))
def test_waiting_neither_adds_nor_loses_time(hours: list[int]) -> None:
    """However often it is stopped and goes on: what is used and what was waited is all that passed, and the due day
    leaves just what is left."""
    with transaction.atomic():
        _home, index, _information = make_site()
        officer, calendar, now = make_officer(make_unit()), agency_calendar(), MONDAY
        with time_machine.travel(now):
            case = make_case(make_service(index, time_limit_days=60))
        waited = 0
        for number, pause in enumerate(hours):
            before, now = now, now + timedelta(hours=pause)
            with time_machine.travel(now):
                if number % 2 == 0:
                    services.flag_answers(case, [("place", "ผิด")], by=officer)
                else:
                    correct_submission(case.submission, content=make_content("ใหม่"), question_ids=["place"])
                    waited += calendar.working_days_between(before.date(), now.date())

        case.refresh_from_db()
        clock = look(case, now)
        passed = calendar.working_days_between(MONDAY.date(), now.date())
        assert clock.used == passed - waited
        if clock.is_running:
            assert clock.left == calendar.working_days_between(now.date(), clock.due_on)
        transaction.set_rollback(True)  # the next example begins without what this one made

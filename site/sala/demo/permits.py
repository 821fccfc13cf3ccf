"""Two thousand permits of the municipality over the last three years. Each act is done by the register's own services, at
the time at which it would have been done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

import time_machine
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agency.calendars import agency_calendar
from agency.working_time import WorkingCalendar
from permits.holders import HolderDetails
from permits.models import Permit, PermitType
from permits.moves import Act, Status
from permits.services import (
    FaceItem,
    PermitFace,
    amend_permit,
    expire_permits,
    issue_permit,
    renew_permit,
    revoke_permit,
    surrender_permit,
    suspend_permit,
)
from sala.demo.permit_plan import BUILDING, FOOD, HAZARD, PlannedAct, PlannedPermit, plan_permits
from sala.demo.timeline import Moment

BATCH = 100  # short transactions: others may write meanwhile
OFFICERS = {FOOD: "health", HAZARD: "health", BUILDING: "works"}
SUPERVISOR = "supervisor"
NIGHT = time(0, 20)
DAYS_OF_MATTERS = 120


def issue_older_permits() -> None:
    """What is missing of the time before the matters."""
    missing = [planned for planned in _missing() if planned.days_ago > DAYS_OF_MATTERS]
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            for at, issue in _issues(missing[start : start + BATCH]):
                with time_machine.travel(at, tick=False):
                    issue()


def missing_recent_permits() -> list[Moment]:
    """They are issued while matters are decided: the numbers of both follow the days."""
    return _issues([planned for planned in _missing() if planned.days_ago <= DAYS_OF_MATTERS])


def let_time_pass() -> None:
    """What became of some, then what the calendar ended."""
    with transaction.atomic():
        _act(plan_permits(), User.objects.filter(username=SUPERVISOR).first(), agency_calendar())
    _let_the_calendar_run()


def _missing() -> list[PlannedPermit]:
    there = set(Permit.objects.filter(once__startswith="demo:").values_list("once", flat=True))
    return [planned for planned in plan_permits() if planned.once not in there]


def _issues(plan: Sequence[PlannedPermit]) -> list[Moment]:
    if not plan:
        return []
    people = {user.username: user for user in User.objects.filter(username__in=OFFICERS.values())}
    types = {row.key: row for row in PermitType.objects.of_source_language().filter(key__in=OFFICERS)}
    calendar, today = agency_calendar(), timezone.localdate()
    issues: list[Moment] = []
    for number, planned in enumerate(plan):
        day = working_day(today - timedelta(days=planned.days_ago), calendar)
        by = people.get(OFFICERS[planned.type_key])
        issues.append((moment(day, minutes=number * 4), partial(_issue, planned, types[planned.type_key], by)))
    return issues


def _issue(planned: PlannedPermit, permit_type: PermitType, by: User | None) -> None:
    issue_permit(
        permit_type,
        holder=HolderDetails(planned.person.name, planned.person.number),
        face=planned.face,
        by=by,
        valid_from=_day_after(planned.renews) if planned.renews else None,
        once=planned.once,
    )


def _day_after(once: str) -> date:
    last_day = Permit.objects.get(once=once).valid_until
    assert last_day
    return last_day + timedelta(days=1)


def _act(plan: Sequence[PlannedPermit], by: User | None, calendar: WorkingCalendar) -> None:
    """Only on what nobody has touched since."""
    acts = {planned.once: act for planned in plan for act in planned.acts}
    touched = [Act.SUSPENDED, Act.RENEWED, Act.AMENDED]
    untouched = Permit.objects.filter(once__in=acts, status=Status.ACTIVE).exclude(events__kind__in=touched)
    for permit in untouched:
        act = acts[permit.once or ""]
        day = working_day(permit.issued_on + timedelta(days=act.after), calendar)
        if permit.issued_on < day < timezone.localdate():
            with time_machine.travel(moment(day, minutes=permit.pk), tick=False):
                _do(act, permit, by)


def _do(act: PlannedAct, permit: Permit, by: User | None) -> None:
    if act.kind == Act.SUSPENDED:
        until = timezone.localdate() + timedelta(days=act.days) if act.days else None
        suspend_permit(permit, by=by, reason=act.reason, law=act.law, until=until)
    elif act.kind == Act.REVOKED:
        revoke_permit(permit, by=by, reason=act.reason, law=act.law)
    elif act.kind == Act.RENEWED:
        renew_permit(permit, by=by, reason=act.reason)
    elif act.kind == Act.AMENDED:
        amend_permit(permit, face=_with_another_area(permit), by=by, reason=act.reason)
    else:
        surrender_permit(permit, by=by, reason=act.reason)


def _with_another_area(permit: Permit) -> PermitFace:
    """The area is the last item on the licence of a food shop."""
    *items, area = [FaceItem(**item) for item in permit.items]
    metres, unit = area.text.split(maxsplit=1)
    changed = int(metres) + (12 if int(metres) <= 188 else -12)
    return PermitFace(
        place_name=permit.place_name,
        address=permit.address,
        subdistrict=permit.subdistrict,
        district=permit.district,
        province=permit.province,
        items=[*items, FaceItem(area.label, f"{changed} {unit}")],
    )


def _let_the_calendar_run() -> None:
    """The nights on which something ended, one after the other, as the clock would have gone through them."""
    today = timezone.localdate()
    ours = Permit.objects.filter(once__startswith="demo:", status__in=[Status.ACTIVE, Status.SUSPENDED])
    last_days = {
        *ours.filter(valid_until__lt=today).values_list("valid_until", flat=True),
        *ours.filter(suspended_until__lt=today).values_list("suspended_until", flat=True),
    }
    for last_day in sorted(day for day in last_days if day):
        night = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), NIGHT))
        with time_machine.travel(night, tick=False), transaction.atomic():
            expire_permits()


def working_day(day: date, calendar: WorkingCalendar) -> date:
    """The day, or the last working day before it."""
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def moment(day: date, *, minutes: int) -> datetime:
    """In office hours: `minutes` after nine, anew where the day is over."""
    return timezone.make_aware(datetime.combine(day, time(9))) + timedelta(minutes=minutes % 400)

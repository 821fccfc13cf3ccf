"""The acts that change the register. Each is one transaction: lock, check, write, record, announce.

An act that was done already is refused with a PermitError that says so; `issue_permit` with the same `once` gives the
permit of the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from audit import services as audit
from permits.holders import HolderDetails, recognise_holder
from permits.models import NumberSequence, Permit, PermitEvent, PermitType
from permits.moves import MOVES, Act, PermitError, Standing, Status
from permits.numbers import number_key
from permits.querysets import PermitQuerySet
from permits.signals import permit_changed
from thai.dates import to_buddhist_year
from thai.text import normalize

CANDIDATES_LOOKED_AT_TOGETHER = 200


@dataclass(frozen=True)
class FaceItem:
    """A line of the licence: "ประเภทกิจการ", "การสะสมอาหาร"."""

    label: str
    text: str


@dataclass(frozen=True)
class PermitFace:
    """What the licence says of the place and the matter. `address` is whole; the three parts are for finding."""

    place_name: str = ""
    address: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    items: Sequence[FaceItem] = field(default_factory=tuple)


def issue_permit(
    permit_type: PermitType,
    *,
    holder: HolderDetails,
    face: PermitFace,
    by: User | None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    number: str | None = None,
    issued_on: date | None = None,
    case_reference: str = "",
    source_url: str = "",
    once: str | None = None,
) -> Permit:
    """Enter a permit into the register, under the next number of its type.

    valid_until: by the type, unless said. number, issued_on: of a permit from an old register.
    once: names the act, for instance the case. A second call with the same name gives the permit of the first.
    """
    permit_type = permit_type.of_source_language
    issued_on = issued_on or timezone.localdate()
    valid_from = valid_from or issued_on
    with transaction.atomic():
        sequence = _lock_sequence(permit_type, issued_on)
        if once and (existing := Permit.objects.filter(once=once).first()):
            return existing
        number = _free_number(permit_type, number) if number else _next_number(sequence, issued_on)
        permit = Permit.objects.create(
            permit_type=permit_type,
            number=number,
            number_key=number_key(number),
            once=once,
            holder=recognise_holder(holder),
            holder_name=normalize(holder.name),
            issued_on=issued_on,
            status_since=_moment_of(issued_on),
            valid_from=valid_from,
            valid_until=valid_until or permit_type.last_day(valid_from),
            case_reference=case_reference,
            source_url=source_url,
            **_columns(face),
        )
        _record(permit, Act.ISSUED, by=by)
        return permit


def amend_permit(permit: Permit, *, face: PermitFace, by: User | None, reason: str) -> Permit:
    """The licence says something else from now on: another edition of it is made. What it said goes into the history."""
    with transaction.atomic():
        before = Permit.objects.select_for_update().get(pk=permit.pk)
        _check(before, Act.AMENDED, reason)
        new, old = _columns(face), {name: getattr(before, name) for name in _columns(face)}
        if new == old:
            raise PermitError(_("Nothing was changed."))
        data = {"before": {name: value for name, value in old.items() if new[name] != value}}
        return _move(before, Act.AMENDED, by=by, reason=reason, data=data, edition=before.edition + 1, **new)


def renew_permit(permit: Permit, *, by: User | None, reason: str, valid_until: date | None = None) -> Permit:
    """Valid for another term, as its type says or to the day given, from the day after its end; from today if it has run out."""
    with transaction.atomic():
        before = Permit.objects.select_for_update().get(pk=permit.pk)
        _check(before, Act.RENEWED, reason)
        if before.valid_until is None:
            raise PermitError(_("This permit has no end: there is nothing to renew."))
        first = max(before.valid_until + timedelta(days=1), timezone.localdate())
        last = valid_until or before.permit_type.last_day(first)
        if last is None or last < first:
            raise PermitError(_("The new last day must be later than the old one."))
        data = {"before": {"valid_until": before.valid_until.isoformat()}, "valid_until": last.isoformat()}
        values: dict[str, Any] = {"valid_until": last, "edition": before.edition + 1}
        if before.standing is Standing.EXPIRED:
            values["valid_from"] = first
        return _move(before, Act.RENEWED, by=by, reason=reason, data=data, **values)


def suspend_permit(permit: Permit, *, by: User | None, reason: str, law: str = "", until: date | None = None) -> Permit:
    """It allows nothing from now on; with `until`, to the end of that day, and then by itself again."""
    if until and until < timezone.localdate():
        raise PermitError(_("The suspension cannot end before it begins."))
    data = {"until": until.isoformat()} if until else {}
    return _move(permit, Act.SUSPENDED, by=by, reason=reason, law=law, data=data, suspended_until=until)


def reinstate_permit(permit: Permit, *, by: User | None, reason: str) -> Permit:
    return _move(permit, Act.REINSTATED, by=by, reason=reason)


def revoke_permit(permit: Permit, *, by: User | None, reason: str, law: str) -> Permit:
    """End a permit for good. `law` is the section it rests on; the public is told it."""
    if not law.strip():
        raise PermitError(_("Name the legal basis."))
    return _move(permit, Act.REVOKED, by=by, reason=reason, law=law)


def surrender_permit(permit: Permit, *, by: User | None, reason: str) -> Permit:
    """The holder gave it back."""
    return _move(permit, Act.SURRENDERED, by=by, reason=reason)


def expire_permits(today: date | None = None) -> int:
    """Write down what the calendar did: permits that ran out, suspensions that ended, permits that began.

    Each in a transaction of its own. Returns how many were written.
    """
    today = today or timezone.localdate()
    ran_out = _pks(Permit.objects.run_out(today))
    done = sum(
        _move_if_due(pk, Act.EXPIRED, lambda found: found.standing_on(today) == Standing.EXPIRED) for pk in ran_out
    )
    served = _pks(Permit.objects.served_suspension(today))
    done += sum(
        _move_if_due(pk, Act.REINSTATED, lambda found: found.standing_on(today) != Standing.SUSPENDED) for pk in served
    )
    for permit in Permit.objects.filter(valid_from=today, issued_on__lt=today):
        with transaction.atomic():
            permit_changed.send(sender=Permit, permit=permit, event=None)
    return done


def _pks(permits: PermitQuerySet) -> list[int]:
    return list(permits.order_by("pk").values_list("pk", flat=True))


def _move_if_due(pk: int, act: Act, is_due: Callable[[Permit], bool]) -> int:
    """Do what the calendar asks, unless somebody was quicker. 1 if it was done."""
    with transaction.atomic():
        permit = Permit.objects.select_for_update().get(pk=pk)
        if permit.status not in MOVES[act].starts or not is_due(permit):
            return 0
        _move(permit, act, by=None, reason=gettext_noop("The day had come."))
        return 1


def _columns(face: PermitFace) -> dict[str, Any]:
    return {**vars(face), "items": [asdict(item) for item in face.items]}


def _move(
    permit: Permit,
    act: Act,
    *,
    by: User | None,
    reason: str = "",
    law: str = "",
    data: dict[str, Any] | None = None,
    **values: Any,
) -> Permit:
    """`values` are written into the permit, `data` into its history."""
    with transaction.atomic():
        permit = Permit.objects.select_for_update().get(pk=permit.pk)
        _check(permit, act, reason)
        values = {"suspended_until": None, **values}
        if permit.status != MOVES[act].end:
            values |= {"status": MOVES[act].end, "status_since": timezone.now()}
        for name, value in values.items():
            setattr(permit, name, value)
        permit.save(update_fields=[*values, "changed_at"])
        _record(permit, act, by=by, reason=reason.strip(), law=law.strip(), data=data)
        return permit


def _check(permit: Permit, act: Act, reason: str) -> None:
    move = MOVES[act]
    if permit.status == move.end and permit.status not in move.starts:
        raise PermitError(_("Permit %(number)s is already “%(status)s”.") % _words(permit))
    if permit.status not in move.starts:
        raise PermitError(_("This cannot be done: permit %(number)s is “%(status)s”.") % _words(permit))
    if move.needs_reason and not reason.strip():
        raise PermitError(_("Give a reason."))


def _words(permit: Permit) -> dict[str, str]:
    return {"number": permit.number, "status": str(Status(permit.status).label)}


def _record(
    permit: Permit, act: Act, *, by: User | None, reason: str = "", law: str = "", data: dict[str, Any] | None = None
) -> None:
    event = PermitEvent.objects.create(
        permit=permit,
        kind=act,
        by=by,
        at=permit.status_since if act is Act.ISSUED else timezone.now(),
        by_name=(by.get_full_name() or by.get_username()) if by else "",
        reason=reason,
        law=law,
        data=data or {},
    )
    permit_changed.send(sender=Permit, permit=permit, event=event)
    audit.record(permit.subject_key, f"permit.{act.value}", by=by, detail={"number": permit.number})


def _moment_of(day: date) -> datetime:
    """Now, if that is today; else when the day began."""
    now = timezone.localtime()
    return now if day == now.date() else timezone.make_aware(datetime.combine(day, time.min))


def _lock_sequence(permit_type: PermitType, issued_on: date) -> NumberSequence:
    year = to_buddhist_year(issued_on.year) if permit_type.restarts_each_year else 0
    sequence, _is_new = NumberSequence.objects.get_or_create(permit_type=permit_type, year=year)
    return NumberSequence.objects.select_for_update().get(pk=sequence.pk)


def _next_number(sequence: NumberSequence, issued_on: date) -> str:
    """The next number that no old register has taken. Most often that is the first; else many are looked at together."""
    permit_type = sequence.permit_type
    together = 1
    while True:
        first = sequence.last + 1
        candidates = {permit_type.number_for(number, issued_on): number for number in range(first, first + together)}
        taken = set(Permit.objects.of_type(permit_type).filter(number__in=candidates).values_list("number", flat=True))
        free = next((text for text in candidates if text not in taken), None)
        sequence.last = candidates[free] if free else first + together - 1
        together = CANDIDATES_LOOKED_AT_TOGETHER
        if free:
            sequence.save(update_fields=["last"])
            return free


def _free_number(permit_type: PermitType, number: str) -> str:
    number = normalize(number)
    if Permit.objects.of_type(permit_type).filter(number=number).exists():
        raise PermitError(_("The number %(number)s is in the register already.") % {"number": number})
    return number

"""The acts on the register."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from permits.disclosure import public_permit
from permits.holders import HolderDetails
from permits.models import Holder, NumberSequence, Permit, PermitEvent, PermitType
from permits.moves import Act, PermitError, Standing, Status
from permits.services import (
    FaceItem,
    PermitFace,
    amend_permit,
    expire_permits,
    issue_permit,
    reinstate_permit,
    renew_permit,
    revoke_permit,
    surrender_permit,
    suspend_permit,
)
from permits.signals import permit_changed
from tests.factories import make_permit, make_permit_type, make_service, make_site

pytestmark = pytest.mark.django_db
PERSON = "1101700230708"
COMPANY = "0105556000011"


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("somchai", first_name="สมชาย", last_name="ใจดี")


def test_permit_holds_what_was_decided(officer: User) -> None:
    permit_type = make_permit_type(validity="months", validity_months=12)
    face = PermitFace("ครัวแม่ศรี", "1 หมู่ 2", "ในเมือง", "เมือง", "ขอนแก่น", [FaceItem("ประเภท", "อาหาร")])

    with time_machine.travel("2027-03-12 10:00+07:00"):
        permit = issue_permit(
            permit_type, holder=HolderDetails("น.ส. ศรี ดี", PERSON), face=face, by=officer, case_reference="K7PM3QX2"
        )

    permit.refresh_from_db()
    assert (permit.number, permit.number_key, permit.status) == ("0001/2570", "00012570", Status.ACTIVE)
    assert (permit.issued_on, permit.valid_from) == (date(2027, 3, 12), date(2027, 3, 12))
    assert permit.valid_until == date(2028, 3, 11)
    assert (permit.holder.number, permit.holder.kind, permit.holder_name) == (PERSON, "person", "น.ส. ศรี ดี")
    assert (permit.place_name, permit.address, permit.province) == ("ครัวแม่ศรี", "1 หมู่ 2", "ขอนแก่น")
    assert permit.items == [{"label": "ประเภท", "text": "อาหาร"}]
    assert [(event.kind, event.by, event.by_name) for event in permit.events.all()] == [
        (Act.ISSUED, officer, "สมชาย ใจดี")
    ]


def test_numbers_follow_one_another_and_start_again_each_year() -> None:
    yearly, endless = make_permit_type(), make_permit_type(number_pattern="{number}", restarts_each_year=False)

    numbers = [
        make_permit(permit_type, issued_on=day).number
        for day in (date(2027, 12, 30), date(2027, 12, 31), date(2028, 1, 1))
        for permit_type in (yearly, endless)
    ]

    assert numbers == ["0001/2570", "1", "0002/2570", "2", "0001/2571", "3"]


def test_issue_that_is_rolled_back_leaves_no_gap() -> None:
    permit_type = make_permit_type(number_pattern="{number}/{year}")
    make_permit(permit_type)

    with transaction.atomic():
        make_permit(permit_type)
        transaction.set_rollback(True)
    second = make_permit(permit_type)

    assert second.number.startswith("2/")


def test_numbers_of_an_old_register_are_kept_and_passed_over() -> None:
    permit_type = make_permit_type(number_pattern="{number}/{year}")
    day = date(2027, 5, 1)
    for number in range(1, 206):
        make_permit(permit_type, number=f"{number}/2570", issued_on=day, name="เก่า")

    new = make_permit(permit_type, issued_on=day)

    assert new.number == "206/2570"
    with pytest.raises(PermitError, match="206/2570"):
        make_permit(permit_type, number="206/2570", issued_on=day)


def test_second_call_with_the_same_name_gives_the_first_permit() -> None:
    permit_type = make_permit_type()

    first, second = (make_permit(permit_type, once="case:1") for _ in range(2))

    assert first == second
    assert Permit.objects.count() == PermitEvent.objects.count() == 1
    assert NumberSequence.objects.get().last == 1


def test_holder_is_recognised_by_number() -> None:
    first = make_permit(name="นางสาวศรี ดี", number_of_holder=PERSON)
    second = make_permit(name="นางศรี  งาม", number_of_holder="1-1017-00230-70-8")

    assert first.holder == second.holder
    assert (first.holder_name, second.holder_name) == ("นางสาวศรี ดี", "นางศรี งาม")
    assert Holder.objects.get().name == "นางศรี งาม"


def test_juristic_person_is_recognised_by_its_name_and_a_natural_person_is_not() -> None:
    companies = [make_permit(name=f"บริษัท ดี{end} จำกัด", kind="juristic").holder for end in ("", "", "มาก")]
    people = [make_permit(name="สมชาย ใจดี").holder for _ in range(2)]

    assert companies[0] == companies[1] != companies[2]
    assert people[0] != people[1]


@pytest.mark.parametrize(("number", "kind"), [(PERSON, "person"), (COMPANY, "juristic"), ("", "person")])
def test_kind_of_holder_is_told_by_the_number(number: str, kind: str) -> None:
    assert make_permit(number_of_holder=number).holder.kind == kind


def test_number_of_a_person_stays_one_whatever_kind_was_chosen() -> None:
    permit = make_permit(number_of_holder=PERSON, kind="juristic")

    assert permit.holder.is_person
    assert public_permit(permit).holder_number == ""


@pytest.mark.parametrize(
    ("validity", "months", "start", "end"),
    [
        ("unlimited", None, date(2027, 3, 12), None),
        ("year_end", None, date(2027, 3, 12), date(2027, 12, 31)),
        ("months", 12, date(2028, 2, 29), date(2029, 2, 27)),
        ("months", 1, date(2027, 1, 31), date(2027, 2, 27)),
        ("months", 60, date(2027, 3, 1), date(2032, 2, 29)),
    ],
)
def test_last_day_is_that_of_the_type(validity: str, months: int | None, start: date, end: date | None) -> None:
    assert PermitType(validity=validity, validity_months=months).last_day(start) == end


def test_type_is_found_by_its_service_in_any_language() -> None:
    service = make_service(make_site()[1])
    permit_type = make_permit_type(service=service)
    make_permit_type()

    assert list(PermitType.objects.for_service(service)) == [permit_type]


def test_life_of_a_permit(officer: User) -> None:
    permit = make_permit()

    suspended = suspend_permit(permit, by=officer, reason="สกปรก", law="มาตรา 45", until=timezone.localdate())
    reinstated = reinstate_permit(permit, by=officer, reason="แก้ไขแล้ว")
    revoked = revoke_permit(permit, by=officer, reason="ทำผิดซ้ำ", law="มาตรา 59")

    assert [each.standing for each in (permit, suspended, reinstated, revoked)] == [
        Standing.IN_FORCE,
        Standing.SUSPENDED,
        Standing.IN_FORCE,
        Standing.REVOKED,
    ]
    assert [(event.kind, event.reason, event.law) for event in permit.events.all()] == [
        (Act.ISSUED, "", ""),
        (Act.SUSPENDED, "สกปรก", "มาตรา 45"),
        (Act.REINSTATED, "แก้ไขแล้ว", ""),
        (Act.REVOKED, "ทำผิดซ้ำ", "มาตรา 59"),
    ]


def test_act_done_twice_is_refused_with_a_clear_word() -> None:
    permit = make_permit()
    suspend_permit(permit, by=None, reason="สกปรก")

    with pytest.raises(PermitError, match="ถูกพักใช้"):
        suspend_permit(permit, by=None, reason="สกปรก")

    assert permit.events.count() == 2


def test_amended_permit_keeps_what_it_said_in_its_history(officer: User) -> None:
    permit = make_permit(face=PermitFace("ร้านเก่า", "1 หมู่ 2", items=[FaceItem("พื้นที่", "50")]))
    face = PermitFace("ร้านใหม่", "1 หมู่ 2", items=[FaceItem("พื้นที่", "60")])

    amended = amend_permit(permit, face=face, by=officer, reason="ขยายพื้นที่")
    with pytest.raises(PermitError):
        amend_permit(permit, face=face, by=officer, reason="อีกครั้ง")

    amended.refresh_from_db()
    assert (amended.place_name, amended.items, amended.edition) == ("ร้านใหม่", [{"label": "พื้นที่", "text": "60"}], 2)
    assert amended.standing is Standing.IN_FORCE
    assert [(event.kind, event.data) for event in amended.events.all()][1:] == [
        (Act.AMENDED, {"before": {"place_name": "ร้านเก่า", "items": [{"label": "พื้นที่", "text": "50"}]}})
    ]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2027-12-01", date(2027, 1, 10), date(2029, 1, 9)),  # in time: the new term begins where the old one ends
        ("2028-03-01", date(2028, 3, 1), date(2029, 2, 28)),  # too late: from today
    ],
)
@pytest.mark.parametrize("is_written", [False, True])
def test_renewed_permit_has_another_term(today: str, first: date, last: date, is_written: bool) -> None:
    with time_machine.travel("2027-01-10 12:00+07:00"):
        permit = make_permit(make_permit_type(validity="months", validity_months=12))
    with time_machine.travel(f"{today} 12:00+07:00"):
        if is_written:
            expire_permits()
        renewed = renew_permit(permit, by=None, reason="ชำระแล้ว")

        assert (renewed.valid_from, renewed.valid_until, renewed.edition) == (first, last, 2)
        assert renewed.standing is Standing.IN_FORCE


def test_permit_without_an_end_or_to_an_earlier_day_is_not_renewed() -> None:
    endless, ending = make_permit(), make_permit(valid_until=timezone.localdate())

    with pytest.raises(PermitError):
        renew_permit(endless, by=None, reason="ขอต่อ")
    with pytest.raises(PermitError):
        renew_permit(ending, by=None, reason="ขอต่อ", valid_until=timezone.localdate())

    assert [permit.events.count() for permit in (endless, ending)] == [1, 1]


@pytest.mark.parametrize("act", [suspend_permit, reinstate_permit, surrender_permit, renew_permit])
def test_what_ended_stays_ended(act: object) -> None:
    permit = make_permit()
    revoke_permit(permit, by=None, reason="ทำผิด", law="มาตรา 59")

    with pytest.raises(PermitError):
        act(permit, by=None, reason="ลอง")  # type: ignore[operator]

    permit.refresh_from_db()
    assert permit.status == Status.REVOKED


def test_act_needs_a_reason_and_revoking_a_law() -> None:
    permit = make_permit()

    with pytest.raises(PermitError):
        surrender_permit(permit, by=None, reason=" ")
    with pytest.raises(PermitError):
        revoke_permit(permit, by=None, reason="ทำผิด", law="")

    permit.refresh_from_db()
    assert permit.status == Status.ACTIVE


def test_calendar_is_written_down_by_the_command() -> None:
    permit_type = make_permit_type(validity="months", validity_months=1)
    with time_machine.travel("2027-01-10 12:00+07:00"):
        ends, lasts = make_permit(permit_type), make_permit()
        rests = suspend_permit(make_permit(), by=None, reason="สกปรก", until=date(2027, 2, 9))
        sleeps = suspend_permit(make_permit(), by=None, reason="สกปรก", until=date(2027, 2, 10))
    permits = [ends, lasts, rests, sleeps]

    with time_machine.travel("2027-02-10 00:00:01+07:00"):
        standings = [permit.standing for permit in permits]
        call_command("expire_permits")
        call_command("expire_permits")

    for permit in permits:
        permit.refresh_from_db()
    assert standings == [Standing.EXPIRED, Standing.IN_FORCE, Standing.IN_FORCE, Standing.SUSPENDED]
    assert [permit.status for permit in permits] == ["expired", "active", "active", "suspended"]
    assert [permit.events.count() for permit in permits] == [2, 1, 3, 2]


def test_permit_that_begins_later_is_announced_on_its_day() -> None:
    today = timezone.localdate()
    permit = make_permit(valid_from=today + timedelta(days=3))
    told: list[tuple[Permit, object]] = []

    def listen(permit: Permit, event: object, **kwargs: object) -> None:
        told.append((permit, event))

    permit_changed.connect(listen)
    try:
        expire_permits(today + timedelta(days=2))
        before = list(told)
        expire_permits(today + timedelta(days=3))
    finally:
        permit_changed.disconnect(listen)

    assert permit.standing is Standing.NOT_YET
    assert (before, told) == ([], [(permit, None)])


def test_query_and_property_agree_on_what_is_in_force() -> None:
    today = date(2027, 6, 15)
    day = timedelta(days=1)
    for status in Status:
        for valid_from in (today - day, today, today + day):
            for valid_until in (None, today - day, today, today + day):
                for suspended_until in (None, today - day, today) if status == Status.SUSPENDED else (None,):
                    if valid_until and valid_until < valid_from:
                        continue
                    permit = make_permit(valid_from=valid_from, valid_until=valid_until)
                    Permit.objects.filter(pk=permit.pk).update(status=status, suspended_until=suspended_until)

    found = set(Permit.objects.in_force(today))

    assert found == {p for p in Permit.objects.all() if p.standing_on(today) is Standing.IN_FORCE}
    assert 0 < len(found) < Permit.objects.count()


def test_announcement_that_fails_leaves_nothing() -> None:
    permit_type = make_permit_type()

    def fail(**kwargs: object) -> None:
        raise RuntimeError

    permit_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            make_permit(permit_type)
    finally:
        permit_changed.disconnect(fail)

    assert (Permit.objects.count(), NumberSequence.objects.count()) == (0, 0)

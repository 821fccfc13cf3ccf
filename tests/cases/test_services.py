"""The acts on a matter, each through its door."""

from datetime import date

import pytest
import time_machine

from accounts.models import Membership, User
from agency.models import Agency, AgencyUnit
from audit.models import Entry
from cases import services
from cases.models import Case, CaseEvent
from cases.services import PermitDetails
from cases.workflow import Act, CaseError, Status
from forms.services import correct_submission
from notifications.models import Message
from permits.holders import HolderDetails
from permits.models import Permit
from permits.services import FaceItem, PermitFace
from tests.factories import (
    make_case,
    make_content,
    make_officer,
    make_permit_type,
    make_service,
    make_site,
    make_submission,
    make_unit,
)

pytestmark = pytest.mark.django_db
REFUSAL = {"reason": "อยู่ในเขตห้าม", "law": "มาตรา 54", "appeal": "ภายใน 30 วัน"}


@pytest.fixture
def officer() -> User:
    return make_officer(make_unit(), name="somchai")


def kinds(case: Case) -> list[str]:
    return list(case.events.values_list("kind", flat=True))


def notices(case: Case) -> list[str]:
    told = Message.objects.about(case.submission.subject_key).exclude(notice="forms.received")
    return list(told.values_list("notice", flat=True))


def written(case: Case) -> list[tuple[str, str]]:
    return list(Entry.objects.about(case.submission.subject_key).values_list("verb", "actor_key"))


def test_what_is_received_has_a_case_of_the_unit() -> None:
    make_site()

    submission = make_submission()

    case = submission.case
    assert (case.unit, case.officer, case.status, case.due_on) == (make_unit(), None, Status.NEW, submission.due_on)
    assert [(event.kind, event.actor, event.end) for event in case.events.all()] == [("opened", "applicant", "new")]
    assert written(case) == [("case.opened", "applicant")]


def test_nothing_is_received_when_no_case_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **values: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(services, "record", fail)

    with pytest.raises(RuntimeError):
        make_submission()

    assert not Case.objects.exists()
    assert not Message.objects.exists()


def test_matter_that_came_through_an_english_page_belongs_to_the_same_unit() -> None:
    make_site()
    unit = make_unit()
    english = unit.copy_for_translation(Agency.objects.get().copy_for_translation(locale("en")).locale)
    english.agency = unit.agency
    english.save()

    assert make_case(unit=english).unit == unit


def locale(code: str) -> object:
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code=code)[0]


def test_officer_takes_a_matter_up(officer: User) -> None:
    case = services.take_case(make_case(), by=officer)

    case.refresh_from_db()
    assert (case.officer, case.status) == (officer, Status.IN_PROGRESS)
    event = case.events.last()
    assert event is not None
    assert (event.kind, event.by, event.actor, event.start, event.end) == (
        Act.TAKEN,
        officer,
        "somchai ทดสอบ",
        "new",
        "in_progress",
    )
    assert written(case)[-1] == ("case.taken", f"user:{officer.pk}")
    assert notices(case) == []


def test_what_another_officer_has_is_not_taken_but_handed_over(officer: User) -> None:
    case = services.take_case(make_case(), by=officer)
    second = make_officer(make_unit(), name="suda")

    with pytest.raises(CaseError, match="somchai"):
        services.take_case(case, by=second)
    with pytest.raises(CaseError):
        services.assign_case(case, officer=second, by=second)
    services.assign_case(case, officer=second, by=officer)

    case.refresh_from_db()
    assert case.officer == second
    assert kinds(case) == ["opened", "taken", "assigned"]


def test_supervisor_gives_a_matter_to_an_officer_of_the_unit_only(officer: User) -> None:
    supervisor = make_officer(make_unit(), role=Membership.Role.SUPERVISOR)
    case = make_case()

    services.assign_case(case, officer=officer, by=supervisor)
    with pytest.raises(CaseError, match="ไม่ได้อยู่ในหน่วยงาน"):
        services.assign_case(case, officer=make_officer(make_unit("กองอื่น")), by=supervisor)

    case.refresh_from_db()
    assert (case.officer, case.status) == (officer, Status.IN_PROGRESS)


def test_flagged_answers_wait_for_the_applicant(officer: User) -> None:
    case = make_case()

    request = services.flag_answers(case, [("map", "ภาพไม่ชัด"), ("place", "ชื่อไม่ครบ")], by=officer, note="ขอบคุณค่ะ")

    case.refresh_from_db()
    assert (case.status, case.officer) == (Status.WAITING, officer)
    assert [(item.question_id, item.label, item.remark) for item in request.items.all()] == [
        ("map", "แผนที่", "ภาพไม่ชัด"),
        ("place", "ชื่อร้าน", "ชื่อไม่ครบ"),
    ]
    assert notices(case) == ["cases.correction_wanted"]
    message = Message.objects.get(notice="cases.correction_wanted")
    assert "1. แผนที่: ภาพไม่ชัด\n2. ชื่อร้าน: ชื่อไม่ครบ" in message.body
    assert f"/track/{case.reference}/?key={case.submission.secret}" in message.body


@pytest.mark.parametrize("items", [[], [("no-such-question", "ผิด")], [("map", "  ")]])
def test_flagging_needs_answers_and_remarks(officer: User, items: list[tuple[str, str]]) -> None:
    case = make_case()

    with pytest.raises(CaseError, match="เลือก"):
        services.flag_answers(case, items, by=officer)

    case.refresh_from_db()
    assert case.status == Status.NEW


def test_correction_brings_the_matter_back_and_moves_the_due_day(officer: User) -> None:
    _home, index, _information = make_site()
    service = make_service(index, time_limit_days=5)
    with time_machine.travel("2027-03-01 10:00+07:00"):  # a Monday
        case = make_case(service)
    with time_machine.travel("2027-03-02 10:00+07:00"):
        services.flag_answers(case, [("place", "ชื่อไม่ครบ")], by=officer)

    with time_machine.travel("2027-03-04 20:00+07:00"):
        correct_submission(case.submission, content=make_content("ร้านใหม่"), question_ids=["place"])

    case.refresh_from_db()
    assert case.submission.due_on == date(2027, 3, 8)
    assert (case.status, case.due_on) == (Status.IN_PROGRESS, date(2027, 3, 10))
    request = case.correction_requests.get()
    assert (request.answered_at is not None, request.revision) == (True, 1)
    assert kinds(case) == ["opened", "flagged", "corrected"]


def test_what_was_not_flagged_cannot_be_corrected(officer: User) -> None:
    case = make_case()
    services.flag_answers(case, [("place", "ชื่อไม่ครบ")], by=officer)

    with pytest.raises(CaseError, match="เฉพาะ"):
        correct_submission(case.submission, content=make_content("ร้านใหม่"), question_ids=["place", "address"])

    case.refresh_from_db()
    assert case.status == Status.WAITING
    assert case.submission.revisions.count() == 0


def test_nothing_can_be_corrected_unasked() -> None:
    case = make_case()

    with pytest.raises(CaseError):
        correct_submission(case.submission, content=make_content("ร้านใหม่"), question_ids=["place"])

    assert case.submission.revisions.count() == 0


def test_matter_is_passed_on_to_the_unit_responsible(officer: User) -> None:
    make_site()
    case = services.take_case(make_case(), by=officer)
    other = make_unit("กองช่าง")

    services.pass_to_unit(case, other, by=officer, reason="เรื่องอาคาร")

    case.refresh_from_db()
    assert (case.unit, case.officer, case.status) == (other, None, Status.NEW)
    event = case.events.last()
    assert event is not None
    assert (event.kind, event.note, event.public_note) == (Act.PASSED_ON, "เรื่องอาคาร", "")
    assert notices(case) == ["cases.passed_on"]
    assert "กองช่าง" in Message.objects.get(notice="cases.passed_on").body
    with pytest.raises(CaseError):
        services.take_case(case, by=officer)


def test_matter_is_not_passed_to_another_agency(officer: User) -> None:
    make_site()
    case = make_case()
    foreign = AgencyUnit.objects.create(name="กองอื่น", agency=Agency.objects.create(name="กรมอื่น"))

    with pytest.raises(CaseError, match="หน่วยงานอื่น"):
        services.pass_to_unit(case, foreign, by=officer, reason="ไม่ใช่ของเรา")
    with pytest.raises(CaseError, match="เหตุผล"):
        services.pass_to_unit(case, make_unit("กองช่าง"), by=officer, reason=" ")


def test_sender_is_told_which_other_agency_is_responsible(officer: User) -> None:
    case = services.refer_case(make_case(), agency_name="กรมที่ดิน", by=officer, note="โทร. 0 2141 5555")

    case.refresh_from_db()
    assert (case.status, case.referred_to) == (Status.REFERRED, "กรมที่ดิน")
    assert notices(case) == ["cases.referred"]
    body = Message.objects.get(notice="cases.referred").body
    assert "กรมที่ดิน" in body
    assert "0 2141 5555" in body


def test_approval_issues_the_permit_of_the_service(officer: User) -> None:
    _home, index, _information = make_site()
    service = make_service(index)
    permit_type = make_permit_type(service=service)
    case = make_case(service)
    details = PermitDetails(
        HolderDetails("สมชาย ใจดี"), PermitFace("ร้านข้าวแกง", "99 ถนนทดสอบ", items=[FaceItem("ประเภท", "อาหาร")])
    )

    with pytest.raises(CaseError, match="ใบอนุญาต"):
        services.approve_case(case, by=officer)
    services.approve_case(case, by=officer, answer="อนุญาตตามขอ", permit=details)

    case.refresh_from_db()
    permit = Permit.objects.get()
    assert (case.status, case.permit, case.officer, case.answer) == (Status.APPROVED, permit, officer, "อนุญาตตามขอ")
    assert (permit.permit_type, permit.case_reference, permit.place_name) == (permit_type, case.reference, "ร้านข้าวแกง")
    message = Message.objects.get(notice="cases.approved")
    assert permit.number in message.body
    assert f"/verify/{permit.code}/" in message.body


def test_approval_without_a_permit_type_issues_none(officer: User) -> None:
    case = services.approve_case(make_case(), by=officer)

    case.refresh_from_db()
    assert (case.status, case.permit) == (Status.APPROVED, None)
    assert not Permit.objects.exists()


def test_complaint_is_answered(officer: User) -> None:
    case = services.answer_case(make_case(language="en"), by=officer, answer="ซ่อมแล้ว")

    assert (case.status, case.answer) == (Status.ANSWERED, "ซ่อมแล้ว")
    message = Message.objects.get(notice="cases.answered")
    assert (message.language, "ซ่อมแล้ว" in message.body) == ("en", True)
    with pytest.raises(CaseError):
        services.answer_case(make_case(), by=officer, answer="")


@pytest.mark.parametrize("missing", REFUSAL)
def test_refusal_needs_reason_law_and_appeal(officer: User, missing: str) -> None:
    case = make_case()

    with pytest.raises(CaseError):
        services.refuse_case(case, by=officer, **{**REFUSAL, missing: " "})
    services.refuse_case(case, by=officer, **REFUSAL)

    case.refresh_from_db()
    assert (case.status, case.reason, case.law, case.appeal) == (Status.REFUSED, *REFUSAL.values())
    body = Message.objects.get(notice="cases.refused").body
    assert all(words in body for words in REFUSAL.values())


def test_applicant_withdraws_and_asks() -> None:
    case = make_case()

    services.ask_about_case(case, message="ต้องรออีกกี่วัน")
    services.withdraw_case(case, reason="ไม่ทำแล้ว")

    case.refresh_from_db()
    assert case.status == Status.WITHDRAWN
    assert [(e.kind, e.actor, e.public_note) for e in case.events.all()][1:] == [
        ("asked", "applicant", "ต้องรออีกกี่วัน"),
        ("withdrawn", "applicant", "ไม่ทำแล้ว"),
    ]
    assert notices(case) == ["cases.withdrawn"]


def test_note_stays_inside(officer: User) -> None:
    case = services.add_note(make_case(), by=officer, note="โทรแล้วไม่รับ")

    event = case.events.last()
    assert event is not None
    assert (event.note, event.public_note, event.is_public) == ("โทรแล้วไม่รับ", "", False)
    assert notices(case) == []


def test_second_decision_is_told_who_was_quicker(officer: User) -> None:
    case = make_case()
    services.approve_case(case, by=officer)
    second = make_officer(make_unit())

    with pytest.raises(CaseError, match="somchai ทดสอบ"):
        services.refuse_case(case, by=second, **REFUSAL)

    assert kinds(case) == ["opened", "approved"]


def test_officer_of_another_unit_can_do_nothing() -> None:
    case, stranger = make_case(), make_officer(make_unit("กองอื่น"))

    with pytest.raises(CaseError):
        services.approve_case(case, by=stranger)

    assert CaseEvent.objects.count() == 1

"""The acts on a matter. Each is one transaction: lock, check the workflow's table and the rights, write, one event, one
entry in the audit record, and where the applicant is told, one notice.

Whoever comes second gets a CaseError that says who was quicker and when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from agency.models import AgencyUnit
from agency.templatetags.agency_tags import long_time
from audit.services import record
from cases import notices
from cases.clock import due_after_waiting
from cases.models import Case, CaseEvent, CorrectionItem, CorrectionRequest
from cases.own_agency import of_source_language, own_units
from cases.permissions import may
from cases.workflow import ENDED, MOVES, Act, CaseError, Status
from forms.content import answers_in
from forms.models import Submission, SubmissionRevision
from permits.holders import HolderDetails
from permits.models import Permit, PermitType
from permits.services import PermitFace, issue_permit

APPLICANT = "applicant"


@dataclass(frozen=True)
class PermitDetails:
    """What an approval issues, where the service has a permit type. The last day is the type's, unless said."""

    holder: HolderDetails
    face: PermitFace
    valid_from: date | None = None
    valid_until: date | None = None


def open_case(submission: Submission) -> Case:
    """Once for each submission, in the transaction that stores it: what is received has a case."""
    with transaction.atomic():
        case = Case.objects.create(
            submission=submission,
            unit=submission.unit and of_source_language(submission.unit),
            due_on=submission.due_on,
        )
        _add_event(
            case, Act.OPENED, by=submission.logged_by or APPLICANT, start="", data={"channel": submission.channel}
        )
        return case


def take_case(case: Case, *, by: User) -> Case:
    """Make it one's own. What another officer has is handed over by that officer or a supervisor: see assign_case."""
    with transaction.atomic():
        case = _lock(case, Act.TAKEN, by=by)
        if case.officer and case.officer != by:
            raise CaseError(_("%(who)s has taken up this matter already.") % {"who": name_of(case.officer)})
        _move(case, Act.TAKEN, by=by)
        return case


def assign_case(case: Case, *, officer: User, by: User) -> Case:
    """Give it to somebody of the unit that has it."""
    with transaction.atomic():
        case = _lock(case, Act.ASSIGNED, by=by)
        if not Membership.objects.filter(unit=case.unit, user=officer, user__is_active=True).exists():
            raise CaseError(_("%(who)s does not belong to the unit that has this matter.") % {"who": name_of(officer)})
        _move(case, Act.ASSIGNED, by=by, data={"officer": officer.pk}, note=name_of(officer), officer=officer)
        return case


def flag_answers(case: Case, items: Sequence[tuple[str, str]], *, by: User, note: str = "") -> CorrectionRequest:
    """Open answers again for the applicant: (question id, remark). The clock stands still until they are corrected."""
    with transaction.atomic():
        case = _lock(case, Act.FLAGGED, by=by)
        labels = {answer["id"]: answer["label"] for answer in answers_in(case.submission.current_content)}
        if not items or any(question not in labels or not remark.strip() for question, remark in items):
            raise CaseError(_("Choose at least one answer, and say of each what is to be corrected."))
        request = CorrectionRequest.objects.create(
            case=case, number=case.correction_requests.count() + 1, by=by, note=note.strip()
        )
        flagged = CorrectionItem.objects.bulk_create(
            CorrectionItem(request=request, question_id=question, label=labels[question], remark=remark.strip())
            for question, remark in items
        )
        listed = "\n".join(f"{number}. {item.label}: {item.remark}" for number, item in enumerate(flagged, start=1))
        event = _move(case, Act.FLAGGED, by=by, public_note=note, data={"request": request.number})
        notices.tell_applicant(notices.CORRECTION_WANTED, event, items=listed, note=note.strip())
        return request


def pass_to_unit(case: Case, unit: AgencyUnit, *, by: User, reason: str) -> Case:
    """To the unit of this agency that is responsible (s.10). The officers there begin anew; the clock runs on."""
    with transaction.atomic():
        case = _lock(case, Act.PASSED_ON, by=by)
        unit, former = of_source_language(unit), case.unit
        _require(reason, _("Give a reason."))
        if unit == former:
            raise CaseError(_("This unit has the matter already."))
        if not own_units().filter(pk=unit.pk).exists():
            raise CaseError(_("This unit belongs to another agency. Refer the matter to that agency instead."))
        data = {"from_unit": former.pk if former else None, "to_unit": unit.pk}
        event = _move(case, Act.PASSED_ON, by=by, note=reason, data=data, unit=unit, officer=None)
        notices.tell_applicant(notices.PASSED_ON, event)
        return case


def refer_case(case: Case, *, agency_name: str, by: User, note: str = "") -> Case:
    """Another agency is responsible: the sender is told which (s.10). Ends the matter here."""
    agency_name = agency_name.strip()
    with transaction.atomic():
        case = _lock(case, Act.REFERRED, by=by)
        _require(agency_name, _("Name the agency that is responsible."))
        event = _move(case, Act.REFERRED, by=by, public_note=note, referred_to=agency_name)
        notices.tell_applicant(notices.REFERRED, event, agency=agency_name, note=note.strip())
        return case


def approve_case(case: Case, *, by: User, answer: str = "", permit: PermitDetails | None = None) -> Case:
    """Grant what was asked for. Where the service has a permit type the permit is issued, in the same transaction."""
    with transaction.atomic():
        case = _lock(case, Act.APPROVED, by=by)
        issued = _issue(case, permit, by=by)
        event = _move(case, Act.APPROVED, by=by, public_note=answer, answer=answer.strip(), permit=issued)
        fields = notices.permit_fields(issued, case.submission.language)
        notices.tell_applicant(notices.APPROVED, event, answer=answer.strip(), **fields)
        return case


def answer_case(case: Case, *, by: User, answer: str) -> Case:
    """End a complaint, an enquiry or a request with an answer."""
    with transaction.atomic():
        case = _lock(case, Act.ANSWERED, by=by)
        _require(answer, _("Write the answer."))
        event = _move(case, Act.ANSWERED, by=by, public_note=answer, answer=answer.strip())
        notices.tell_applicant(notices.ANSWERED, event, answer=answer.strip())
        return case


def refuse_case(case: Case, *, by: User, reason: str, law: str, appeal: str) -> Case:
    """Only with a reason, the legal basis, and how to appeal."""
    words: dict[str, Any] = {"reason": reason.strip(), "law": law.strip(), "appeal": appeal.strip()}
    with transaction.atomic():
        case = _lock(case, Act.REFUSED, by=by)
        if not all(words.values()):
            raise CaseError(_("A refusal needs a reason, its legal basis, and how to appeal."))
        event = _move(case, Act.REFUSED, by=by, public_note=reason, **words)
        notices.tell_applicant(notices.REFUSED, event, **words)
        return case


def add_note(case: Case, *, by: User, note: str) -> Case:
    """For officers only."""
    with transaction.atomic():
        case = _lock(case, Act.NOTED, by=by)
        _require(note, _("Write something."))
        _move(case, Act.NOTED, by=by, note=note)
        return case


def withdraw_case(case: Case, *, reason: str = "") -> Case:
    """By the applicant, who need not say why."""
    with transaction.atomic():
        case = _lock(case, Act.WITHDRAWN, by=APPLICANT)
        event = _move(case, Act.WITHDRAWN, by=APPLICANT, public_note=reason)
        notices.tell_applicant(notices.WITHDRAWN, event)
        return case


def ask_about_case(case: Case, *, message: str) -> Case:
    """The applicant writes to the officers."""
    with transaction.atomic():
        case = _lock(case, Act.ASKED, by=APPLICANT)
        _require(message, _("Write something."))
        _move(case, Act.ASKED, by=APPLICANT, public_note=message)
        return case


def take_back_corrected(submission: Submission, revision: SubmissionRevision) -> Case:
    """What was flagged came back: the officer goes on, and the time waited does not count."""
    with transaction.atomic():
        case = _lock(submission.case, Act.CORRECTED, by=APPLICANT)
        request = case.correction_requests.get(answered_at=None)
        flagged = set(request.items.values_list("question_id", flat=True))
        if not set(revision.question_ids) <= flagged:
            raise CaseError(_("Only what the officer marked can be corrected."))
        request.answered_at, request.revision = revision.made_at, revision.number
        request.save(update_fields=["answered_at", "revision"])
        data = {"request": request.number, "revision": revision.number}
        _move(case, Act.CORRECTED, by=APPLICANT, data=data, due_on=due_after_waiting(case))
        return case


def permit_type_of(case: Case) -> PermitType | None:
    """What an approval of this matter issues."""
    service = case.submission.service
    return PermitType.objects.for_service(service).first() if service else None


def _lock(case: Case, act: Act, *, by: User | str) -> Case:
    """The case as it is now, nobody else's until the transaction ends. CaseError if the act cannot be done."""
    case = Case.objects.locked(case)
    if isinstance(by, User) and not may(by, act, case):
        raise CaseError(_("This is not yours to do."))
    if case.status not in MOVES[act].ends:
        raise CaseError(_why_not(case))
    return case


def _move(
    case: Case,
    act: Act,
    *,
    by: User | str,
    note: str = "",
    public_note: str = "",
    data: Mapping[str, Any] | None = None,
    **values: Any,
) -> CaseEvent:
    """Write what the table says of this act, and `values` of the case besides."""
    move, start, now = MOVES[act], case.status, timezone.now()
    case.status = move.ends[Status(start)]
    if move.takes_up and case.officer is None and isinstance(by, User):
        case.officer = by
    if case.status in ENDED:
        case.decided_at = now
    for name, value in values.items():
        setattr(case, name, value)
    case.save()
    return _add_event(case, act, by=by, start=start, note=note.strip(), public_note=public_note.strip(), data=data)


def _add_event(
    case: Case, act: Act, *, by: User | str, start: str, data: Mapping[str, Any] | None = None, **words: str
) -> CaseEvent:
    event = CaseEvent.objects.create(
        case=case,
        kind=act,
        by=by if isinstance(by, User) else None,
        actor=name_of(by) if isinstance(by, User) else by,
        start=start,
        end=case.status,
        data=dict(data or {}),
        **words,
    )
    record(case.submission.subject_key, f"case.{act}", by=by, detail={"event": event.pk, **event.data})
    return event


def _why_not(case: Case) -> str:
    """Who was quicker, and when."""
    last = case.events.exclude(start=F("end")).order_by("at", "pk").last()
    words = {
        "status": str(Status(case.status).label),
        "who": str(last.actor_name) if last else "",
        "when": long_time(last.at) if last else "",
    }
    return _("Somebody was quicker: this matter is “%(status)s” since %(when)s (%(who)s). Nothing was changed.") % words


def _issue(case: Case, details: PermitDetails | None, *, by: User) -> Permit | None:
    permit_type = permit_type_of(case)
    if permit_type is None:
        return None
    if details is None:
        raise CaseError(_("Say what stands on the licence: this service issues one."))
    return issue_permit(
        permit_type,
        holder=details.holder,
        face=details.face,
        by=by,
        valid_from=details.valid_from,
        valid_until=details.valid_until,
        case_reference=case.reference,
        once=f"case:{case.pk}",
    )


def _require(text: str, sentence: str) -> None:
    if not text.strip():
        raise CaseError(sentence)


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()

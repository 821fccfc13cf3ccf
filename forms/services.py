"""The acts that change what was sent. Each is one transaction and can be done twice without harm."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from agency.calendars import agency_calendar
from agency.models import AgencyUnit
from catalogue.models import ServicePage
from forms import references
from forms.content import values_in
from forms.models import FormVersion, Submission, SubmissionFile, SubmissionRevision
from forms.models.submission import Content
from forms.notices import acknowledge
from forms.signals import submission_corrected, submission_received

TRIES_FOR_A_REFERENCE = 5


APPLICANT_FIELDS = {
    "applicant_name": "applicant_name",
    "applicant_number": "applicant_number",
    "applicant_phone": "phone",
    "applicant_email": "email",
    "answer_by": "answer_by",
    "postal_address": "postal_address",
}
"""Where a submission keeps the answers about the applicant, by question id."""


@dataclass(frozen=True)
class Applicant:
    """Who applies. `answer_by` as in Submission.AnswerBy."""

    name: str
    number: str = ""
    email: str = ""
    phone: str = ""
    answer_by: str = Submission.AnswerBy.ELECTRONIC
    postal_address: str = ""

    def as_fields(self) -> dict[str, str]:
        """As a submission keeps it."""
        return {
            "applicant_name": self.name,
            "applicant_number": self.number,
            "email": self.email,
            "phone": self.phone,
            "answer_by": self.answer_by,
            "postal_address": self.postal_address,
        }


@dataclass(frozen=True)
class ReceivedFile:
    """A file and the question it answers. `name` is the applicant's own."""

    question_id: str
    label: str
    name: str
    content_type: str
    file: File


def receive_submission(
    *,
    channel: str,
    applicant: Applicant,
    content: Content,
    files: Iterable[ReceivedFile] = (),
    service: ServicePage | None = None,
    version: FormVersion | None = None,
    title: str = "",
    unit: AgencyUnit | None = None,
    language: str = "th",
    once: str | None = None,
    entered_at: datetime | None = None,
    register_number: str = "",
    by: Any = None,
) -> Submission:
    """The one door for every channel: store a matter, and say when it counts as received and when it is due.

    once: names the sending. A second call with the same name gives the submission of the first and stores nothing.
    entered_at: now, unless an officer logs what came in earlier.
    Afterwards `submission_received` is sent and the acknowledgement stored, in the same transaction; when a receiver
    raises, nothing was received. Files come last, so that it leaves none on the disk either.
    """
    with transaction.atomic():
        if once and (existing := Submission.objects.filter(once=once).first()):
            return existing
        entered_at = entered_at or timezone.now()
        limit = service.time_limit_days if service else None
        counts_from, due_on = receipt_times(entered_at, limit)
        submission, is_new = _store(
            Submission(
                channel=channel,
                language=language,
                once=once,
                service=service,
                version=version,
                title=title or (service.title if service else ""),
                unit=unit or (service.unit if service else None),
                **applicant.as_fields(),
                content=content,
                entered_at=entered_at,
                counts_from=counts_from,
                time_limit_days=limit,
                due_on=due_on,
                register_number=register_number,
                logged_by=by,
            )
        )
        if not is_new:
            return submission
        submission_received.send(sender=Submission, submission=submission)
        acknowledge(submission)
        _store_files(submission, files, revision=0)
        return submission


def receipt_times(entered_at: datetime, limit_days: int | None) -> tuple[datetime, Any]:
    """When a matter counts as received (s.10), and the last day of its time limit in working days, if there is one."""
    calendar = agency_calendar()
    counts_from = calendar.next_working_time(entered_at)
    if limit_days is None:
        return counts_from, None
    return counts_from, calendar.add_working_days(timezone.localtime(counts_from).date(), limit_days)


def correct_submission(
    submission: Submission,
    *,
    content: Content,
    question_ids: Sequence[str],
    files: Iterable[ReceivedFile] = (),
) -> SubmissionRevision:
    """Store what the applicant corrected as a revision; what was sent first stays as it was.

    A correction that a receiver refuses, such as the second one of the same moment, leaves nothing, not even files.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        number = submission.revisions.count() + 1
        revision = SubmissionRevision.objects.create(
            submission=submission,
            number=number,
            content=content,
            question_ids=list(question_ids),
            made_at=timezone.now(),
        )
        _take_over_applicant(submission, revision)
        submission_corrected.send(sender=Submission, submission=submission, revision=revision)
        _store_files(submission, files, revision=number)
        return revision


def _take_over_applicant(submission: Submission, revision: SubmissionRevision) -> None:
    """Where answers about the applicant were corrected, the submission's own fields follow."""
    values = values_in(revision.content)
    for key in revision.question_ids:
        if key in APPLICANT_FIELDS:
            setattr(submission, APPLICANT_FIELDS[key], values[key] or "")
    submission.save()


def revoke_secret(submission: Submission) -> Submission:
    """Give the submission another secret; links with the old one lead nowhere from now on."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        submission.secret_number += 1
        submission.save(update_fields=["secret_number"])
        return submission


def _store(submission: Submission) -> tuple[Submission, bool]:
    """Save under a new reference; one that is taken is drawn again. Whoever sent the same at the same moment was quicker:
    then theirs, and False."""
    for attempt in range(TRIES_FOR_A_REFERENCE):
        submission.reference = references.new_reference()
        try:
            with transaction.atomic():
                submission.save(force_insert=True)
        except IntegrityError:
            if submission.once and (existing := Submission.objects.filter(once=submission.once).first()):
                return existing, False
            if attempt == TRIES_FOR_A_REFERENCE - 1:
                raise
        else:
            return submission, True
    raise AssertionError("unreachable")


def _store_files(submission: Submission, files: Iterable[ReceivedFile], *, revision: int) -> None:
    for received in files:
        digest = hashlib.sha256()
        for chunk in received.file.chunks():
            digest.update(chunk)
        received.file.seek(0)
        stored = SubmissionFile(
            submission=submission,
            revision=revision,
            question_id=received.question_id,
            label=received.label,
            name=received.name,
            content_type=received.content_type,
            size=received.file.size,
            sha256=digest.hexdigest(),
        )
        stored.file.save(received.name, received.file, save=True)

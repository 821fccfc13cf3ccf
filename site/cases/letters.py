"""The letter of a decision: written from what was decided, signed, made once and kept."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from agency.templatetags.agency_tags import long_date
from cases.models import Case, DecisionFile
from cases.workflow import Status
from letters.contents import DecisionLetter, Signer
from letters.senders import default_sender
from letters.services import render_decision

DECISIONS = (Status.APPROVED, Status.ANSWERED, Status.REFUSED, Status.REFERRED)


class NoLetterError(Exception):
    """Nothing was decided, or the applicant withdrew."""


def has_letter(case: Case) -> bool:
    return case.status in DECISIONS


def decision_letter(case: Case) -> bytes:
    """As a signed PDF, the same bytes each time. Call it outside of a transaction. Raises NoLetterError."""
    if not has_letter(case):
        raise NoLetterError(case.reference)
    kept = DecisionFile.objects.filter(case=case).first()
    return _content_of(kept or _keep(case, render_decision(letter_of(case))))


def letter_of(case: Case) -> DecisionLetter:
    submission, language = case.submission, case.submission.language
    decided = case.events.get(kind=case.status)  # an ended status and the act that led to it have one name
    with override(language):
        unit = case.unit.localized.name if case.unit else ""
        return DecisionLetter(
            sender=default_sender(language=language),
            unit=unit,
            reference=submission.shown_reference,
            date=long_date(decided.at),
            addressee=submission.applicant_name,
            subject=_("Decision on: %(title)s") % {"title": submission.readers_title},
            paragraphs=_paragraphs(case),
            signer=Signer(decided.actor, unit),
            reason=case.reason,
            legal_basis=case.law,
            appeal=case.appeal,
            language=language,
            is_demo=settings.IS_DEMO,
        )


def _paragraphs(case: Case) -> list[str]:
    """What was decided in a sentence, and what the officer wrote."""
    words = {
        "title": case.submission.readers_title,
        "reference": case.submission.shown_reference,
        "date": long_date(case.submission.entered_at),
        "agency": case.referred_to,
    }
    sentences = {
        Status.APPROVED: _("Your matter “%(title)s” (%(reference)s) of %(date)s has been approved."),
        Status.ANSWERED: _("This is the answer to your matter “%(title)s” (%(reference)s) of %(date)s."),
        Status.REFUSED: _(
            "Your matter “%(title)s” (%(reference)s) of %(date)s has been examined. It cannot be granted."
        ),
        Status.REFERRED: _(
            "Your matter “%(title)s” (%(reference)s) of %(date)s is the responsibility of %(agency)s. "
            "Please turn to that agency."
        ),
    }
    permit = [_("Licence number: %(number)s") % {"number": case.permit.number}] if case.permit else []
    note = case.events.get(kind=case.status).public_note if case.status == Status.REFERRED else case.answer
    written = [line.strip() for line in note.splitlines() if line.strip()]
    return [sentences[Status(case.status)] % words, *permit, *written]


def _keep(case: Case, pdf: bytes) -> DecisionFile:
    """Store it, unless somebody was quicker: then theirs counts."""
    with transaction.atomic():
        Case.objects.locked(case)
        kept = DecisionFile.objects.filter(case=case).first()
        if kept:
            return kept
        made = DecisionFile(case=case, sha256=hashlib.sha256(pdf).hexdigest())
        made.file.save(f"{case.reference}.pdf", ContentFile(pdf), save=True)
        return made


def _content_of(letter: DecisionFile) -> bytes:
    with letter.file.open("rb") as file:
        content: bytes = file.read()
    return content

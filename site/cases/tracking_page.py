"""What an applicant sees of a matter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.clock import clock_of
from cases.letters import has_letter
from cases.models import Case, CorrectionRequest
from cases.workflow import Status
from forms.models import SubmissionFile
from notifications.models import Message


@dataclass(frozen=True)
class Stage:
    """state: "done", "current" or "ahead"."""

    label: str
    state: str


def stages_of(case: Case) -> list[Stage]:
    if not case.is_open:
        return [Stage(_("Received"), "done"), Stage(str(case.get_status_display()), "current")]
    last = Stage(_("Decision"), "ahead")
    if case.status == Status.NEW:
        return [Stage(_("Received"), "current"), Stage(_("An officer examines it"), "ahead"), last]
    examined = Stage(_("An officer examines it"), "done" if case.status == Status.WAITING else "current")
    waiting = [Stage(_("You correct it"), "current")] if case.status == Status.WAITING else []
    return [Stage(_("Received"), "done"), examined, *waiting, last]


def open_request(case: Case) -> CorrectionRequest | None:
    """What the applicant is to correct now."""
    if case.status != Status.WAITING:
        return None
    return case.correction_requests.filter(answered_at=None).prefetch_related("items").first()


def tracking_context(case: Case) -> dict[str, Any]:
    submission = case.submission
    files: dict[str, list[SubmissionFile]] = defaultdict(list)
    for file in submission.files.all():
        files[file.question_id].append(file)
    return {
        "case": case,
        "submission": submission,
        "unit": case.unit and case.unit.localized,
        "clock": clock_of(case),
        "stages": stages_of(case),
        "request_for_correction": open_request(case),
        "has_letter": has_letter(case),
        "parts": submission.current_content,
        "files": files,
        "events": [event for event in case.events.order_by("-at", "-pk") if event.is_public],
        "notices": Message.objects.about(submission.subject_key).order_by("-created_at", "-pk"),
    }

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cases.services import open_case, take_back_corrected
from forms import tracking
from forms.models import Submission, SubmissionRevision
from forms.signals import submission_corrected, submission_received


def connect() -> None:
    submission_received.connect(open_case_of_received, dispatch_uid="cases_opened")
    submission_corrected.connect(go_on_with_corrected, dispatch_uid="cases_corrected")
    tracking.register(tracking_path)


def open_case_of_received(submission: Submission, **kwargs: Any) -> None:
    open_case(submission)


def go_on_with_corrected(submission: Submission, revision: SubmissionRevision, **kwargs: Any) -> None:
    take_back_corrected(submission, revision)


def tracking_path(submission: Submission) -> str:
    """With the secret: the link in a message opens the page."""
    path = reverse("cases:follow", args=[submission.reference])
    return f"{path}?{urlencode({'key': submission.secret})}"

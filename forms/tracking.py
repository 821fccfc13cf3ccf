"""Where an applicant follows a matter. The tracking page belongs to an app above, which registers its address here."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import override

from forms.models import Submission

_address: list[Callable[[Submission], str]] = []


def register(address: Callable[[Submission], str]) -> None:
    """`address` gives the path of the page for a submission, with what opens it, in the language that is active."""
    _address[:] = [address]


def tracking_path(submission: Submission) -> str:
    """In the applicant's language; empty where no page is registered."""
    with override(submission.language):
        return _address[0](submission) if _address else ""


def tracking_url(submission: Submission) -> str:
    """The whole address, for mails and paper; empty where no page is registered."""
    path = tracking_path(submission)
    return f"{settings.BASE_URL}{path}" if path else ""

"""The receipt that an applicant keeps: what came in, when, and until when it is answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from agency.templatetags.agency_tags import long_date, long_time
from forms import references
from forms.models import Submission
from forms.tracking import tracking_url
from letters.contents import ListedFile, Part, ReceiptLetter
from letters.senders import default_sender
from letters.services import render_receipt


def receipt_pdf(submission: Submission) -> bytes:
    """In the applicant's language. It lists what was sent first, not what was corrected later."""
    with override(submission.language):
        return render_receipt(_letter(submission))


def _letter(submission: Submission) -> ReceiptLetter:
    files = [file for file in submission.files.all() if file.revision == 0]
    names: dict[str, list[str]] = {}
    for file in files:
        names.setdefault(file.question_id, []).append(file.name)
    return ReceiptLetter(
        sender=default_sender(language=submission.language),
        reference=submission.shown_reference,
        title=submission.readers_title,
        applicant=submission.applicant_name,
        channel=submission.get_channel_display(),
        entered_at=long_time(submission.entered_at),
        counts_from=long_time(submission.counts_from),
        due=long_date(submission.due_on) if submission.due_on else "",
        register_number=submission.register_number,
        secret=references.shown(submission.secret),
        tracking_url=tracking_url(submission),
        parts=[
            Part(part["title"], [_told(answer, names) for answer in part["answers"]]) for part in submission.content
        ],
        files=[ListedFile(file.name, filesizeformat(file.size), file.sha256) for file in files],
        language=submission.language,
        is_demo=settings.IS_DEMO,
    )


def _told(answer: dict[str, Any], names: dict[str, list[str]]) -> tuple[str, str]:
    text = answer["text"] or ", ".join(names.get(answer["id"], ()))
    return answer["label"], text or _("Not answered")

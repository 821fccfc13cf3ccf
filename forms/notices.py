"""What applicants are told by forms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agency.templatetags.agency_tags import long_date, long_time
from forms import references
from forms.models import Submission
from forms.tracking import tracking_url
from notifications.registry import Notice, declare
from notifications.services import send_notice

RECEIVED = Notice(
    key="forms.received",
    name=_("Receipt of an application"),
    fields={
        "name": _("name of the applicant"),
        "title": _("name of the matter"),
        "reference": _("reference"),
        "secret": _("tracking code"),
        "entered_at": _("when it was sent"),
        "counts_from": _("when it counts as received"),
        "due_on": _("day by which it is answered, or nothing"),
        "unit": _("responsible unit, or nothing"),
        "tracking_url": _("address of the tracking page, or nothing"),
    },
    sample={
        "name": "สมชาย ใจดี",
        "title": "การแจ้งจัดตั้งสถานที่จำหน่ายอาหาร",
        "reference": "K7PM-3QX2",
        "secret": "ABCDE-FGHJK",
        "entered_at": "12 มีนาคม 2570 เวลา 18.05 น.",
        "counts_from": "15 มีนาคม 2570 เวลา 08.30 น.",
        "due_on": "24 มีนาคม 2570",
        "unit": "กองสาธารณสุขและสิ่งแวดล้อม",
        "tracking_url": "https://example.go.th/track/K7PM3QX2/",
    },
)


def declare_notices() -> None:
    declare(RECEIVED)


def acknowledge(submission: Submission) -> None:
    """Tell the applicant that it is received: once, whatever happens meanwhile."""
    with override(submission.language):
        context = {
            "name": submission.applicant_name,
            "title": submission.readers_title,
            "reference": submission.shown_reference,
            "secret": references.shown(submission.secret),
            "entered_at": long_time(submission.entered_at),
            "counts_from": long_time(submission.counts_from),
            "due_on": long_date(submission.due_on) if submission.due_on else "",
            "unit": submission.unit.localized.name if submission.unit else "",
            "tracking_url": tracking_url(submission),
        }
    send_notice(
        RECEIVED.key,
        about=submission.subject_key,
        email=submission.email,
        language=submission.language,
        context=context,
        once=f"received:{submission.reference}",
    )

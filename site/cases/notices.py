"""What applicants are told of their matter. Default texts lie in templates/cases/notices/."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases.models import Case, CaseEvent
from forms.tracking import tracking_url
from notifications.registry import Notice, declare
from notifications.services import send_notice
from permits.models import Permit

_COMMON: dict[str, tuple[str | Promise, str]] = {
    "name": (_("name of the applicant"), "สมชาย ใจดี"),
    "title": (_("name of the matter"), "การขออนุญาตจัดตั้งสถานที่จำหน่ายอาหาร"),
    "reference": (_("reference"), "K7PM-3QX2"),
    "unit": (_("responsible unit, or nothing"), "กองสาธารณสุขและสิ่งแวดล้อม"),
    "phone": (_("telephone of the unit, or nothing"), "0 2000 0000"),
    "tracking_url": (_("address of the tracking page, or nothing"), "https://example.go.th/track/K7PM3QX2/"),
}


def _notice(name: str, label: str | Promise, **fields: tuple[str | Promise, str]) -> Notice:
    """`fields` besides the common ones: what each is, and a sample."""
    known = {**_COMMON, **fields}
    return Notice(
        key=f"cases.{name}",
        name=label,
        fields={field: words for field, (words, _sample) in known.items()},
        sample={field: sample for field, (_words, sample) in known.items()},
    )


CORRECTION_WANTED = _notice(
    "correction_wanted",
    _("Corrections are needed"),
    items=(_("numbered list of what is to be corrected"), "1. แผนที่ตั้ง: ภาพไม่ชัด กรุณาส่งใหม่"),
    note=(_("note of the officer, or nothing"), "ส่งได้ทางหน้าติดตามเรื่อง"),
)
PASSED_ON = _notice("passed_on", _("Passed on to another unit"))
REFERRED = _notice(
    "referred",
    _("Another agency is responsible"),
    agency=(_("name of the agency that is responsible"), "กรมโรงงานอุตสาหกรรม"),
    note=(_("note of the officer, or nothing"), "โทร. 1564"),
)
APPROVED = _notice(
    "approved",
    _("Approved"),
    answer=(_("what the officer writes, or nothing"), "อนุญาตตามที่ขอ"),
    permit_number=(_("number of the permit, or nothing"), "0001/2570"),
    permit_url=(_("address where the permit is verified, or nothing"), "https://example.go.th/verify/ABCD/"),
)
ANSWERED = _notice("answered", _("Answered"), answer=(_("the answer"), "ได้ซ่อมไฟถนนแล้วเมื่อวันที่ 12 มีนาคม 2570"))
REFUSED = _notice(
    "refused",
    _("Refused"),
    reason=(_("the reason"), "สถานที่ตั้งอยู่ในเขตที่ห้ามประกอบกิจการ"),
    law=(_("the legal basis"), "พระราชบัญญัติการสาธารณสุข พ.ศ. 2535 มาตรา 54"),
    appeal=(_("how to appeal"), "อุทธรณ์ต่อนายกเทศมนตรีภายใน 30 วัน"),
)
WITHDRAWN = _notice("withdrawn", _("Withdrawn by the applicant"))

NOTICES = (CORRECTION_WANTED, PASSED_ON, REFERRED, APPROVED, ANSWERED, REFUSED, WITHDRAWN)


def declare_notices() -> None:
    for notice in NOTICES:
        declare(notice)


def tell_applicant(notice: Notice, event: CaseEvent, **fields: str) -> None:
    """In the applicant's language, once for each event."""
    submission = event.case.submission
    send_notice(
        notice.key,
        about=submission.subject_key,
        email=submission.email,
        language=submission.language,
        context={**_common_fields(event.case), **fields},
        once=f"case-event:{event.pk}",
    )


def permit_fields(permit: Permit | None, language: str) -> Mapping[str, str]:
    if permit is None:
        return {"permit_number": "", "permit_url": ""}
    with override(language):
        return {"permit_number": permit.number, "permit_url": f"{settings.BASE_URL}{permit.get_absolute_url()}"}


def _common_fields(case: Case) -> dict[str, str]:
    submission, unit = case.submission, case.unit
    with override(submission.language):
        return {
            "name": submission.applicant_name,
            "title": submission.readers_title,
            "reference": submission.shown_reference,
            "unit": unit.localized.name if unit else "",
            "phone": unit.phone if unit else "",
            "tracking_url": tracking_url(submission),
        }

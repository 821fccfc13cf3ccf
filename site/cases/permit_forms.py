"""What stands on the licence that an approval issues: taken from the application, and the officer may mend it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.services import PermitDetails, permit_type_of
from forms.content import answers_in
from forms.models import Submission
from forms.questions.base import Purpose
from forms.questions.date import ThaiDateField
from forms.questions.national_id import Bearer, NationalIdField
from forms.versions import content_in
from permits.holders import HolderDetails
from permits.models import Holder
from permits.services import FaceItem, PermitFace

PLACE_PARTS = ("subdistrict", "district", "province")


class PermitFields(forms.Form):
    """Mixed into the form of an approval. Where the service has no permit type, its fields are taken out."""

    case: Case

    holder_kind = forms.ChoiceField(label=_("Holder"), choices=Holder.Kind.choices)
    holder_name = forms.CharField(label=_("Name of the holder"), max_length=300)
    holder_number = NationalIdField(
        bearer=Bearer.EITHER, label=_("National ID or juristic number of the holder"), required=False
    )
    place_name = forms.CharField(label=_("Name of the place"), max_length=300, required=False)
    address = forms.CharField(label=_("Address of the place"), max_length=500, required=False)
    subdistrict = forms.CharField(label=_("Subdistrict"), max_length=100, required=False)
    district = forms.CharField(label=_("District"), max_length=100, required=False)
    province = forms.CharField(label=_("Province"), max_length=100, required=False)
    items = forms.CharField(
        label=_("Items on the licence"),
        help_text=_("One on each line, with a colon between what it is and what it says."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    valid_from = ThaiDateField(label=_("Valid from"), help_text=_("Empty: from today"), required=False)
    valid_until = ThaiDateField(
        label=_("Valid to the end of"), help_text=_("Empty: by the rule of the permit type"), required=False
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.permit_type = permit_type_of(self.case)
        if self.permit_type is None:
            for name in PermitFields.base_fields:
                del self.fields[name]
        else:
            self.initial = {**permit_initial(self.case.submission), **self.initial}

    def clean_items(self) -> list[FaceItem]:
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        items = [line.partition(":") for line in lines]
        if any(not separator for _label, separator, _text in items):
            raise ValidationError(_("Write a colon on each line, for example “ประเภทกิจการ: การสะสมอาหาร”."))
        return [FaceItem(label.strip(), text.strip()) for label, _separator, text in items]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from") or timezone.localdate(), cleaned.get("valid_until")
        if "valid_from" not in self.errors and last and last < first:
            self.add_error("valid_until", _("It cannot end before it begins."))
        return cleaned

    def permit_details(self) -> PermitDetails | None:
        if self.permit_type is None:
            return None
        given = self.cleaned_data
        face = {name: given[name] for name in ("place_name", "address", *PLACE_PARTS, "items")}
        return PermitDetails(
            holder=HolderDetails(given["holder_name"], given["holder_number"], given["holder_kind"]),
            face=PermitFace(**face),
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
        )


def permit_initial(submission: Submission) -> dict[str, Any]:
    """By what each question is for; the holder is the applicant, unless the form asks. A licence speaks Thai, whatever
    the language of the application."""
    answers = list(answers_in(content_in(submission, settings.LANGUAGE_CODE)))
    by_purpose = {answer["purpose"]: answer for answer in reversed(answers) if answer["purpose"] and answer["text"]}

    def text(purpose: Purpose, fallback: str = "") -> str:
        return str(by_purpose[purpose]["text"]) if purpose in by_purpose else fallback

    number = by_purpose.get(Purpose.HOLDER_NUMBER, {}).get("value") or submission.applicant_number
    place = by_purpose.get(Purpose.PLACE_ADDRESS, {}).get("value")
    parts = place if isinstance(place, dict) else {}
    items = [answer for answer in answers if answer["purpose"] == Purpose.ITEM and answer["text"]]
    return {
        "holder_kind": HolderDetails("", number).known_kind,
        "holder_name": text(Purpose.HOLDER_NAME, submission.applicant_name),
        "holder_number": number,
        "place_name": text(Purpose.PLACE_NAME),
        "address": text(Purpose.PLACE_ADDRESS),
        **{part: parts.get(part, "") for part in PLACE_PARTS},
        "items": "\n".join(f"{item['label']}: {' '.join(item['text'].split())}" for item in items),
    }

"""Entering what came otherwise than through the website, through the same door."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from agency.models import AgencyUnit
from cases.act_forms import long_text
from cases.own_agency import own_services, own_units
from catalogue.models import ServicePage
from forms.applicant import applicant_step
from forms.content import content_of
from forms.definition import Step
from forms.models import Submission
from forms.questions import Question
from forms.questions.contact import MAX_EMAIL_CHARS
from forms.questions.files import FilesField
from forms.questions.national_id import Bearer, NationalIdField
from forms.services import Applicant, ReceivedFile, receive_submission

CHANNELS = [
    (channel.value, channel.label)
    for channel in (
        Submission.Channel.COUNTER,
        Submission.Channel.PHONE,
        Submission.Channel.POST,
        Submission.Channel.EMAIL,
        Submission.Channel.SOCIAL,
        Submission.Channel.AGENCY,
    )
]
LANGUAGE = "th"
LONGEST_AGO = timedelta(days=3660)
"""What is logged came in some days ago at most; a year like 0257 is a slip."""
TEXT, FILES = "matter_text", "matter_files"
DAY_ATTRIBUTES: dict[str, Any] = {"type": "date", "aria-label": gettext_lazy("Day on which it came")}
TIME_ATTRIBUTES: dict[str, Any] = {"type": "time", "aria-label": gettext_lazy("Time at which it came")}


class LogForm(forms.Form):
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=CHANNELS)
    service = forms.ModelChoiceField(
        ServicePage.objects.none(),
        label=gettext_lazy("Service"),
        required=False,
        empty_label=gettext_lazy("None: a general matter"),
    )
    title = forms.CharField(
        label=gettext_lazy("Matter"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only where no service is chosen."),
    )
    unit = forms.ModelChoiceField(
        AgencyUnit.objects.none(),
        label=gettext_lazy("Unit"),
        required=False,
        help_text=gettext_lazy("Empty: the unit of the service."),
    )
    applicant_name = forms.CharField(label=gettext_lazy("Name of the sender"), max_length=200)
    applicant_number = NationalIdField(
        bearer=Bearer.EITHER, label=gettext_lazy("National ID or juristic number"), required=False
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=MAX_EMAIL_CHARS, required=False)
    answer_by = forms.ChoiceField(label=gettext_lazy("How to be answered"), choices=Submission.AnswerBy.choices)
    postal_address = long_text(gettext_lazy("Postal address"), required=False)
    text = long_text(gettext_lazy("What it is about"))
    attachments = FilesField(label=gettext_lazy("Files"), required=False)
    register_number = forms.CharField(label=gettext_lazy("Register number"), max_length=60, required=False)
    entered_at = forms.SplitDateTimeField(
        label=gettext_lazy("When it came"),
        widget=forms.SplitDateTimeWidget(
            date_attrs=DAY_ATTRIBUTES,
            date_format="%Y-%m-%d",
            time_attrs=TIME_ATTRIBUTES,
            time_format="%H:%M",
        ),
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **values: Any) -> None:
        super().__init__(*args, **values)
        self.user = user
        self.initial = {"once": uuid.uuid4(), "entered_at": timezone.localtime(), **self.initial}
        self.fields["service"].queryset = own_services().published()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = own_units()  # type: ignore[attr-defined]

    def clean_entered_at(self) -> datetime:
        at: datetime = self.cleaned_data["entered_at"]
        if at > timezone.now():
            raise forms.ValidationError(_("This time has not come yet."))
        if at < timezone.now() - LONGEST_AGO:
            raise forms.ValidationError(_("This is too long ago. Compare the year."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        service = cleaned.get("service")
        if not service and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Choose a service, or say in a few words what the matter is."))
        if not cleaned.get("unit") and not (service and service.unit):
            self.add_error("unit", _("Choose the unit that is to handle it."))
        if cleaned.get("answer_by") == Submission.AnswerBy.POST and not cleaned.get("postal_address"):
            self.add_error("postal_address", _("Write the address to which the answer is to be sent."))
        return cleaned

    def save(self) -> Submission:
        """Once, however often the form is sent."""
        given = self.cleaned_data
        names = ("answer_by", "postal_address", "phone", "email")
        return receive_submission(
            channel=given["channel"],
            applicant=Applicant(
                given["applicant_name"], given["applicant_number"], **{name: given[name] for name in names}
            ),
            content=self._content(),
            files=self._files(),
            service=given["service"],
            title=given["title"],
            unit=given["unit"],
            language=LANGUAGE,
            once=f"logged:{given['once']}",
            entered_at=given["entered_at"],
            register_number=given["register_number"],
            by=self.user,
        )

    def _content(self) -> list[dict[str, Any]]:
        """As if it had been asked by a form: so it can be flagged and corrected like any other."""
        given = self.cleaned_data
        answers = {
            "applicant_name": given["applicant_name"],
            "applicant_number": given["applicant_number"],
            "applicant_phone": given["phone"],
            "applicant_email": given["email"],
            "answer_by": given["answer_by"],
            "postal_address": given["postal_address"],
            TEXT: given["text"],
        }
        with override(LANGUAGE):
            return content_of((applicant_step(), matter_step()), answers, LANGUAGE)

    def _files(self) -> list[ReceivedFile]:
        checked = self.cleaned_data["attachments"]
        with override(LANGUAGE):
            return [ReceivedFile(FILES, _("Files"), name, kind, file) for file, name, kind in checked.new]


def matter_step() -> Step:
    """In the language that is active."""
    return Step(
        key="matter",
        title=_("Matter"),
        questions=(
            Question(TEXT, "long_text", _("What it is about")),
            Question(FILES, "files", _("Files"), is_required=False),
        ),
    )

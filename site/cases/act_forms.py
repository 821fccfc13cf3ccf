"""A small form for each act of an officer: what it asks, and the service it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from agency.models import AgencyUnit
from cases import services
from cases.models import Case
from cases.own_agency import own_units
from cases.permit_forms import PermitFields
from cases.workflow import Act

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


def long_text(label: Words, **values: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000, **values)


class ActForm(forms.Form):
    """slug: in the address. button: what the officer presses. done: what is said afterwards."""

    act: ClassVar[Act]
    slug: ClassVar[str]
    button: ClassVar[Words]
    done: ClassVar[Words]
    explanation: ClassVar[Words] = ""
    icon: ClassVar[str] = "edit"
    is_main: ClassVar[bool] = False
    template_name = "cases/admin/act_fields.html"
    do_not_call_in_templates = True  # the case page shows the classes as buttons

    def __init__(self, *args: Any, case: Case, user: User, **values: Any) -> None:
        self.case, self.user = case, user
        super().__init__(*args, **values)

    def perform(self) -> None:
        """Only of a valid form. Raises CaseError."""
        raise NotImplementedError


class TakeForm(ActForm):
    act, slug, icon = Act.TAKEN, "take", "user"
    button, done = _("Take it up"), _("You have taken this matter up.")

    def perform(self) -> None:
        services.take_case(self.case, by=self.user)


class AssignForm(ActForm):
    act, slug, icon = Act.ASSIGNED, "assign", "group"
    button, done = _("Give to an officer"), _("The matter was given to the officer.")

    officer = forms.ModelChoiceField(User.objects.none(), label=_("Officer"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        members = Membership.objects.filter(unit=self.case.unit).values("user")
        field = self.fields["officer"]
        field.queryset = User.objects.filter(pk__in=members, is_active=True).order_by("first_name", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = services.name_of  # type: ignore[attr-defined]

    def perform(self) -> None:
        services.assign_case(self.case, officer=self.cleaned_data["officer"], by=self.user)


class PassOnForm(ActForm):
    act, slug, icon = Act.PASSED_ON, "pass-on", "redirect"
    button, done = _("Pass on to another unit"), _("The matter was passed on. The applicant has been told.")
    explanation = _("To the unit of this agency that is responsible (s.10). The time limit runs on.")

    unit = forms.ModelChoiceField(AgencyUnit.objects.none(), label=_("Unit"))
    reason = long_text(_("Reason, for the officers there"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["unit"].queryset = own_units().exclude(pk=self.case.unit_id or 0)  # type: ignore[attr-defined]

    def perform(self) -> None:
        services.pass_to_unit(self.case, self.cleaned_data["unit"], by=self.user, reason=self.cleaned_data["reason"])


class ReferForm(ActForm):
    act, slug, icon = Act.REFERRED, "refer", "link-external"
    button, done = _("Refer to another agency"), _("The matter has ended here. The applicant has been told.")
    explanation = _(
        "If another agency is responsible, the sender must be told which (s.10). This ends the matter here."
    )

    agency_name = forms.CharField(label=_("Agency that is responsible"), max_length=200)
    note = long_text(_("What else the applicant should know, such as its telephone"), required=False)

    def perform(self) -> None:
        services.refer_case(self.case, by=self.user, **self.cleaned_data)


class ApproveForm(PermitFields, ActForm):
    act, slug, icon, is_main = Act.APPROVED, "approve", "check", True
    button, done = _("Approve"), _("Approved. The applicant has been told.")

    answer = long_text(_("Message for the applicant"), required=False)

    def perform(self) -> None:
        services.approve_case(self.case, by=self.user, answer=self.cleaned_data["answer"], permit=self.permit_details())


class AnswerForm(ActForm):
    act, slug, icon, is_main = Act.ANSWERED, "answer", "comment", True
    button, done = _("Send an answer"), _("Answered. The applicant has been told.")
    explanation = _("Ends a complaint, an enquiry or a request with an answer.")

    answer = long_text(_("Answer"))

    def perform(self) -> None:
        services.answer_case(self.case, by=self.user, answer=self.cleaned_data["answer"])


class RefuseForm(ActForm):
    act, slug, icon = Act.REFUSED, "refuse", "cross"
    button, done = _("Refuse"), _("Refused. The applicant has been told.")
    explanation = _("A refusal needs all three. They stand in the letter to the applicant as you write them.")

    reason = long_text(_("Reason"))
    law = long_text(_("Legal basis"))
    appeal = long_text(_("How to appeal, to whom and until when"))

    def perform(self) -> None:
        services.refuse_case(self.case, by=self.user, **self.cleaned_data)


class NoteForm(ActForm):
    act, slug, icon = Act.NOTED, "note", "draft"
    button, done = _("Write a note"), _("The note was kept.")
    explanation = _("For officers only. The applicant does not see it.")

    note = long_text(_("Note"))

    def perform(self) -> None:
        services.add_note(self.case, by=self.user, note=self.cleaned_data["note"])

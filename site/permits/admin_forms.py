"""Acts on a permit by hand: one form each, with the reason, the rest that the act needs, and how it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from accounts.models import User
from permits.models import Permit
from permits.moves import Act
from permits.services import (
    FaceItem,
    PermitFace,
    amend_permit,
    reinstate_permit,
    renew_permit,
    revoke_permit,
    surrender_permit,
    suspend_permit,
)


class ActForm(forms.Form):
    title: Any

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the register. The public sees the act and its legal basis, not the reason."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args: Any, permit: Permit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permit = permit

    def carry_out(self, *, by: User) -> Permit:
        """Raises PermitError."""
        raise NotImplementedError


class SuspendForm(ActForm):
    title = gettext_lazy("Suspend")

    law = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400)
    until = forms.DateField(
        label=gettext_lazy("To the end of"),
        help_text=gettext_lazy("Empty: until somebody ends the suspension."),
        required=False,
        widget=AdminDateInput,
    )

    def carry_out(self, *, by: User) -> Permit:
        return suspend_permit(self.permit, by=by, **self.cleaned_data)


class ReinstateForm(ActForm):
    title = gettext_lazy("End the suspension")

    def carry_out(self, *, by: User) -> Permit:
        return reinstate_permit(self.permit, by=by, **self.cleaned_data)


class RevokeForm(ActForm):
    title = gettext_lazy("Revoke")

    law = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400)

    def carry_out(self, *, by: User) -> Permit:
        return revoke_permit(self.permit, by=by, **self.cleaned_data)


class SurrenderForm(ActForm):
    title = gettext_lazy("Given back by the holder")

    def carry_out(self, *, by: User) -> Permit:
        return surrender_permit(self.permit, by=by, **self.cleaned_data)


class RenewForm(ActForm):
    title = gettext_lazy("Renew")

    valid_until = forms.DateField(
        label=gettext_lazy("Valid to the end of"),
        help_text=gettext_lazy("Empty: another term, as the permit type says."),
        required=False,
        widget=AdminDateInput,
    )

    def carry_out(self, *, by: User) -> Permit:
        return renew_permit(self.permit, by=by, **self.cleaned_data)


class AmendForm(ActForm):
    """`items` are written one a line, label and text with a colon between them."""

    title = gettext_lazy("Amend")

    place_name = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    subdistrict = forms.CharField(label=gettext_lazy("Subdistrict"), max_length=100, required=False)
    district = forms.CharField(label=gettext_lazy("District"), max_length=100, required=False)
    province = forms.CharField(label=gettext_lazy("Province"), max_length=100, required=False)
    items = forms.CharField(
        label=gettext_lazy("Other items"),
        help_text=gettext_lazy("One a line: what it is, a colon, what the licence says."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

    def __init__(self, *args: Any, permit: Permit, **kwargs: Any) -> None:
        texts = {
            name: getattr(permit, name) for name in ("place_name", "address", "subdistrict", "district", "province")
        }
        items = "\n".join(f"{item['label']}: {' '.join(item['text'].split())}" for item in permit.items)
        super().__init__(*args, permit=permit, initial={**texts, "items": items}, **kwargs)

    def clean_items(self) -> list[FaceItem]:
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        if wrong := [line for line in lines if not all(part.strip() for part in line.partition(":"))]:
            raise forms.ValidationError(
                _("This line has no colon with text on both sides: %(line)s") % {"line": wrong[0]}
            )
        return [
            FaceItem(label.strip(), text.strip()) for label, _colon, text in (line.partition(":") for line in lines)
        ]

    def carry_out(self, *, by: User) -> Permit:
        values = {**self.cleaned_data}
        reason = values.pop("reason")
        return amend_permit(self.permit, face=PermitFace(**values), by=by, reason=reason)


FORMS: dict[Act, type[ActForm]] = {
    Act.AMENDED: AmendForm,
    Act.RENEWED: RenewForm,
    Act.SUSPENDED: SuspendForm,
    Act.REINSTATED: ReinstateForm,
    Act.REVOKED: RevokeForm,
    Act.SURRENDERED: SurrenderForm,
}

"""Back office: a permit of the register, and acts on it, each with a form that asks for the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail_modeladmin.views import InspectView

from audit import services as audit
from permits.models import Permit
from permits.moves import Act, PermitError
from permits.permissions import BY_HAND, acts_for, get_permit_for, may_do
from permits.services import reinstate_permit, revoke_permit, surrender_permit, suspend_permit


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the register. The public sees the act and its legal basis, not the reason."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class SuspendForm(ReasonForm):
    law = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400)
    until = forms.DateField(
        label=gettext_lazy("To the end of"),
        help_text=gettext_lazy("Empty: until somebody ends the suspension."),
        required=False,
        widget=AdminDateInput,
    )


class RevokeForm(ReasonForm):
    law = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400)


SERVICES: dict[Act, Callable[..., Permit]] = {
    Act.SUSPENDED: suspend_permit,
    Act.REINSTATED: reinstate_permit,
    Act.REVOKED: revoke_permit,
    Act.SURRENDERED: surrender_permit,
}
FORMS: dict[Act, type[ReasonForm]] = {Act.SUSPENDED: SuspendForm, Act.REVOKED: RevokeForm}
TITLES = {
    Act.SUSPENDED: gettext_lazy("Suspend"),
    Act.REINSTATED: gettext_lazy("End the suspension"),
    Act.REVOKED: gettext_lazy("Revoke"),
    Act.SURRENDERED: gettext_lazy("Given back by the holder"),
}


class InspectPermitView(InspectView):
    """The permit with its history, and what the reader may do with it. Looking at it is recorded."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        self.instance: Permit = get_permit_for(user, self.instance_pk)
        audit.record_view(self.instance.subject_key, by=request.user)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [(act.value, TITLES[act]) for act in acts_for(self.request.user, self.instance)]
        events = self.instance.events.select_related("by")
        context: dict[str, Any] = super().get_context_data(permit=self.instance, acts=acts, events=events, **kwargs)
        return context


def change(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask for the reason, then do it. An act that is none, or not this person's, is 404."""
    user: Any = request.user
    permit = get_permit_for(user, pk)
    chosen = next((each for each in BY_HAND if each.value == act and may_do(user, each, permit)), None)
    if chosen is None:
        raise Http404
    form = FORMS.get(chosen, ReasonForm)(request.POST or None)
    if form.is_valid():
        try:
            SERVICES[chosen](permit, by=user, **form.cleaned_data)
        except PermitError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written into the register: %(permit)s.") % {"permit": permit})
            return redirect(register_url(permit))
    context = {"permit": permit, "form": form, "title": TITLES[chosen], "back": register_url(permit)}
    return render(request, "permits/admin/change.html", context)


def register_url(permit: Permit) -> str:
    return reverse("permits_permit_modeladmin_inspect", args=[permit.pk])

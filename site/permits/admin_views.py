"""Back office: a permit of the register, and acts on it, each with a form that asks for the reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail_modeladmin.views import IndexView, InspectView

from audit import services as audit
from permits.admin_forms import FORMS
from permits.models import Permit
from permits.moves import PermitError
from permits.permissions import BY_HAND, acts_for, get_permit_for, may_do


class RegisterView(IndexView):
    """The list. An address that filters by what cannot be filtered by leads to the whole of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)
        return answer


class InspectPermitView(InspectView):
    """The permit with its history, and what the reader may do with it. Looking at it is recorded."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        self.instance: Permit = get_permit_for(user, self.instance_pk)
        audit.record_view(self.instance.subject_key, by=request.user)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [(act.value, FORMS[act].title) for act in acts_for(self.request.user, self.instance)]
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
    form = FORMS[chosen](request.POST or None, permit=permit)
    if form.is_valid():
        try:
            form.carry_out(by=user)
        except PermitError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written into the register: %(permit)s.") % {"permit": permit})
            return redirect(register_url(permit))
    context = {"permit": permit, "form": form, "title": form.title, "back": register_url(permit)}
    return render(request, "permits/admin/change.html", context)


def register_url(permit: Permit) -> str:
    return reverse("permits_permit_modeladmin_inspect", args=[permit.pk])

"""The acts that an officer is offered: by the workflow's table, each with its form."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from cases.act_forms import (
    ActForm,
    AnswerForm,
    ApproveForm,
    AssignForm,
    NoteForm,
    PassOnForm,
    ReferForm,
    RefuseForm,
    TakeForm,
)
from cases.flag_form import FlagForm
from cases.models import Case
from cases.permissions import acts_open_to, may
from cases.workflow import Act

FORMS: tuple[type[ActForm], ...] = (
    TakeForm,
    AssignForm,
    FlagForm,
    ApproveForm,
    AnswerForm,
    RefuseForm,
    PassOnForm,
    ReferForm,
    NoteForm,
)
"""In the order in which they are offered."""


def buttons_for(user: User, case: Case) -> list[type[ActForm]]:
    open_acts = acts_open_to(user, case)
    if case.officer:  # what somebody has is handed over, not taken
        open_acts = [act for act in open_acts if act != Act.TAKEN]
    return [form for form in FORMS if form.act in open_acts]


def form_for(slug: str, user: User, case: Case) -> type[ActForm]:
    """The form of an act that this person may do, whatever has become of the matter meanwhile. Raises Http404."""
    for form in FORMS:
        if form.slug == slug and may(user, form.act, case):
            return form
    raise Http404

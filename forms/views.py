"""From the first step to the receipt. Whoever has a draft's address may see and change it: the token in it is the key."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from formtools.wizard.views import NamedUrlWizardView

from forms.content import content_of
from forms.definition import FormDefinition
from forms.drafts import DraftWithdrawnError, keep_files, saved_files, send_draft
from forms.models import Draft, Submission
from forms.models.submission import FIRST_SECRET
from forms.receipts import receipt_pdf
from forms.stale_tokens import is_refused
from forms.step_forms import StepForm, form_class
from forms.tracking import tracking_path
from forms.versions import definition_of

CHECK = "check"
"""The last step: all answers to look at, and the button that sends them."""


def get_draft(token: UUID) -> Draft:
    draft = Draft.objects.select_related("version__service", "submission").filter(token=token).first()
    if draft is None:
        raise Http404
    return draft


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ApplicationWizard(NamedUrlWizardView):
    """The steps of one draft. Conditions of steps come with `condition_dict`; there are none yet."""

    storage_name = "forms.wizard_storage.DraftStorage"
    template_name = "forms/step.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = get_draft(kwargs["token"])
        if self.draft.submission_id is None:
            self.draft.language = get_language() or self.draft.language
        request.draft = self.draft  # type: ignore[attr-defined]
        self.definition: FormDefinition = definition_of(self.draft.version, self.draft.language)
        self.form_list = {step.key: form_class(step.questions) for step in self.definition.steps}
        self.condition_dict: dict[str, Any] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft.submission_id:
            return redirect("forms:received", token=self.draft.token)
        if self.draft.version.withdrawn_at:
            return render(request, "forms/withdrawn.html", {"draft": self.draft}, status=410)
        return super().dispatch(request, *args, **kwargs)

    # django-formtools

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "wizard"

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> None:
        """Fields are named by the ids of their questions, which are never the same twice."""
        return

    def get_step_url(self, step: str) -> str:
        return reverse("forms:step", kwargs={"token": self.draft.token, "step": step})

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return {"saved": self.saved_files}

    @cached_property
    def saved_files(self) -> dict[str, Any]:
        return saved_files(self.draft)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        step = kwargs.get("step")
        open_step = self.first_open_step()
        is_ahead = step == CHECK or (step in self.form_list and self._place(step) > self._place(open_step))
        if open_step and is_ahead:
            messages.warning(self.request, _("Please answer this step first."))
            return redirect(self.get_step_url(open_step))
        if step == CHECK:
            return self.render_check()
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["step"] == CHECK:
            return self.send()
        if self.request.POST.get("wizard-current_step") not in self.form_list:
            return redirect(self.get_step_url(kwargs["step"]))
        if is_refused(self.request):
            self.storage.current_step = self.request.POST["wizard-current_step"]
            form = self.get_form(data=self.request.POST)
            return self.render(form, is_stale=True, status=403)
        return super().post(*args, **kwargs)

    def render(self, form: StepForm | None = None, **kwargs: Any) -> HttpResponse:
        status = kwargs.pop("status", 200)
        if form is not None and form.is_bound and self.request.method == "POST" and status == 200:
            self.keep_files_of(form)  # what is right stays, although something else on the page is not
            status = 422
        response = super().render(form, **kwargs)
        response.status_code = status
        return response

    def process_step(self, form: StepForm) -> dict[str, list[str]]:
        """Of what was posted only the answers: an address has a name for each of its parts."""
        own = [
            name for name in form.data if any(name == field or name.startswith(f"{field}_") for field in form.fields)
        ]
        posted = self.request.POST
        return {name: [without_nul(text) for text in posted.getlist(name)] for name in own}

    def process_step_files(self, form: StepForm) -> dict[str, Any]:
        self.keep_files_of(form)
        return {}

    def render_next_step(self, form: StepForm, **kwargs: Any) -> HttpResponse:
        if self.request.GET.get("back") == CHECK and self.first_open_step() is None:
            return redirect(self.get_step_url(CHECK))
        return super().render_next_step(form, **kwargs)

    def render_done(self, form: StepForm, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_step_url(CHECK))

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        step = self.definition.step(self.steps.current)
        return {
            **super().get_context_data(form=form, **kwargs),
            **self.common_context(),
            "step": step,
            "errors": form.error_list() if form.is_bound else [],
            "previous_url": self.get_step_url(self.steps.prev) if self.steps.prev else "",
        }

    # Ours

    def common_context(self) -> dict[str, Any]:
        return {"draft": self.draft, "version": self.draft.version, "form_steps": self.definition.steps}

    def keep_files_of(self, form: StepForm) -> None:
        form.is_valid()
        for question, field in form.file_fields():
            if field.checked:
                keep_files(self.draft, question.id, field.checked)
                field.checked = None
        self.__dict__.pop("saved_files", None)
        for question, field in form.file_fields():
            field.show_saved(self.saved_files.get(question.id, ()))

    def first_open_step(self) -> str | None:
        """The first step that was not finished yet, or whose answers do not hold any more."""
        return next((key for key in self.form_list if not self._stored_form(key).is_valid()), None)

    def _stored_form(self, key: str) -> StepForm:
        data = self.storage.get_step_data(key)
        return self.get_form(key, data=data)

    def _place(self, step: str | None) -> int:
        keys = list(self.form_list)
        return keys.index(step) if step in keys else len(keys)

    def answers(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for key in self.form_list:
            form = self._stored_form(key)
            if form.is_valid():
                answers |= form.answers()
        return answers

    def render_check(self, status: int = 200, **extra: Any) -> HttpResponse:
        content = content_of(self.definition.steps, self.answers(), self.draft.language)
        parts = [
            {**part, "url": f"{self.get_step_url(step.key)}?back={CHECK}"}
            for part, step in zip(content, self.definition.steps, strict=True)
        ]
        last = self.definition.steps[-1].key
        context = {
            **self.common_context(),
            "parts": parts,
            "files": self.saved_files,
            "service": self.draft.version.service and self.draft.version.service.localized,
            "previous_url": self.get_step_url(last),
            **extra,
        }
        return render(self.request, "forms/check.html", context, status=status)

    def send(self) -> HttpResponse:
        if open_step := self.first_open_step():
            messages.warning(self.request, _("Please answer this step first."))
            return redirect(self.get_step_url(open_step))
        if is_refused(self.request):
            return self.render_check(status=403, is_stale=True)
        try:
            send_draft(self.draft, self.answers(), self.definition)
        except DraftWithdrawnError:
            return render(self.request, "forms/withdrawn.html", {"draft": self.draft}, status=410)
        return redirect("forms:received", token=self.draft.token)


def with_first_secret(submission: Submission) -> Submission:
    """A draft's address tells the tracking code, so it leads nowhere once the code was replaced. Raises Http404."""
    if submission.secret_number != FIRST_SECRET:
        raise Http404
    return submission


def without_nul(text: str) -> str:
    """The one character that PostgreSQL does not store."""
    return text.replace("\x00", "")


@never_cache
def resume(request: HttpRequest, token: UUID) -> HttpResponse:
    """Where one left off: the step that was open last."""
    draft = get_draft(token)
    if draft.submission_id:
        return redirect("forms:received", token=token)
    step = (draft.data or {}).get("step")
    known = [step.key for step in definition_of(draft.version, draft.language).steps]
    return redirect("forms:step", token=token, step=step if step in known else known[0])


@never_cache
def received(request: HttpRequest, token: UUID) -> HttpResponse:
    """The confirmation, made to be kept as a picture: a first proof that the matter was sent (s.10)."""
    draft = get_draft(token)
    if draft.submission is None:
        return redirect(draft)
    submission = with_first_secret(draft.submission)
    context = {"draft": draft, "submission": submission, "tracking_path": tracking_path(submission)}
    return render(request, "forms/received.html", context)


@never_cache
def receipt(request: HttpRequest, token: UUID) -> HttpResponse:
    draft = get_draft(token)
    if draft.submission is None:
        raise Http404
    pdf = receipt_pdf(with_first_secret(draft.submission))
    name = f"receipt-{draft.submission.reference}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )

"""Where an applicant follows a matter, corrects it, asks, withdraws. Without an account: see cases.tracking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record_view
from cases.letters import NoLetterError, decision_letter
from cases.models import Case
from cases.services import APPLICANT, ask_about_case, withdraw_case
from cases.tracking import TrackForm, followed_case, forget, remember, submission_with
from cases.tracking_page import open_request, tracking_context
from cases.workflow import CaseError
from forms.correction import CorrectionForm
from forms.receipts import receipt_pdf
from permits.licences import licence_pdf

View = Callable[..., HttpResponse]


class MessageForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        error_messages={"required": gettext_lazy("Write your message first.")},
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why you withdraw it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def private(view: View) -> View:
    """Neither kept by browsers and proxies, nor found by search engines."""

    @never_cache
    @wraps(view)
    def with_headers(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        answer = view(request, *args, **values)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return with_headers


def of_case(view: View) -> View:
    """Hands the view the case that this session follows. For any other, the form, with no hint whether it exists."""

    @private
    @wraps(view)
    def with_case(request: HttpRequest, reference: str) -> HttpResponse:
        case = followed_case(request.session, reference)
        return view(request, case) if case else ask_for_pair(request)

    return with_case


def ask_for_pair(request: HttpRequest) -> HttpResponse:
    context = {"form": TrackForm(), "is_closed": True}
    return render(request, "cases/track.html", context, status=404)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    form = TrackForm(request.POST or None)
    if form.is_valid():
        remember(request.session, form.submission)
        return redirect("cases:follow", reference=form.submission.reference)
    return render(request, "cases/track.html", {"form": form, "errors": form.error_list() if form.is_bound else []})


@private
@require_safe
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """A link with the secret opens the page under an address without it."""
    if key := request.GET.get("key"):
        found = submission_with(reference, key)
        if found is None:
            return ask_for_pair(request)
        remember(request.session, found)
        return redirect("cases:follow", reference=found.reference)
    return show(request, reference)


@of_case
def show(request: HttpRequest, case: Case) -> HttpResponse:
    record_view(case.submission.subject_key, by=APPLICANT)
    return render(request, "cases/follow.html", tracking_context(case))


@of_case
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, case: Case) -> HttpResponse:
    wanted = open_request(case)
    if wanted is None:
        messages.info(request, _("There is nothing to correct at the moment."))
        return redirect("cases:follow", reference=case.reference)
    items = {item.question_id: item for item in wanted.items.all()}
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    correction = CorrectionForm(case.submission, list(items), *data)
    if request.method == "POST" and correction.is_valid():
        return do(request, case, correction.save, _("Thank you. The officer goes on with your matter."))
    fields = [(correction.form[question.id], items[question.id].remark) for question in correction.questions]
    context = {"case": case, "request_for_correction": wanted, "fields": fields, "errors": correction.form.error_list()}
    return render(request, "cases/correct.html", context)


@of_case
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    form = MessageForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["message"]
        return do(
            request, case, lambda: ask_about_case(case, message=text), _("Your message has reached the officers.")
        )
    return render(request, "cases/ask.html", {"case": case, "form": form})


@of_case
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return do(request, case, lambda: withdraw_case(case, reason=reason), _("Your matter has been withdrawn."))
    return render(request, "cases/withdraw.html", {"case": case, "form": form})


def do(request: HttpRequest, case: Case, act: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and go back to the page, which says what came of it."""
    try:
        act()
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("cases:follow", reference=case.reference)


@private
@require_POST
def leave(request: HttpRequest, reference: str) -> HttpResponse:
    forget(request.session)
    return redirect("cases:track")


@of_case
@require_safe
def receipt(request: HttpRequest, case: Case) -> HttpResponse:
    return pdf(receipt_pdf(case.submission), f"receipt-{case.reference}.pdf")


@of_case
@require_safe
def letter(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        content = decision_letter(case)
    except NoLetterError:
        raise Http404 from None
    return pdf(content, f"letter-{case.reference}.pdf")


@of_case
@require_safe
def licence(request: HttpRequest, case: Case) -> HttpResponse:
    """For its holder, also where the verification page does not offer it."""
    if case.permit is None:
        raise Http404
    return pdf(licence_pdf(case.permit, case.submission.language), f"licence-{case.permit.code}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

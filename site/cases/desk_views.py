"""The officers' screens, inside of the Wagtail admin: the queue, a matter, the acts on it, entering what came otherwise."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record_view
from cases.acts import buttons_for, form_for
from cases.case_page import case_context
from cases.letters import NoLetterError, decision_letter
from cases.log_form import LogForm
from cases.models import Case
from cases.permissions import get_case_for, has_queue
from cases.queue import queue_for
from cases.workflow import CaseError
from forms.models import Submission
from forms.receipts import receipt_pdf
from permits.licences import licence_pdf


def user_of(request: HttpRequest) -> User:
    """Who handles matters; for everybody else these pages do not exist."""
    user = request.user
    if not isinstance(user, User) or not has_queue(user):
        raise Http404
    return user


def queue(request: HttpRequest) -> HttpResponse:
    found = queue_for(user_of(request), request.GET)
    return render(request, "cases/admin/queue.html", {**head(_("Cases")), "queue": found, "page_obj": found.page})


def case(request: HttpRequest, reference: str) -> HttpResponse:
    user = user_of(request)
    case = get_case_for(user, reference)
    record_view(case.submission.subject_key, by=user)
    buttons = buttons_for(user, case)
    can_flag = any(form.slug == "flag" for form in buttons)
    context = {**head(case.shown_reference, case), **case_context(case), "buttons": buttons, "can_flag": can_flag}
    return render(request, "cases/admin/case.html", context)


def act(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """A form of its own for each act. What was typed stays when it cannot be done."""
    user = user_of(request)
    case = get_case_for(user, reference)
    form_class = form_for(slug, user, case)
    status = 200
    if request.method == "POST":
        form = form_class(request.POST, case=case, user=user)
        if form.is_valid():
            try:
                form.perform()
            except CaseError as error:
                form.add_error(None, str(error))
                status = 409
            else:
                messages.success(request, form.done)
                return redirect_to(user, case)
    else:
        record_view(case.submission.subject_key, by=user)
        form = form_class(case=case, user=user, initial={"question": request.GET.getlist("question")})
    context = {**head(form.button, case), "case": case, "form": form}
    return render(request, "cases/admin/act.html", context, status=status)


def file(request: HttpRequest, reference: str, pk: int) -> FileResponse:
    user = user_of(request)
    case = get_case_for(user, reference)
    stored = get_object_or_404(case.submission.files, pk=pk)
    record_view(case.submission.subject_key, by=user, what=f"file:{stored.pk}")
    answer = FileResponse(
        stored.file.open(), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    user = user_of(request)
    case = get_case_for(user, reference)
    record_view(case.submission.subject_key, by=user, what="receipt")
    return pdf(receipt_pdf(case.submission), f"receipt-{case.reference}.pdf")


def letter(request: HttpRequest, reference: str) -> HttpResponse:
    user = user_of(request)
    case = get_case_for(user, reference)
    record_view(case.submission.subject_key, by=user, what="letter")
    try:
        content = decision_letter(case)
    except NoLetterError:
        raise Http404 from None
    return pdf(content, f"letter-{case.reference}.pdf")


def licence(request: HttpRequest, reference: str) -> HttpResponse:
    user = user_of(request)
    case = get_case_for(user, reference)
    if case.permit is None:
        raise Http404
    record_view(case.submission.subject_key, by=user, what="licence")
    return pdf(licence_pdf(case.permit, case.submission.language), f"licence-{case.permit.code}.pdf")


def log(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = LogForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        return redirect("desk:logged", reference=form.save().reference)
    return render(request, "cases/admin/log.html", {**head(_("Log a matter")), "form": form})


def logged(request: HttpRequest, reference: str) -> HttpResponse:
    """Reference and tracking code, to be told to the sender by who logged the matter."""
    user = user_of(request)
    submission = get_object_or_404(Submission.objects.filter(logged_by=user), reference=reference)
    record_view(submission.subject_key, by=user, what="secret")
    is_mine = Case.objects.visible_to(user).filter(submission=submission).exists()
    context = {**head(_("The matter has been entered")), "submission": submission, "is_mine": is_mine}
    return render(request, "cases/admin/logged.html", context)


def logged_receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """To be printed by who logged the matter, also when another unit has it."""
    user = user_of(request)
    submission = get_object_or_404(Submission.objects.filter(logged_by=user), reference=reference)
    record_view(submission.subject_key, by=user, what="receipt")
    return pdf(receipt_pdf(submission), f"receipt-{submission.reference}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def redirect_to(user: User, case: Case) -> HttpResponse:
    """To the matter, or to the queue when it is not one's own any more."""
    if Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return redirect("desk:case", reference=case.reference)
    return redirect("desk:queue")


def head(title: Any, case: Case | None = None) -> dict[str, Any]:
    """What Wagtail's page head wants: title, icon, and the way here."""
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if str(title) != _("Cases"):
        items.append({"url": reverse("desk:queue"), "label": _("Cases")})
    if case and title != case.shown_reference:
        items.append({"url": reverse("desk:case", args=[case.reference]), "label": case.shown_reference})
    items.append({"url": "", "label": str(title)})
    return {"header_title": title, "header_icon": "folder-open-inverse", "breadcrumbs_items": items}

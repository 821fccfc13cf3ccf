from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from letters.signing import certificate_pem
from permits.disclosure import public_permit, public_permits
from permits.licences import licence_pdf
from permits.models import Holder, Permit
from permits.permissions import get_permit_with_licence_for
from permits.verification import MAX_TYPED_CHARS, Finding, Outcome, look_up, look_up_code


@require_safe
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """The box for a code or a number."""
    typed = request.GET.get("q", "").strip()[:MAX_TYPED_CHARS]
    if not typed:
        return _answer(request, "permits/check.html", {})
    found = look_up(typed)
    if found.outcome is not Outcome.FOUND:
        return _not_found(request, typed, found)
    if len(found.permits) == 1:
        return redirect(found.permits[0])
    return _answer(request, "permits/check.html", {"typed": typed, "permits": public_permits(found.permits)})


@require_safe
@never_cache
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR on a licence leads to. Reads the register itself, each time."""
    found = look_up_code(code)
    if found.outcome is not Outcome.FOUND:
        return _not_found(request, code[:MAX_TYPED_CHARS], found)
    permit = found.permits[0]
    if code != permit.code:
        return redirect(permit)
    return _answer(
        request, "permits/verification.html", {"permit": public_permit(permit), "checked_at": timezone.now()}
    )


@require_safe
@never_cache
def licence(request: HttpRequest, code: str) -> HttpResponse:
    """The signed PDF file, in the language of the address."""
    permit = get_permit_with_licence_for(request.user, code)
    language = get_language() or settings.LANGUAGE_CODE
    response = HttpResponse(licence_pdf(permit, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="licence-{permit.code}-{language}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """What licences are signed with, to check a file without this site."""
    response = HttpResponse(certificate_pem(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="certificate.pem"'
    return response


@require_safe
@never_cache
def holder(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """All permits of a holder that may be shown under the holder's name."""
    found = get_object_or_404(Holder, key=key)
    permits = Permit.objects.filter(holder=found, permit_type__shows_holder=True).with_parts()
    shown = [public_permit(permit) for permit in permits.prefetch_related("events")]
    if not shown:
        raise Http404
    is_number_shown = not found.is_person and any(permit.holder_number for permit in shown)
    context = {"holder": found, "permits": shown, "number": shown[0].holder_number if is_number_shown else ""}
    return _answer(request, "permits/holder.html", context, is_hidden=found.is_person)


def _not_found(request: HttpRequest, typed: str, found: Finding) -> HttpResponse:
    context = {"typed": typed, "outcome": found.outcome.value}
    return _answer(request, "permits/not_found.html", context, status=404)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200, is_hidden: bool = True
) -> HttpResponse:
    """is_hidden: search engines are asked to keep it out."""
    response = render(request, template, {**context, "is_hidden": is_hidden}, status=status)
    if is_hidden:
        response["X-Robots-Tag"] = "noindex"
    return response

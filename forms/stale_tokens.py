"""A form that was open too long has a stale CSRF token. The check is made in the view, so that what was typed is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:  # type: ignore[override]
        return reason


def is_refused(request: HttpRequest) -> bool:
    """Whether Django's CSRF protection refuses this POST. For a view that is `csrf_exempt`, and answers for itself."""
    check = _Check(_answer)
    check.process_request(request)
    return bool(check.process_view(request, _answer, (), {}))


def _answer(request: HttpRequest) -> HttpResponse:
    """Stands for the view: the check wants to know whether it is exempt."""
    return HttpResponse()

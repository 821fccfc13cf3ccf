"""What every request passes."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def read_text_that_can_be_stored(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Text is read as UTF-8, whatever codec of Python's the request names, and no address holds NUL.

    Browsers send nothing else. What does comes from who tries the doors: utf-7 brings lone surrogates, which no database
    stores and no page can show, rot13 no text at all, and PostgreSQL stores and compares no NUL.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        if "\x00" in request.path_info:
            raise Http404
        return get_response(request)

    return middleware


class SayWhatIsInUse:
    """Deleting what others rest on leads back to the list with the reason, whichever screen of the admin it was asked on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ProtectedError):
            return None
        # Only the kinds are named: the things themselves may be other people's matters.
        kinds = sorted({str(thing._meta.verbose_name_plural) for thing in exception.protected_objects})
        words = {"kinds": get_text_list(kinds, _("and"))}
        messages.error(request, _("Nothing was deleted, because it is still in use by: %(kinds)s.") % words)
        return redirect(_list_of(request))


def _list_of(request: HttpRequest) -> str:
    match = request.resolver_match
    assert match is not None  # a view raised
    label, name = match.kwargs.get("app_label"), match.kwargs.get("model_name")  # of an act on several at once
    views = match.namespace or f"wagtailsnippets_{label}_{name}"
    try:
        return reverse(f"{views}:list")
    except NoReverseMatch:
        return reverse("wagtailadmin_home")

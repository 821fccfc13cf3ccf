"""Who may see what only the one who tries the demo should: somebody on this machine, as with its sign-ins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def is_demo_visitor(request: HttpRequest) -> bool:
    return settings.IS_DEMO and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def for_demo_visitors(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **words: Any) -> HttpResponseBase:
        if not is_demo_visitor(request):
            raise Http404
        return view(request, *arguments, **words)

    return guarded


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from agency.calendars import openings
from catalogue.models import InformationIndexPage, ServiceIndexPage


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """What header and footer of each public page need: the two index pages and the languages. Evaluated when used."""
    return {
        "frame": SimpleLazyObject(lambda: _frame(request)),
    }


def _frame(request: HttpRequest) -> dict[str, Any]:
    site = Site.find_for_request(request)
    home = site.root_page.localized if site else None
    children = list(home.get_children().live().specific()) if home else []
    return {
        "home": home,
        "services": next((page for page in children if isinstance(page, ServiceIndexPage)), None),
        "information": next((page for page in children if isinstance(page, InformationIndexPage)), None),
        "languages": [
            {
                "code": code,
                "name": name,
                "url": translate_url(request.get_full_path(), code),
                "current": code == get_language(),
            }
            for code, name in (("th", "ไทย"), ("en", "English"))
            if code in dict(settings.LANGUAGES)
        ],
        "is_demo": settings.IS_DEMO,
        "openings": SimpleLazyObject(openings),
    }

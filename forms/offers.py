"""The "apply" button on a service page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalogue import offers
from catalogue.fallback import url_for_reader
from catalogue.models import ServicePage
from catalogue.offers import Offer
from forms.models import FormPage


def connect() -> None:
    offers.register(application_offer)


def application_offer(service: ServicePage, request: HttpRequest) -> Offer | None:
    """The live form of the service, in the reader's language where it is translated."""
    pages = FormPage.objects.live().public().select_related("locale")
    of_service = pages.filter(versions__service__translation_key=service.translation_key)
    keys = of_service.values_list("translation_key", flat=True)
    found = {page.locale.language_code: page for page in pages.filter(translation_key__in=list(keys))}
    if settings.LANGUAGE_CODE not in found:
        return None
    page = found.get(get_language() or "", found[settings.LANGUAGE_CODE])
    minutes = ngettext("about %(count)d minute", "about %(count)d minutes", page.minutes) % {"count": page.minutes}
    hint = _("On this website, %(minutes)s. No account is needed; you can stop and go on later.") % {"minutes": minutes}
    return Offer(_("Apply online"), url_for_reader(page, request), hint)

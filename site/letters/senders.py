"""The agency as it stands on top of its letters."""

from typing import Any

from wagtail.models import Locale, Site

from agency.models import AgencySettings
from letters.contents import Sender


def sender_of(settings: AgencySettings, *, language: str) -> Sender:
    """From the agency's settings, in the letter's language where that is translated."""
    office = _in_language(settings.main_office, language)
    agency = _in_language(settings.agency, language)
    contacts = (office.address if office else "", settings.phone, settings.email)
    return Sender(
        name=agency.name if agency else "",
        contacts=tuple(contact for contact in contacts if contact),
        crest=_crest(settings),
    )


def default_sender(*, language: str) -> Sender:
    """The agency of the default site, for letters that are made where there is no request."""
    return sender_of(AgencySettings.for_site(Site.objects.get(is_default_site=True)), language=language)


def _in_language(thing: Any, language: str) -> Any:
    locale = Locale.objects.filter(language_code=language).first()
    return (thing and locale and thing.get_translation_or_none(locale)) or thing


def _crest(settings: AgencySettings) -> bytes | None:
    if settings.crest is None:
        return None
    rendition = settings.crest.get_rendition("max-600x600|format-png")
    with rendition.file.open("rb") as file:
        content: bytes = file.read()
    return content

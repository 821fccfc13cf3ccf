"""Pages that are not translated yet are shown in the source language, under the reader's own address."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult


class SourceLanguageFallback:
    """Mixin for a page with children: an address without a live translation leads to the live source page.

    The template of the child says on top that the page is not translated (see base.html).
    """

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        try:
            return super().route(request, path_components)  # type: ignore[misc]
        except Http404:
            source = self.get_translation_or_none(Locale.get_default()) if path_components else None
            if source is None or source.pk == self.pk or not source.live:
                raise
            return source.specific.route(request, path_components)


def in_readers_language(pages: Iterable[Page]) -> list[Page]:
    """The live ones of these pages, each in the active language where it is translated and live. One query."""
    shown = [page for page in pages if page.live]
    if not shown:
        return []
    translations = type(shown[0]).objects.live().public().filter(locale=Locale.get_active())
    by_key = {
        page.translation_key: page
        for page in translations.filter(translation_key__in=[page.translation_key for page in shown]).select_related(
            "locale"
        )
    }
    return [by_key.get(page.translation_key, page) for page in shown]


def url_for_reader(page: Page, request: HttpRequest | None = None) -> str:
    """The page's address in the language that is active, whether or not the page is translated.

    Slugs are the same in all languages, so only the language prefix differs.
    """
    url, own_language, language = page.get_url(request) or "", page.locale.language_code, get_language()
    if language is None or own_language == language:
        return url
    with override(own_language):  # Django reads an address in the language that is active
        return translate_url(url, language)

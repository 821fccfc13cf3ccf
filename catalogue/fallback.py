"""Pages that are not translated yet are shown in the source language, under the reader's own address."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.urls import translate_url
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


def url_for_reader(page: Page, request: HttpRequest | None = None) -> str:
    """The page's address in the language that is active, whether or not the page is translated.

    Slugs are the same in all languages, so only the language prefix differs.
    """
    url = page.get_url(request) or ""
    language = get_language()
    return translate_url(url, language) if language and page.locale.language_code != language else url

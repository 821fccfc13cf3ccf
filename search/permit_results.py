"""Permits among the results: as the register has them at this moment, with the found words marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from permits.disclosure import PublicPermit
from search import services
from search.documents import PERMITS, SearchDocument
from search.engines.base import EngineError
from search.highlights import Highlighter, highlighter_for
from search.query import Filters, SearchQuery
from thai.words import Dictionary

MOST_AMONG_ALL = 3


@dataclass(frozen=True)
class PermitResult:
    """title: the holder's name, or what stands for it, marked."""

    permit: PublicPermit
    title: SafeString
    place: SafeString


@dataclass(frozen=True)
class PermitsFound:
    """The best few permits for a search in everything, and where all of them are."""

    total: int
    results: list[PermitResult]
    url: str


def find_permits(query: SearchQuery, dictionary: Dictionary) -> PermitsFound | None:
    """For the same text as a search for pages; None if no index can be asked."""
    asked = replace(query, group=PERMITS, filters=Filters(), offset=0, limit=MOST_AMONG_ALL, order="")
    try:
        answered, found = services.find(asked)
    except EngineError:
        return None
    results = results_of(services.load_found(found), highlighter_for(answered.asked, dictionary))
    return PermitsFound(found.total, results, f"{reverse('search:permits')}?{urlencode({'q': query.asked.text})}")


def results_of(documents: list[SearchDocument], marker: Highlighter) -> list[PermitResult]:
    return [
        PermitResult(document.subject, marker.mark(document.title), marker.mark(document.subject.place_name))
        for document in documents
    ]

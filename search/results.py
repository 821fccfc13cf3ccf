"""A page of results as the template shows it. No engine is seen from here on."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from search import documents, facets, services, vocabulary
from search.addresses import LAST_PAGE, RESULTS_PER_PAGE, Address
from search.documents import Facts, SearchDocument
from search.engines.base import EngineError
from search.facets import Choice, ChoiceGroup
from search.highlights import Highlighter, highlighter_for
from search.permit_results import PermitsFound, find_permits
from search.query import Asked, Filters, SearchQuery, understand


@dataclass(frozen=True)
class Result:
    """language: of the text, when it is not the reader's."""

    title: SafeString
    url: str
    snippet: SafeString
    kind: str
    facts: Facts
    language: str = ""


@dataclass(frozen=True)
class ResultsPage:
    """results: of kinds that the template knows. permits: the best of the register, on the first page of everything.
    others: how many permits there are besides the `total` of pages, where everything is searched.
    is_ready: whether an index could be asked at all.
    """

    address: Address
    asked: Asked = field(default_factory=Asked)
    total: int = 0
    results: list[Any] = field(default_factory=list)
    tabs: list[Choice] = field(default_factory=list)
    groups: list[ChoiceGroup] = field(default_factory=list)
    others: int = 0
    permits: PermitsFound | None = None
    is_ready: bool = True

    @property
    def is_corrected(self) -> bool:
        """Whether the results are for something else than what was typed."""
        return self.asked.typed is not None

    @property
    def total_of_everything(self) -> int:
        return self.total + self.others

    @property
    def first_number(self) -> int:
        return (self.address.number - 1) * RESULTS_PER_PAGE + 1

    @property
    def literal_url(self) -> str:
        return replace(self.address, is_exact=True, number=1).url

    @property
    def unfiltered_url(self) -> str:
        return replace(self.address, filters=Filters(), number=1).url

    @cached_property
    def pages(self) -> list[tuple[int | None, str]]:
        """Numbers and addresses of pages around this one; a gap has no number. Empty if there is one page only."""
        paginator = Paginator(range(min(self.total, LAST_PAGE * RESULTS_PER_PAGE)), RESULTS_PER_PAGE)
        numbers = paginator.get_elided_page_range(self.address.number, on_each_side=2, on_ends=1)
        pages: list[tuple[int | None, str]] = []
        for number in numbers:
            pages.append((number, self._page(number)) if isinstance(number, int) else (None, ""))
        return pages if paginator.num_pages > 1 else []

    @property
    def previous_url(self) -> str:
        return self._page(self.address.number - 1) if self.address.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self._page(self.address.number + 1) if self.address.number < last_page(self.total) else ""

    def _page(self, number: int) -> str:
        return replace(self.address, number=number).url


def last_page(total: int) -> int:
    return max(1, min(-(-total // RESULTS_PER_PAGE), LAST_PAGE))


def find_results(address: Address, request: HttpRequest) -> ResultsPage:
    """What the reader who asks gets to see. A number past the last page gives the last one."""
    words = vocabulary.current()
    locale = get_language() or ""
    query = SearchQuery(
        locale=locale,
        asked=understand(address.typed, words, is_exact=address.is_exact),
        filters=address.filters,
        offset=(address.number - 1) * RESULTS_PER_PAGE,
        limit=RESULTS_PER_PAGE,
    )
    try:
        query, result = services.find(query)
    except EngineError:
        return ResultsPage(address, is_ready=False)
    if result.total and address.number > last_page(result.total):
        return find_results(replace(address, number=last_page(result.total)), request)
    shown = services.load_found(result)
    permits = find_permits(query, words.dictionary)
    is_everything = bool(permits and query.asked.text and not address.filter_fields)
    others = permits.total if permits and is_everything else 0
    return ResultsPage(
        address=address,
        asked=query.asked,
        total=result.total,
        results=_results(shown, highlighter_for(query.asked, words.dictionary), locale, request),
        others=others,
        tabs=[
            *facets.tabs(address, result.facets, others=others),
            *([facets.permits_tab(permits.total, permits.url)] if permits else []),
        ],
        permits=permits if is_everything and address.number == 1 else None,
        groups=facets.groups(address, result.facets, locale),
    )


def _results(shown: list[SearchDocument], marker: Highlighter, locale: str, request: HttpRequest) -> list[Result]:
    return [
        Result(
            title=marker.mark(document.title),
            url=documents.url_for_reader(document, request),
            snippet=marker.snippet(document.summary, document.body),
            kind=document.kind,
            facts=document.facts,
            language=document.locale if document.locale != locale else "",
        )
        for document in shown
    ]

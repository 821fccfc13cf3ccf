"""Documents and questions for tests of search."""

from collections.abc import Iterable
from typing import Any

from search.changes import Position
from search.documents import SearchDocument
from search.engines.base import Engine, SearchResult
from search.query import Filters, SearchQuery, understand
from search.vocabulary import Vocabulary

START = Position(0, 0, "2026-01-01T00:00:00+00:00")


def make_document(slug: str, **values: Any) -> SearchDocument:
    return SearchDocument(
        **{
            "key": f"page:{slug}",
            "kind": "service",
            "locale": "th",
            "shown_in": ("th", "en"),
            "slug": slug,
            "title": "บริการ",
            **values,
        }
    )


def build(engine: Engine, *documents: SearchDocument) -> None:
    engine.rebuild(documents, START, lambda number: None)


def ask(
    engine: Engine, text: str, *, locale: str = "th", vocabulary: Vocabulary | None = None, **limits: Any
) -> SearchResult:
    window = {name: limits.pop(name) for name in ("offset", "limit", "order") if name in limits}
    asked = understand(text, vocabulary or Vocabulary())
    return engine.search(SearchQuery(locale, asked, Filters(**limits), group=engine.group, **window))


def slugs(result: SearchResult) -> list[str]:
    return [hit.slug for hit in result.hits]


def keys(documents: Iterable[SearchDocument]) -> list[str]:
    return [document.key for document in documents]

"""Searching: the engine that answers, and what is found as a reader may see it."""

import logging
import time
from dataclasses import replace

from search import documents, engines
from search.documents import SearchDocument
from search.engines.base import Engine, EngineError, SearchResult
from search.query import SearchQuery

logger = logging.getLogger(__name__)

PAUSE_AFTER_FAILURE_SECONDS = 10


class _Breaker:
    """After a failure Elasticsearch is left alone for a while: readers should not wait for it again and again."""

    def __init__(self) -> None:
        self.closed_until = 0.0
        self.is_out = False

    def allows(self) -> bool:
        return time.monotonic() >= self.closed_until

    def failed(self, error: EngineError) -> None:
        if not self.is_out:
            logger.error("Searches are answered by the embedded engine. %s", error)
        self.is_out = True
        self.closed_until = time.monotonic() + PAUSE_AFTER_FAILURE_SECONDS

    def succeeded(self) -> None:
        if self.is_out:
            logger.warning("Searches are answered by Elasticsearch again.")
        self.is_out = False


breaker = _Breaker()


def find(query: SearchQuery, engine: Engine | None = None) -> tuple[SearchQuery, SearchResult]:
    """What the engine finds, and the query that was answered.

    When the text as corrected finds nothing, the text as typed is searched for: the correction was a guess. Without an
    engine named, Elasticsearch answers if there is one, else the embedded engine. Raises EngineError if none can.
    """
    result = _ask(query, engine)
    if query.asked.typed and not result.total:
        query = replace(query, asked=query.asked.typed)
        result = _ask(query, engine)
    return query, result


def _ask(query: SearchQuery, engine: Engine | None) -> SearchResult:
    if engine:
        return engine.search(query)
    cluster = engines.elasticsearch_engine(query.group)
    if cluster and breaker.allows():
        try:
            result = cluster.search(query)
        except EngineError as error:
            breaker.failed(error)
        else:
            breaker.succeeded()
            return result
    return engines.embedded_engine(query.group).search(query)


def load_found(result: SearchResult) -> list[SearchDocument]:
    """The documents of the hits, in their order, as the database has them now.

    What has been unpublished since the index was written is left out.
    """
    found = documents.load(hit.key for hit in result.hits)
    return [found[hit.key] for hit in result.hits if hit.key in found]

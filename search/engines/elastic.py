"""Elasticsearch, by one alias that leads to the index that answers now.

    sala                              settings.SEARCH_INDEX_NAME, an alias; searches go here
    sala-20270312t101500123456        one index; how far it has followed the log is in its mapping's _meta
    sala-20270312t101500123456-write  an alias of that index: writing by it cannot create an index by mistake

Only what the core server has is used: `whitespace` analyzer, terms aggregations, aliases, bulk.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import BulkIndexError, streaming_bulk
from elasticsearch_dsl import Document, Index, Keyword, Text

from search import analysis, vocabulary
from search.changes import Position
from search.documents import PAGES, SearchDocument
from search.engines import elastic_query
from search.engines.base import EngineError, IndexMissingError, IndexState, Progress, SearchResult
from search.engines.terms import fields_of
from search.query import SearchQuery

WRITE_TIMEOUT_SECONDS = 30


class IndexedDocument(Document):
    """The fields of terms.py, for the mapping."""

    key = Keyword()
    slug = Keyword(index=False)
    sort = Keyword()
    kind = Keyword()
    owner = Keyword()
    shown_in = Keyword()
    topics = Keyword()
    audiences = Keyword()
    life_events = Keyword()
    permit_type = Keyword()
    permit_status = Keyword()
    province = Keyword()
    district = Keyword()
    subdistrict = Keyword()
    issued_year = Keyword()
    numbers = Keyword()
    number_order = Keyword()
    date_order = Keyword()
    words = Text(analyzer="whitespace", index_options="freqs")
    grams = Text(analyzer="whitespace", index_options="freqs")
    name_grams = Text(analyzer="whitespace", index_options="freqs")


class ElasticEngine:
    name = "elasticsearch"

    def __init__(self, urls: list[str], index_name: str, timeout_seconds: float, group: str = PAGES) -> None:
        self.group = group
        self._alias = index_name
        self._client = Elasticsearch(urls, request_timeout=timeout_seconds, max_retries=len(urls) - 1)
        self._writing = self._client.options(request_timeout=WRITE_TIMEOUT_SECONDS, max_retries=2)

    def search(self, query: SearchQuery) -> SearchResult:
        with _answering():
            return elastic_query.run(self._client, self._alias, query)

    def state(self) -> IndexState:
        return self._state_of(self._current())

    def apply(self, upserts: Iterable[SearchDocument], deletes: Iterable[str], position: Position) -> None:
        index = self._current()
        digest = self._state_of(index).digest
        dictionary = vocabulary.current().dictionary
        indexed = ({"_id": doc.key, "_source": fields_of(doc, dictionary)} for doc in upserts)
        deleted = ({"_op_type": "delete", "_id": key} for key in deletes)
        with _answering():
            for is_done, answer in streaming_bulk(
                self._writing, _to(index, chain(indexed, deleted)), raise_on_error=False, refresh=True
            ):
                _refuse_unless(is_done, answer)
            self._write_state(index, IndexState(position, digest))

    def rebuild(self, documents: Iterable[SearchDocument], position: Position, progress: Progress) -> None:
        dictionary = vocabulary.current().dictionary
        name = f"{self._alias}-{datetime.now(UTC):%Y%m%dt%H%M%S%f}"
        with _answering():
            self._create(name)
            actions = ({"_id": doc.key, "_source": fields_of(doc, dictionary)} for doc in documents)
            # Not parallel_bulk: it reads the documents in a thread of its own, so with a second database connection.
            done = streaming_bulk(self._writing, _to(name, actions), chunk_size=200)
            for number, _ in enumerate(done, start=1):
                progress(number)
            self._writing.indices.put_settings(index=name, settings={"refresh_interval": None})
            self._writing.indices.refresh(index=name)
            self._write_state(name, IndexState(position, analysis.digest(dictionary)))
            self._switch_to(name)

    def close(self) -> None:
        self._client.close()

    def delete_all(self) -> None:
        """Remove alias and indexes: for indexes made to try something."""
        with _answering():
            for name in self._names():
                self._writing.indices.delete(index=name)

    def _current(self) -> str:
        with _answering():
            return next(iter(self._client.indices.get_alias(name=self._alias)))

    def _state_of(self, index: str) -> IndexState:
        with _answering():
            meta = self._client.indices.get_mapping(index=index)[index]["mappings"].get("_meta", {})
        try:
            return IndexState(Position(**meta["position"]), meta["digest"])
        except (KeyError, TypeError) as error:
            raise IndexMissingError(f"The index {index} does not say how current it is.") from error

    def _write_state(self, index: str, state: IndexState) -> None:
        self._writing.indices.put_mapping(index=index, meta=asdict(state))

    def _create(self, name: str) -> None:
        index = Index(name, using=self._writing)
        index.document(IndexedDocument)
        # Copies appear by themselves as soon as the cluster has a second node.
        index.settings(number_of_shards=1, auto_expand_replicas="0-1", refresh_interval="-1")
        index.aliases(**{_write_alias(name): {}})
        index.create()

    def _switch_to(self, name: str) -> None:
        """Readers go over in one step; then the other indexes are deleted."""
        others = [other for other in self._names() if other != name]
        removals = [{"remove_index": {"index": other}} for other in others]
        self._writing.indices.update_aliases(actions=[{"add": {"index": name, "alias": self._alias}}, *removals])

    def _names(self) -> list[str]:
        ours = re.compile(rf"{re.escape(self._alias)}-\d{{8}}t\d{{12}}")
        return [name for name in self._client.indices.get_alias().body if ours.fullmatch(name)]


def _write_alias(index: str) -> str:
    return f"{index}-write"


def _to(index: str, actions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for action in actions:
        yield {**action, "_index": _write_alias(index), "require_alias": True}


def _refuse_unless(is_done: bool, answer: dict[str, Any]) -> None:
    """Deleting a document that is not there is no failure; a missing index is."""
    if not is_done and answer.get("delete", {}).get("result") != "not_found":
        raise EngineError(f"Elasticsearch refused a change: {answer}")


@contextmanager
def _answering() -> Iterator[None]:
    """Turns the client's errors into the engine's."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissingError(f"Elasticsearch does not have the index: {error.message}") from error
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineError(f"Elasticsearch does not answer as expected: {str(error)[:300]}") from error

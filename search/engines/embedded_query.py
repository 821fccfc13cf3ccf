"""Schema, documents and queries of the embedded engine, as tantivy knows them."""

from typing import Any

import tantivy
from tantivy import Occur, Query

from search import ranking
from search.documents import SearchDocument
from search.engines.base import MAX_FACET_VALUES, Hit, SearchResult
from search.engines.terms import FILTERED, SEARCHED, fields_of
from search.query import FACETS, SearchQuery
from thai.words import Dictionary


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "slug"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("sort", tokenizer_name="raw", fast=True, index_option="basic")
    for name in FILTERED:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    for name in SEARCHED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


SCHEMA = _schema()


def tantivy_document(document: SearchDocument, dictionary: Dictionary) -> Any:
    made = tantivy.Document()
    for name, value in fields_of(document, dictionary).items():
        for text in [value] if isinstance(value, str) else value:
            made.add_text(name, text)
    return made


def run(searcher: Any, query: SearchQuery) -> SearchResult:
    wanted = _matching(query)
    filters = {facet: _any_of(facet, getattr(query.filters, facet)) for facet in FACETS}
    narrowed = _all_of([wanted, *(found for found in filters.values() if found)])
    if query.is_browsing:
        found = searcher.search(
            narrowed, query.limit, offset=query.offset, order_by_field="sort", order=tantivy.Order.Asc
        )
    else:
        found = searcher.search(narrowed, query.limit, offset=query.offset)
    return SearchResult(
        hits=[_hit(searcher, score, address) for score, address in found.hits],
        total=found.count,
        facets={facet: _counts(searcher, wanted, filters, facet) for facet in FACETS},
    )


def _hit(searcher: Any, score: object, address: Any) -> Hit:
    stored = searcher.doc(address)
    return Hit(stored["key"][0], stored["slug"][0], score if isinstance(score, float) else 0.0)


def _counts(searcher: Any, wanted: Any, filters: dict[str, Any], facet: str) -> dict[str, int]:
    others = [found for name, found in filters.items() if found and name != facet]
    terms = {facet: {"terms": {"field": facet, "size": MAX_FACET_VALUES}}}
    buckets = searcher.aggregate(_all_of([wanted, *others]), terms)[facet]["buckets"]
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}


def _matching(query: SearchQuery) -> Any:
    """What is asked for and may be shown to this reader, with its score."""
    shown = _unscored(_term("shown_in", query.locale))
    if query.is_browsing:
        return shown
    scored = [
        (Occur.Should, Query.boost_query(_term(clause.field, clause.term), clause.weight))
        for clause in ranking.clauses(query.asked)
    ]
    required = [
        Query.boolean_query(
            [(Occur.Should, _term(requirement.field, term)) for term in requirement.terms],
            minimum_number_should_match=requirement.at_least,
        )
        for requirement in ranking.requirements(query.asked)
    ]
    if not required:
        return Query.empty_query()
    enough = _unscored(Query.boolean_query([(Occur.Should, one) for one in required]))
    return Query.boolean_query([(Occur.Must, shown), (Occur.Must, enough), *scored])


def _term(field: str, value: str) -> Any:
    return Query.term_query(SCHEMA, field, value, "basic" if field in FILTERED else "freq")


def _any_of(field: str, values: tuple[str, ...]) -> Any:
    return Query.boolean_query([(Occur.Should, _unscored(_term(field, value))) for value in values]) if values else None


def _all_of(queries: list[Any]) -> Any:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _unscored(query: Any) -> Any:
    return Query.const_score_query(query, 0.0)

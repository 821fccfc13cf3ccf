"""Schema, documents and queries of the embedded engine, as tantivy knows them."""

from typing import Any

import tantivy
from tantivy import Occur, Query

from search import ranking
from search.documents import SearchDocument
from search.engines.base import MAX_FACET_VALUES, Hit, SearchResult
from search.engines.terms import FILTERED, SEARCHED, SORTED, fields_of
from search.query import SearchQuery
from thai.words import Dictionary


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "slug"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*SORTED, *FILTERED):
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field("numbers", tokenizer_name="raw", index_option="basic")
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
    chosen = {facet: _any_of(facet, values) for facet in query.facets if (values := getattr(query.filters, facet))}
    narrowed = _all_of([wanted, *chosen.values()])
    order = {}
    if query.sorted_by:
        direction = tantivy.Order.Desc if query.is_descending else tantivy.Order.Asc
        order = {"order_by_field": query.sorted_by, "order": direction}
    found = searcher.search(narrowed, query.limit, offset=query.offset, **order)
    return SearchResult(
        hits=[_hit(searcher, score, address) for score, address in found.hits],
        total=found.count,
        facets=_facets(searcher, query, wanted, chosen),
    )


def _hit(searcher: Any, score: object, address: Any) -> Hit:
    stored = searcher.doc(address)
    return Hit(stored["key"][0], stored["slug"][0], score if isinstance(score, float) else 0.0)


def _facets(searcher: Any, query: SearchQuery, wanted: Any, chosen: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Counts of each facet's values, as if its own filter were not set: one pass for those that have none."""
    free = [facet for facet in query.facets if facet not in chosen]
    counts = _counts(searcher, _all_of([wanted, *chosen.values()]), free)
    for facet in chosen:
        others = [found for name, found in chosen.items() if name != facet]
        counts |= _counts(searcher, _all_of([wanted, *others]), [facet])
    return {facet: counts[facet] for facet in query.facets}


def _counts(searcher: Any, narrowed: Any, facets: list[str]) -> dict[str, dict[str, int]]:
    terms = {facet: {"terms": {"field": facet, "size": MAX_FACET_VALUES}} for facet in facets}
    found = searcher.aggregate(narrowed, terms) if terms else {}
    return {facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet]["buckets"]} for facet in facets}


def _matching(query: SearchQuery) -> Any:
    """What is asked for and may be shown to this reader, with its score."""
    shown = _unscored(_term("shown_in", query.locale))
    if query.is_browsing:
        return shown
    scored = [(Occur.Should, _scored(clause)) for clause in ranking.clauses(query.asked)]
    required = [
        Query.boolean_query(
            [(Occur.Should, _term(requirement.field, term)) for term in requirement.terms],
            minimum_number_should_match=requirement.at_least,
        )
        for requirement in ranking.requirements(query.asked, query.group)
    ]
    if not required:
        return Query.empty_query()
    enough = _unscored(Query.boolean_query([(Occur.Should, one) for one in required]))
    return Query.boolean_query([(Occur.Must, shown), (Occur.Must, enough), *scored])


def _scored(clause: ranking.Clause) -> Any:
    term = _term(clause.field, clause.term)
    return (
        Query.boost_query(term, clause.weight)
        if clause.field in SEARCHED
        else Query.const_score_query(term, clause.weight)
    )


def _term(field: str, value: str) -> Any:
    return Query.term_query(SCHEMA, field, value, "freq" if field in SEARCHED else "basic")


def _any_of(field: str, values: tuple[str, ...]) -> Any:
    return Query.boolean_query([(Occur.Should, _unscored(_term(field, value))) for value in values]) if values else None


def _all_of(queries: list[Any]) -> Any:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _unscored(query: Any) -> Any:
    return Query.const_score_query(query, 0.0)

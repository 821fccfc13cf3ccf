"""Queries for Elasticsearch: what embedded_query.py does, said in its words."""

from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch_dsl import Q, Search

from search import ranking
from search.engines.base import MAX_FACET_VALUES, Hit, SearchResult
from search.engines.terms import SEARCHED
from search.query import SearchQuery


def run(client: Elasticsearch, index: str, query: SearchQuery) -> SearchResult:
    filters = {facet: getattr(query.filters, facet) for facet in query.facets}
    search = Search(using=client, index=index).query(_matching(query)).source(["key", "slug"])
    search = search.post_filter(_filter(filters)).extra(track_total_hits=True)
    direction = "-" if query.is_descending else ""
    search = search.sort(f"{direction}{query.sorted_by}" if query.sorted_by else "_score", "key")
    for facet in query.facets:
        others = {name: values for name, values in filters.items() if name != facet}
        narrowed = search.aggs.bucket(facet, "filter", filter=_filter(others))
        narrowed.bucket("values", "terms", field=facet, size=MAX_FACET_VALUES)
    found = search[query.offset : query.offset + query.limit].execute()
    return SearchResult(
        hits=[Hit(hit.key, hit.slug, hit.meta.score or 0.0) for hit in found],
        total=found.hits.total.value,
        facets={
            facet: {bucket.key: bucket.doc_count for bucket in found.aggregations[facet]["values"].buckets}
            for facet in query.facets
        },
    )


def _matching(query: SearchQuery) -> Any:
    """What is asked for and may be shown to this reader, with its score."""
    shown = Q("term", shown_in=query.locale)
    if query.is_browsing:
        return Q("bool", filter=[shown])
    scored = [_scored(clause) for clause in ranking.clauses(query.asked)]
    required = [
        Q(
            "bool",
            should=[Q("term", **{requirement.field: term}) for term in requirement.terms],
            minimum_should_match=requirement.at_least,
        )
        for requirement in ranking.requirements(query.asked, query.group)
    ]
    if not required:
        return Q("match_none")
    return Q("bool", filter=[shown, Q("bool", should=required, minimum_should_match=1)], should=scored)


def _scored(clause: ranking.Clause) -> Any:
    if clause.field in SEARCHED:
        return Q("term", **{clause.field: {"value": clause.term, "boost": clause.weight}})
    return Q("constant_score", filter=Q("term", **{clause.field: clause.term}), boost=clause.weight)


def _filter(filters: dict[str, tuple[str, ...]]) -> Any:
    return Q("bool", filter=[Q("terms", **{name: list(values)}) for name, values in filters.items() if values])

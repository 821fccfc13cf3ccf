"""The fields of an index, the same in both engines."""

from search import analysis
from search.documents import PERMITS, SearchDocument
from search.query import FACETS
from thai.collation import sort_key
from thai.words import Dictionary

SEARCHED = ("words", "grams", "name_grams")
FILTERED = ("kind", "topics", "audiences", "life_events", "owner", "shown_in", *FACETS[PERMITS])
SORTED = ("sort", "number_order", "date_order")


def fields_of(document: SearchDocument, dictionary: Dictionary) -> dict[str, str | list[str]]:
    """`sort` orders what is browsed: the agency's own first, then by title as Thai dictionaries do."""
    return {
        "key": document.key,
        "slug": document.slug,
        "sort": f"{'0' if document.owner == 'own' else '1'}{sort_key(document.title)}",
        "kind": document.kind,
        "owner": document.owner,
        "shown_in": list(document.shown_in),
        "topics": list(document.topics),
        "audiences": list(document.audiences),
        "life_events": list(document.life_events),
        **{facet: getattr(document, facet) for facet in FACETS[PERMITS] if getattr(document, facet)},
        "numbers": list(document.numbers),
        "number_order": document.number_order,
        "date_order": document.date_order,
        **analysis.analyse(document, dictionary),
    }

"""What a reader asked, understood: words, pieces of words, synonyms, filters."""

from dataclasses import dataclass, field
from typing import Optional

from search import analysis
from search.compounds import parts_of
from search.documents import PAGES, PERMITS
from search.numbers import numbers_in
from search.vocabulary import Vocabulary
from thai.keyboard import looks_mistyped
from thai.words import cut

MAX_QUERY_CHARS = 200
"""Longer texts are cut off: a person does not type them, and engines limit the number of terms."""

MAX_EXPANSIONS = 10

ORDERS = {"name": "sort", "number": "number_order", "newest": "date_order"}
"""What lists may be sorted by, and the field of the index. The newest come first, the others rise."""


@dataclass(frozen=True)
class Filters:
    """What the results are narrowed to. Values of one field are alternatives; empty means no limit."""

    kind: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    permit_type: tuple[str, ...] = ()
    permit_status: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    subdistrict: tuple[str, ...] = ()
    issued_year: tuple[str, ...] = ()


FACETS = {
    PAGES: ("kind", "topics", "audiences", "life_events", "owner"),
    PERMITS: ("permit_type", "permit_status", "province", "district", "subdistrict", "issued_year"),
}
"""Which filters the documents of a group have, and which values are counted."""


@dataclass(frozen=True)
class Asked:
    """The terms of a text.

    simple_words: the words, with compounds taken apart (see compounds.py).
    expansions: for each synonym that applies, the words that are looked for as well.
    numbers: what may be a number of a permit, as a key.
    typed: what was typed, when `text` is what was meant instead.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    simple_words: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    expansions: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[str, ...] = ()
    typed: Optional["Asked"] = None


@dataclass(frozen=True)
class SearchQuery:
    """`locale` is the reader's language. With nothing asked, everything is listed.

    order: a field of `ORDERS`; empty for the best first, or by title where nothing is asked.
    """

    locale: str
    asked: Asked = field(default_factory=Asked)
    filters: Filters = field(default_factory=Filters)
    offset: int = 0
    limit: int = 10
    group: str = PAGES
    order: str = ""

    @property
    def facets(self) -> tuple[str, ...]:
        return FACETS[self.group]

    @property
    def is_browsing(self) -> bool:
        return not self.asked.text

    @property
    def sorted_by(self) -> str:
        """A field of the index; empty where the best come first."""
        return ORDERS.get(self.order, "sort" if self.is_browsing else "")

    @property
    def is_descending(self) -> bool:
        return self.order == "newest"


def understand(typed: str, vocabulary: Vocabulary, *, is_exact: bool = False) -> Asked:
    """From text to terms: folding, keyboard layout, cutting, synonyms. With `is_exact` the layout is not mended."""
    typed = typed[:MAX_QUERY_CHARS].strip()
    meant = None if is_exact else looks_mistyped(typed, vocabulary.dictionary)
    asked = _terms(typed, vocabulary)
    return _terms(meant, vocabulary, typed=asked) if meant else asked


def _terms(text: str, vocabulary: Vocabulary, typed: Asked | None = None) -> Asked:
    words = cut(text, vocabulary.dictionary)
    simple = [part for word in words for part in parts_of(word, vocabulary.dictionary) or (word,)]
    return Asked(
        text=text,
        words=tuple(dict.fromkeys(words)),
        simple_words=tuple(dict.fromkeys(simple)),
        grams=tuple(dict.fromkeys(analysis.grams(text)))[:MAX_QUERY_CHARS],
        expansions=tuple(vocabulary.expansions(words))[:MAX_EXPANSIONS],
        numbers=numbers_in(text),
        typed=typed,
    )

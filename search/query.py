"""What a reader asked, understood: words, pieces of words, synonyms, filters."""

from dataclasses import dataclass, field
from typing import Optional

from search import analysis
from search.compounds import parts_of
from search.vocabulary import Vocabulary
from thai.keyboard import looks_mistyped
from thai.words import cut

MAX_QUERY_CHARS = 200
"""Longer texts are cut off: a person does not type them, and engines limit the number of terms."""

MAX_EXPANSIONS = 10


@dataclass(frozen=True)
class Filters:
    """What the results are narrowed to. Values of one field are alternatives; empty means no limit."""

    kind: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()


FACETS = tuple(Filters.__dataclass_fields__)


@dataclass(frozen=True)
class Asked:
    """The terms of a text.

    simple_words: the words, with compounds taken apart (see compounds.py).
    expansions: for each synonym that applies, the words that are looked for as well.
    typed: what was typed, when `text` is what was meant instead.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    simple_words: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    expansions: tuple[tuple[str, ...], ...] = ()
    typed: Optional["Asked"] = None


@dataclass(frozen=True)
class SearchQuery:
    """`locale` is the reader's language. With nothing asked, everything is listed."""

    locale: str
    asked: Asked = field(default_factory=Asked)
    filters: Filters = field(default_factory=Filters)
    offset: int = 0
    limit: int = 10

    @property
    def is_browsing(self) -> bool:
        return not self.asked.text


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
        typed=typed,
    )

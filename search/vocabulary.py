"""The words and synonyms that editors have added, ready for use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from search.models import DictionaryWord, Synonym
from thai.words import DEFAULT, Dictionary, cut


@dataclass(frozen=True)
class Vocabulary:
    """`synonyms` maps the words of a term to the words that are to be found as well."""

    dictionary: Dictionary = DEFAULT
    synonyms: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def expansions(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        """What the synonyms add to these words; each thing once."""
        found = dict.fromkeys(means for term, means in self.synonyms if _has_phrase(words, term))
        yield from found


def current() -> Vocabulary:
    """The vocabulary as the database has it now: two small queries, unless it was changed."""
    state = tuple(
        tuple(model.objects.aggregate(Count("pk"), Max("pk"), Max("changed_at")).values())
        for model in (DictionaryWord, Synonym)
    )
    return _vocabulary(state)


@lru_cache(maxsize=1)
def _vocabulary(state: tuple[object, ...]) -> Vocabulary:
    words = frozenset(DictionaryWord.objects.values_list("word", flat=True))
    dictionary = Dictionary(words) if words else DEFAULT
    pairs = []
    for synonym in Synonym.objects.order_by("pk"):
        term, means = tuple(cut(synonym.term, dictionary)), tuple(cut(synonym.means, dictionary))
        pairs.append((term, means))
        if synonym.is_two_way:
            pairs.append((means, term))
    return Vocabulary(dictionary, tuple((term, means) for term, means in pairs if term and means))


def _has_phrase(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[start : start + size]) == phrase for start in range(len(words) - size + 1))

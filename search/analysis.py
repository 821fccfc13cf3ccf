"""From text to what is indexed and asked for. Both engines get the same terms, joined by spaces."""

import hashlib
import inspect
from functools import lru_cache

from search import compounds, numbers, ranking, spelling
from search.compounds import parts_of
from search.documents import SearchDocument
from thai import text as thai_text
from thai import words as thai_words
from thai.ngrams import character_ngrams
from thai.words import Dictionary, cut

GRAM_SIZE = 4
SCHEMA_VERSION = 2
"""Raise it when the indexes get other fields."""


def grams(text: str) -> list[str]:
    """Overlapping pieces of the text as it sounds: they find what is misspelt or cut differently."""
    return character_ngrams(spelling.as_it_sounds(text), GRAM_SIZE)


def words_of(text: str, dictionary: Dictionary) -> list[str]:
    """The words of a text, each followed by the words it is made of."""
    return [part for word in cut(text, dictionary) for part in (word, *parts_of(word, dictionary))]


def analyse(document: SearchDocument, dictionary: Dictionary) -> dict[str, str]:
    """The three texts of a document that are searched.

    `words` holds each part as often as `ranking.REPEATS` says: so one BM25 score weighs the parts, their lengths
    and the rarity of a word together (as BM25F does), and it is the same score in both engines.
    """
    parts = {
        "title": [document.title],
        "names": document.names,
        "keywords": document.keywords,
        "summary": [document.summary],
        "body": [document.body],
    }
    words: list[str] = []
    for part, repeats in ranking.REPEATS.items():
        words += [word for text in parts[part] for word in words_of(text, dictionary)] * repeats
    named = [*parts["title"], *parts["names"], *parts["keywords"]]
    name_grams = [gram for text in named for gram in grams(text)]
    other_grams = [gram for text in (document.summary, document.body) for gram in grams(text)]
    return {
        "words": " ".join(words),
        "name_grams": " ".join(name_grams),
        "grams": " ".join(name_grams + other_grams),
    }


@lru_cache(maxsize=2)
def digest(dictionary: Dictionary) -> str:
    """The same as long as texts are analysed in the same way: an index with another digest is to be built anew."""
    code = [inspect.getsource(module) for module in (compounds, numbers, spelling, thai_text, thai_words)]
    facts = [SCHEMA_VERSION, dictionary.digest, GRAM_SIZE, ranking.REPEATS, inspect.getsource(analyse), *code]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]

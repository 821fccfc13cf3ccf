"""What makes a document come first, written down once for both engines.

Measured on 240 paragraphs with 1,190 questions (XQuAD-th) and on the 205 demo services; docs/benchmarks.md has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from search.documents import PAGES, PERMITS

if TYPE_CHECKING:
    from search.query import Asked

REPEATS = {"title": 4, "names": 4, "keywords": 3, "summary": 2, "body": 1}
"""How often each part of a document counts in its `words`."""

WORD_WEIGHT = 1.0
EXPANSION_WEIGHT = 0.5
PART_WEIGHT = 0.3
NUMBER_WEIGHT = 100.0
"""Whoever types the number of a permit wants that permit."""
GRAM_WEIGHTS = {"grams": 0.15, "name_grams": 0.3}

MIN_SHARE_OF_WORDS = 0.33
MIN_SHARE_OF_SIMPLE_WORDS = 0.5
MIN_SHARE_OF_GRAMS = 0.17
"""A document is found only if it has one of these shares: of the query's meaningful words, of what they are made of, or
of its character pieces."""

# fmt: off
SMALL_WORDS = frozenset([
    "ที่", "การ", "ของ", "ใน", "และ", "หรือ", "มี", "เป็น", "จะ", "ได้", "ให้", "ไป", "มา", "ไหม", "มั้ย", "อะไร",
    "อย่างไร", "ยังไง", "ต้อง", "ไหน", "ที่ไหน", "เท่าไร", "เท่าไหร่", "กี่", "บ้าง", "ใคร", "ทำไม", "เมื่อไร",
    "เมื่อไหร่", "ครับ", "ค่ะ", "คะ", "อยาก", "แล้ว", "กับ", "จาก", "โดย", "ว่า", "นี้", "นั้น", "ถึง", "ก็", "ถ้า",
    "แต่", "ซึ่ง", "คือ", "อยู่", "ไม่", "ตอน", "วัน", "อัน", "ฉัน", "ผม", "เรา", "the", "an", "of", "to", "in",
    "for", "how", "do", "is", "what", "where", "can", "my", "and", "or", "with",
])
# fmt: on
"""Words that say nothing about the subject. They are searched like any other; matching them alone finds nothing."""


# fmt: off
WORDS_OF_NAMES = frozenset([
    "บริษัท", "จำกัด", "มหาชน", "ห้างหุ้นส่วน", "ห้าง", "หุ้นส่วน", "หจก", "บจก", "ร้าน", "นาย", "นาง", "นางสาว",
    "company", "limited", "co", "ltd", "mr", "mrs", "ms",
])
# fmt: on
"""Half of all names of holders have one of these: in a register they say as little as the small words."""


@dataclass(frozen=True)
class Shares:
    """How much of a query a document must have to be found; the names are those of the constants above."""

    words: float = MIN_SHARE_OF_WORDS
    simple_words: float = MIN_SHARE_OF_SIMPLE_WORDS
    grams: float = MIN_SHARE_OF_GRAMS
    small_words: frozenset[str] = SMALL_WORDS


SHARES = {
    PAGES: Shares(),
    PERMITS: Shares(words=0.6, simple_words=0.75, grams=0.4, small_words=SMALL_WORDS | WORDS_OF_NAMES),
}
"""Who asks for pages describes a wish and may be wrong in half of the words; who asks for a permit knows a name."""


@dataclass(frozen=True)
class Clause:
    """Adds the BM25 score of a term in a field, times the weight; in `numbers`, the weight itself."""

    field: str
    term: str
    weight: float


@dataclass(frozen=True)
class Requirement:
    """At least so many of these terms are in the field. A document is found if any one requirement holds."""

    field: str
    terms: tuple[str, ...]
    at_least: int


def clauses(asked: Asked) -> list[Clause]:
    expanded = dict.fromkeys(word for expansion in asked.expansions for word in expansion)
    return [
        *(Clause("words", word, WORD_WEIGHT) for word in asked.words),
        *(Clause("words", word, PART_WEIGHT) for word in asked.simple_words if word not in asked.words),
        *(Clause("words", word, EXPANSION_WEIGHT) for word in expanded if word not in asked.words),
        *(Clause(field, gram, weight) for field, weight in GRAM_WEIGHTS.items() for gram in asked.grams),
        *(Clause("numbers", number, NUMBER_WEIGHT) for number in asked.numbers),
    ]


def requirements(asked: Asked, group: str = PAGES) -> list[Requirement]:
    shares = SHARES[group]
    return [
        *_share_of("words", _meaningful(asked.words, shares.small_words), shares.words),
        *_share_of("words", _meaningful(asked.simple_words, shares.small_words), shares.simple_words),
        *_share_of("grams", asked.grams, shares.grams),
        *(Requirement("words", expansion, len(expansion)) for expansion in asked.expansions),
        *(Requirement("numbers", (number,), 1) for number in asked.numbers),
    ]


def _meaningful(words: tuple[str, ...], small_words: frozenset[str]) -> tuple[str, ...]:
    """Where single letters were left over the text is misspelt or no language, and short words in it are chance."""
    is_clean = all(len(word) > 1 or word.isdecimal() for word in words)
    subject = tuple(word for word in words if word not in small_words)
    return (subject or words) if is_clean else tuple(word for word in subject if len(word) > 2)


def _share_of(field: str, terms: tuple[str, ...], share: float) -> list[Requirement]:
    return [Requirement(field, terms, ceil(share * len(terms)))] if terms else []

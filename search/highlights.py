"""Found words marked in the original text, whatever engine found them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search import ranking
from search.compounds import parts_of
from search.query import Asked
from thai.words import Dictionary, Span, cut_spans

SNIPPET_CHARS = 220
WORDS_BEFORE_FOUND = 5


def highlighter_for(asked: Asked, dictionary: Dictionary) -> "Highlighter":
    """Marks the words of a query, what they are made of, and their synonyms."""
    words = {*asked.words, *asked.simple_words, *(word for expansion in asked.expansions for word in expansion)}
    return Highlighter(words - ranking.SMALL_WORDS or words, dictionary)


@dataclass(frozen=True)
class Highlighter:
    """`words` as `cut` gives them."""

    words: AbstractSet[str]
    dictionary: Dictionary

    def mark(self, text: str) -> SafeString:
        """The whole text, escaped, with <mark> around found words; neighbours share one."""
        return _marked(text, self._found_in(text))

    def snippet(self, *texts: str) -> SafeString:
        """The part that holds most of the words, from the first text that has as many as any; else how the first begins."""
        windows = [self._best_window(text) for text in texts if text]
        if not windows:
            return SafeString("")
        best = max(windows, key=lambda window: window.score)
        text = best.text[best.start : best.end]
        before = "…" if best.start else ""
        after = "…" if best.end < len(best.text) else ""
        return format_html("{}{}{}", before, self.mark(text), after)

    def _found_in(self, text: str) -> list[Span]:
        return [span for span in cut_spans(text, self.dictionary) if self._found(span)]

    def _found(self, span: Span) -> set[str]:
        """Which of the words this one is, or is made of."""
        return {part for part in (span.text, *parts_of(span.text, self.dictionary)) if part in self.words}

    def _best_window(self, text: str) -> "_Window":
        """The first stretch of SNIPPET_CHARS with the most different words. Its edges lie between words."""
        spans = cut_spans(text, self.dictionary)
        found = {number: words for number, span in enumerate(spans) if (words := self._found(span))}
        best = _window_from(text, spans, 0, found)
        for number in found:
            if spans[number].end > best.end:
                window = _window_from(text, spans, max(number - WORDS_BEFORE_FOUND, 0), found)
                best = window if window.score > best.score else best
        return best


@dataclass(frozen=True)
class _Window:
    text: str
    start: int
    end: int
    score: int


def _window_from(text: str, spans: list[Span], first: int, found: dict[int, set[str]]) -> _Window:
    start = spans[first].start if first else 0
    last, end = first, start
    while last < len(spans) and spans[last].end <= start + SNIPPET_CHARS:
        end = spans[last].end
        last += 1
    if len(text) - start <= SNIPPET_CHARS:
        end = len(text)
    elif last == first:
        end = start + SNIPPET_CHARS
    score = len(set().union(*(found.get(number, set()) for number in range(first, last))))
    return _Window(text, start, end, score)


def _marked(text: str, found: list[Span]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    done = 0
    for start, end in _joined(text, found):
        pieces.append((text[done:start], text[start:end]))
        done = end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marked, text[done:])


def _joined(text: str, found: list[Span]) -> list[tuple[int, int]]:
    """Spans with nothing but spaces between them are one."""
    joined: list[tuple[int, int]] = []
    for span in found:
        if joined and not text[joined[-1][1] : span.start].strip():
            joined[-1] = joined[-1][0], span.end
        else:
            joined.append((span.start, span.end))
    return joined

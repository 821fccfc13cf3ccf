"""Words inside words: the dictionary has เสียภาษี, and who asks for ภาษี means it, too."""

from functools import lru_cache

from thai.words import Dictionary

MIN_PART_CHARS = 2
_THAI = range(0x0E01, 0x0E4F)


@lru_cache(maxsize=100_000)
def parts_of(word: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The fewest known words that make up a Thai word, or nothing if there are none."""
    if len(word) < 2 * MIN_PART_CHARS or ord(word[0]) not in _THAI:
        return ()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(MIN_PART_CHARS, len(word) + 1):
        if word[end : end + 1] and _is_mark(word[end]):
            continue
        for start in range(end - MIN_PART_CHARS + 1):
            before = best[start]
            if before is None or end - start == len(word) or word[start:end] not in dictionary:
                continue
            made = (*before, word[start:end])
            best[end] = min(best[end] or made, made, key=len)
    return best[-1] or ()


def _is_mark(character: str) -> bool:
    """Whether it stands on the letter before it, so that no word begins with it."""
    return character == "\u0e31" or "\u0e34" <= character <= "\u0e3a" or "\u0e47" <= character <= "\u0e4e"

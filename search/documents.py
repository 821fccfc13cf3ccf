"""What is searched: documents, and where documents come from.

To make something else searchable, write a module like page_documents.py and add its source to `sources()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any, Protocol

from django.http import HttpRequest

PAGES, PERMITS = "pages", "permits"
GROUPS = (PAGES, PERMITS)
"""Each group has an index of its own: how often a word comes in permits says nothing about pages, and a register of a
million is built anew without the pages waiting for it."""

BATCH_SIZE = 100
MAX_ID_DIGITS = 19


@dataclass(frozen=True)
class Facts:
    """What a result shows besides the text; not searched."""

    agency: str = ""
    time_limit_days: int | None = None
    is_free: bool = False


@dataclass(frozen=True)
class SearchDocument:
    """One searchable thing in one language.

    key: "page:12".
    shown_in: the languages whose readers find it. A page without a live translation is shown to readers of the other
        languages, too; a translated one only to its own.
    slug: of the page in the source language.
    names: what else it is called, and what its translations are called, so that English finds Thai.
    owner: "own" or "other".
    permit_type to issued_year: of permits; what lists of permits are narrowed to.
    numbers: keys under which a number is found, see search/numbers.py.
    number_order, date_order: what lists may be sorted by, besides the title.
    """

    key: str
    kind: str
    locale: str
    shown_in: tuple[str, ...]
    slug: str
    title: str
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    owner: str = "own"
    permit_type: str = ""
    permit_status: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    issued_year: str = ""
    numbers: tuple[str, ...] = ()
    number_order: str = ""
    date_order: str = ""
    facts: Facts = Facts()
    subject: Any = field(default=None, compare=False, repr=False)


class DocumentSource(Protocol):
    """Where the documents with one prefix of keys come from."""

    prefix: str
    group: str

    def all_ids(self) -> list[int]:
        """Of everything that may give a document."""

    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        """Documents of those that anybody may see now. The number of queries does not depend on the number of ids."""

    def url(self, document: SearchDocument, request: HttpRequest) -> str:
        """Where the reader who asks is sent."""


@cache
def sources() -> dict[str, DocumentSource]:
    from search.page_documents import PageDocuments  # noqa: PLC0415 - needs SearchDocument
    from search.permit_documents import PermitDocuments  # noqa: PLC0415 - needs SearchDocument

    return {source.prefix: source for source in (PageDocuments(), PermitDocuments())}


def sources_of(group: str) -> list[DocumentSource]:
    return [source for source in sources().values() if source.group == group]


def key_of(prefix: str, pk: int) -> str:
    return f"{prefix}:{pk}"


def load(keys: Iterable[str]) -> dict[str, SearchDocument]:
    """The documents with these keys that may be shown. A key that is missing in the answer is to be forgotten."""
    ids: dict[str, list[int]] = {}
    for key in keys:
        prefix, _, pk = key.partition(":")
        if prefix in sources() and pk.isdecimal() and len(pk) < MAX_ID_DIGITS:
            ids.setdefault(prefix, []).append(int(pk))
    found = [document for prefix, some in ids.items() for document in sources()[prefix].load(some)]
    return {document.key: document for document in found}


def load_all(group: str = PAGES) -> Iterator[SearchDocument]:
    for source in sources_of(group):
        ids = iter(source.all_ids())
        while some := list(islice(ids, BATCH_SIZE)):
            yield from source.load(some)


def count(group: str = PAGES) -> int:
    """About how many documents there are, for showing progress."""
    return sum(len(source.all_ids()) for source in sources_of(group))


def is_of(group: str, key: str) -> bool:
    source = sources().get(key.partition(":")[0])
    return source is not None and source.group == group


def url_for_reader(document: SearchDocument, request: HttpRequest) -> str:
    return sources()[document.key.partition(":")[0]].url(document, request)

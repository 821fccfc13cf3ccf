"""What an engine does. Nothing above this line knows which one answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from search.changes import Position
from search.documents import SearchDocument
from search.query import SearchQuery

Progress = Callable[[int], None]
"""Is told how many documents have been indexed so far."""

MAX_FACET_VALUES = 200


class EngineError(Exception):
    """The engine cannot answer or write now; it says why."""


class IndexMissingError(EngineError):
    """There is no index, or it is damaged: it is to be built."""


@dataclass(frozen=True)
class Hit:
    key: str
    slug: str
    score: float


@dataclass(frozen=True)
class SearchResult:
    """facets: for each filter the values with their counts, as if this one filter were not set."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class IndexState:
    """How far an index has followed the log, and how its texts were analysed (see `analysis.digest`)."""

    position: Position
    digest: str


class Engine(Protocol):
    """One index of an engine: it holds the documents of one group."""

    name: str
    group: str

    def search(self, query: SearchQuery) -> SearchResult:
        """Raises EngineError."""

    def state(self) -> IndexState:
        """Of the index that answers now. Raises IndexMissingError if it is missing or damaged."""

    def apply(self, upserts: Iterable[SearchDocument], deletes: Iterable[str], position: Position) -> None:
        """Bring the index to a position. Doing it twice does no harm."""

    def rebuild(self, documents: Iterable[SearchDocument], position: Position, progress: Progress) -> None:
        """Build a new index beside the old one, which answers until it is ready."""

    def close(self) -> None:
        """Let go of locks and connections."""

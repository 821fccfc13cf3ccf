"""The engine inside the site: tantivy, with its index in a folder on this machine.

    index/                          settings.SEARCH_INDEX_DIR; a set of these for each group of documents
      sala-20270312T101500123456/     one index
        state.json                      how far it has followed the log; written after each commit
        damaged                         a reader could not use it: the follower builds another
      sala.current                    the name of the folder that answers; replaced in one step
      sala.building                   locked by whoever is building

Readers look at `sala.current` before each search, so they change over at once. One process writes: tantivy locks the folder.
"""

import fcntl
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy

from search import analysis, vocabulary
from search.changes import Position
from search.documents import PAGES, SearchDocument
from search.engines import embedded_query
from search.engines.base import EngineError, IndexMissingError, IndexState, Progress, SearchResult
from search.query import SearchQuery

WRITER_BYTES = 30_000_000
REBUILD_WRITER_BYTES = 100_000_000


@dataclass(frozen=True)
class _OpenIndex:
    path: Path
    tantivy: Any


class EmbeddedEngine:
    name = "embedded"

    def __init__(self, folder: Path, index_name: str, group: str = PAGES) -> None:
        self.folder = folder
        self.group = group
        self._name = index_name
        self._pointer = folder / f"{index_name}.current"
        self._opened: _OpenIndex | None = None
        self._writer: tuple[Path, Any] | None = None

    def search(self, query: SearchQuery) -> SearchResult:
        index = self._current()
        with _readable(index.path):
            index.tantivy.reload()
            return embedded_query.run(index.tantivy.searcher(), query)

    def state(self) -> IndexState:
        path = self._current().path
        if not _is_whole(path):
            self.close()
            raise IndexMissingError(f"The search index in {path} is damaged.")
        return _read_state(path)

    def apply(self, upserts: Iterable[SearchDocument], deletes: Iterable[str], position: Position) -> None:
        index = self._current()
        digest = _read_state(index.path).digest
        writer = self._writer_for(index)
        dictionary = vocabulary.current().dictionary
        with _writable(index.path):
            for document in upserts:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(embedded_query.tantivy_document(document, dictionary))
            for key in deletes:
                writer.delete_documents_by_term("key", key)
            writer.commit()
            _write_state(index.path, IndexState(position, digest))

    def rebuild(self, documents: Iterable[SearchDocument], position: Position, progress: Progress) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with _locked(self.folder / f"{self._name}.building"):
            self._delete_all_but(self._current_name())
            path = self.folder / f"{self._name}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
            with _writable(path):
                self._build(path, documents, position, progress)
                _replace(self._pointer, path.name)
            self.close()
            self._delete_all_but(path.name)

    def close(self) -> None:
        self._opened = self._writer = None

    def _build(self, path: Path, documents: Iterable[SearchDocument], position: Position, progress: Progress) -> None:
        path.mkdir()
        dictionary = vocabulary.current().dictionary
        writer = tantivy.Index(embedded_query.SCHEMA, str(path)).writer(REBUILD_WRITER_BYTES, 1)
        for number, document in enumerate(documents, start=1):
            writer.add_document(embedded_query.tantivy_document(document, dictionary))
            progress(number)
        writer.commit()
        writer.wait_merging_threads()
        _write_state(path, IndexState(position, analysis.digest(dictionary)))

    def _current_name(self) -> str:
        try:
            return self._pointer.read_text(encoding="utf-8")
        except OSError:
            return ""

    def _current(self) -> _OpenIndex:
        """The index that answers now. Its folder may be replaced between looking and opening, so it looks twice."""
        for _ in range(3):
            name, opened = self._current_name(), self._opened
            if opened and opened.path.name == name and (opened.path / "meta.json").exists():
                return opened
            self.close()
            path = self.folder / name
            if name and path.is_dir():
                with _readable(path):
                    self._opened = _OpenIndex(path, tantivy.Index.open(str(path)))
        raise IndexMissingError(f"There is no search index in {self.folder}.")

    def _writer_for(self, index: _OpenIndex) -> Any:
        """The writer is kept, and with it the lock on the folder, as long as this index is the current one."""
        if self._writer is None or self._writer[0] != index.path:
            self._writer = None
            with _writable(index.path):
                self._writer = index.path, index.tantivy.writer(WRITER_BYTES, 1)
        return self._writer[1]

    def _delete_all_but(self, kept: str) -> None:
        ours = re.compile(rf"{re.escape(self._name)}-\d{{8}}T\d{{12}}")
        for path in self.folder.iterdir():
            if ours.fullmatch(path.name) and path.name != kept:
                shutil.rmtree(path, ignore_errors=True)


def _is_whole(path: Path) -> bool:
    """Whether each segment still has its files. tantivy itself would notice only when it needs them."""
    try:
        segments = json.loads((path / "meta.json").read_text(encoding="utf-8"))["segments"]
        present = {file.name.partition(".")[0] for file in path.iterdir() if file.suffix == ".idx"}
    except (OSError, ValueError, KeyError):
        return False
    needed = {segment["segment_id"].replace("-", "") for segment in segments}
    return needed <= present and not (path / "damaged").exists()


def _read_state(path: Path) -> IndexState:
    try:
        state = json.loads((path / "state.json").read_text(encoding="utf-8"))
        return IndexState(Position(**state["position"]), state["digest"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexMissingError(f"The search index in {path} does not say how current it is.") from error


def _write_state(path: Path, state: IndexState) -> None:
    _replace(path / "state.json", json.dumps(asdict(state)))


def _replace(path: Path, text: str) -> None:
    """Readers see the old text or the new one, never a part."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns what tantivy raises on a damaged index into one error, and leaves a mark for the follower."""
    try:
        yield
    except BaseException as error:
        if not _is_from_tantivy(error):
            raise
        with suppress(OSError):
            (path / "damaged").write_text(repr(error), encoding="utf-8")
        raise IndexMissingError(f"The search index in {path} cannot be read: {error}") from error


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        if isinstance(error, OSError) or "LockBusy" in str(error):
            raise EngineError(f"The search index in {path} cannot be written: {error}") from error
        if _is_from_tantivy(error):
            raise IndexMissingError(f"The search index in {path} cannot be written: {error}") from error
        raise


def _is_from_tantivy(error: BaseException) -> bool:
    """tantivy raises ValueError; where Rust panics, an exception that is no Exception."""
    return isinstance(error, ValueError) or type(error).__name__ == "PanicException"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Waits until nobody else has the lock."""
    with open(path, "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

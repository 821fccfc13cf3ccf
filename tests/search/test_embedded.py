"""The folder of the embedded engine: damage, change-over, one writer."""

import json
import shutil
from pathlib import Path

import pytest

from search.engines.base import EngineError, IndexMissingError
from search.engines.embedded import EmbeddedEngine
from tests.search.making import START, ask, build, make_document, slugs

pytestmark = pytest.mark.django_db


def index_folder(engine: EmbeddedEngine) -> Path:
    return next(path for path in engine.folder.iterdir() if path.is_dir())


def other_process(engine: EmbeddedEngine) -> EmbeddedEngine:
    return EmbeddedEngine(engine.folder, "test")


def test_reader_in_another_process_sees_commits_and_new_indexes(embedded: EmbeddedEngine) -> None:
    reader = other_process(embedded)
    build(embedded, make_document("a", title="ภาษี"))
    first = slugs(ask(reader, "ภาษี"))
    embedded.apply([make_document("b", title="ขยะ")], [], START)
    second = slugs(ask(reader, "ขยะ"))
    build(embedded, make_document("c", title="ภาษี"))

    assert (first, second, slugs(ask(reader, "ภาษี"))) == (["a"], ["b"], ["c"])


def test_old_folders_are_deleted_and_other_indexes_are_not(embedded: EmbeddedEngine) -> None:
    neighbour = EmbeddedEngine(embedded.folder, "test-2")
    build(neighbour, make_document("n", title="ภาษี"))
    for _ in range(3):
        build(embedded, make_document("a", title="ภาษี"))

    assert len([path for path in embedded.folder.iterdir() if path.is_dir()]) == 2
    assert slugs(ask(neighbour, "ภาษี")) == ["n"]


def test_two_processes_cannot_write_at_once(embedded: EmbeddedEngine) -> None:
    build(embedded, make_document("a"))
    embedded.apply([make_document("b")], [], START)

    with pytest.raises(EngineError, match="LockBusy"):
        other_process(embedded).apply([make_document("c")], [], START)

    embedded.close()
    other_process(embedded).apply([make_document("c")], [], START)
    assert ask(embedded, "").total == 3


def test_deleted_folder_counts_as_missing(embedded: EmbeddedEngine) -> None:
    build(embedded, make_document("a", title="ภาษี"))
    ask(embedded, "ภาษี")

    shutil.rmtree(embedded.folder)

    with pytest.raises(IndexMissingError):
        embedded.state()
    with pytest.raises(IndexMissingError):
        ask(embedded, "ภาษี")
    build(embedded, make_document("a", title="ภาษี"))
    assert slugs(ask(embedded, "ภาษี")) == ["a"]


@pytest.mark.parametrize("pattern", ["*.idx", "meta.json", "state.json"])
def test_deleted_files_count_as_damage(embedded: EmbeddedEngine, pattern: str) -> None:
    build(embedded, make_document("a", title="ภาษี"))
    for path in index_folder(embedded).glob(pattern):
        path.unlink()

    with pytest.raises(IndexMissingError):
        other_process(embedded).state()


@pytest.mark.parametrize("pattern", ["*.idx", "*.term", "*.store", "*.fast", "meta.json"])
def test_garbled_files_are_noticed_by_readers_and_reported_to_the_follower(
    embedded: EmbeddedEngine, pattern: str
) -> None:
    build(embedded, make_document("a", title="ภาษี"))
    for path in index_folder(embedded).glob(pattern):
        path.write_bytes(b"\xff" * path.stat().st_size)

    with pytest.raises(IndexMissingError):
        ask(other_process(embedded), "ภาษี")
    with pytest.raises(IndexMissingError):
        embedded.state()


def test_state_is_written_beside_the_index(embedded: EmbeddedEngine) -> None:
    build(embedded, make_document("a"))

    state = json.loads((index_folder(embedded) / "state.json").read_text())

    assert state["position"] == {"transaction": 0, "id": 0, "made_at": START.made_at}

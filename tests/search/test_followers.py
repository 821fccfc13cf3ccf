"""From a change to the index, and back after an outage."""

import shutil
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from catalogue.models import ServicePage
from search import changes, documents
from search.engines import embedded as embedded_module
from search.engines.base import Engine, EngineError, IndexMissingError
from search.engines.embedded import EmbeddedEngine
from search.followers import Follower, OneOfAllHosts, catch_up
from search.models import Change, DictionaryWord
from tests.factories import make_service, make_site
from tests.search.making import ask, build, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> ServicePage:
    return make_service(make_site()[1], title="ใบอนุญาตเลี้ยงสุนัข")


def titles(engine: Engine) -> list[str]:
    """Of all that the index holds for Thai readers, as the database has them now."""
    found = documents.load(hit.key for hit in ask(engine, "", limit=100).hits)
    return sorted(document.title for document in found.values())


def keys_in(engine: Engine) -> set[str]:
    return {hit.key for hit in ask(engine, "", limit=1000).hits}


def keys_in_database() -> set[str]:
    return {document.key for document in documents.load_all() if "th" in document.shown_in}


def test_every_act_reaches_the_index(engine: Engine, service: ServicePage) -> None:
    catch_up(engine)
    found = []

    def look(text: str) -> None:
        catch_up(engine)
        found.append(ask(engine, text).total)

    look("เลี้ยงสุนัข")
    service.title = "ใบอนุญาตเลี้ยงจระเข้"
    service.save_revision()
    look("จระเข้")  # a draft
    service.save_revision().publish()
    look("จระเข้")
    look("เลี้ยงสุนัข")
    restriction = PageViewRestriction.objects.create(page=service.get_parent(), restriction_type="login")
    look("จระเข้")
    restriction.delete()
    look("จระเข้")
    service.unpublish()
    look("จระเข้")
    service.save_revision().publish()
    look("จระเข้")
    service.delete()
    look("จระเข้")

    assert found == [1, 0, 1, 1, 0, 1, 0, 1, 0]


def test_changes_during_a_rebuild_are_not_lost(engine: Engine, service: ServicePage) -> None:
    position = changes.latest_position()
    engine.rebuild(list(documents.load_all()), position, lambda number: None)
    make_service(service.get_parent().specific, title="ใหม่")  # after it was read, before it is switched to

    catch_up(engine)

    assert keys_in(engine) == keys_in_database()


def test_index_that_the_log_does_not_reach_back_to_is_built_anew(engine: Engine, service: ServicePage) -> None:
    catch_up(engine)
    Change.objects.all().delete()
    ServicePage.objects.update(title="เงียบ")  # as after a restore: no row in the log

    catch_up(engine)

    assert titles(engine) == ["เงียบ"]
    assert ask(engine, "เงียบ").total == 1


def test_new_words_build_the_index_anew(engine: Engine, service: ServicePage) -> None:
    catch_up(engine)
    before = engine.state().digest
    DictionaryWord.objects.create(word="เลี้ยงสุนัขบ้าน")

    catch_up(engine)

    assert engine.state().digest != before
    assert catch_up(engine) == 0


def test_nothing_to_do_touches_nothing(engine: Engine, service: ServicePage) -> None:
    catch_up(engine)
    position = engine.state().position

    assert (catch_up(engine), engine.state().position) == (0, position)


@pytest.mark.parametrize("damage", ["folder", "index", "pointer", "mark"])
def test_missing_or_damaged_index_is_built_anew(embedded: EmbeddedEngine, service: ServicePage, damage: str) -> None:
    catch_up(embedded)
    folder = next(path for path in embedded.folder.iterdir() if path.is_dir())
    doing: dict[str, Any] = {
        "folder": lambda: shutil.rmtree(embedded.folder),
        "index": lambda: shutil.rmtree(folder),
        "pointer": (embedded.folder / "test.current").unlink,
        "mark": (folder / "damaged").touch,
    }
    doing[damage]()

    catch_up(embedded)

    assert keys_in(embedded) == {f"page:{service.pk}"}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class AwayEngine(EmbeddedEngine):
    is_away = False
    asked = 0

    def state(self) -> Any:
        self.asked += 1
        if self.is_away:
            raise EngineError("away")
        return super().state()


def test_follower_asks_an_absent_engine_more_and_more_seldom(tmp_path: Path, service: ServicePage) -> None:
    engine, clock = AwayEngine(tmp_path, "test"), Clock()
    engine.is_away = True
    follower = Follower(engine, clock)
    for _ in range(240):
        follower.step()
        clock.now += 0.5
    asked_while_away = engine.asked
    engine.is_away = False
    clock.now += 30
    follower.step()

    assert asked_while_away == 8
    assert keys_in(engine) == {f"page:{service.pk}"}


def test_follower_spares_an_engine_that_is_current(tmp_path: Path, service: ServicePage) -> None:
    engine, clock = AwayEngine(tmp_path, "test"), Clock()
    follower = Follower(engine, clock)
    follower.step()
    engine.asked = 0
    for _ in range(3):
        follower.step()
        clock.now += 0.5
    asked_without_change = engine.asked
    make_service(service.get_parent().specific)
    follower.step()

    assert asked_without_change == 0
    assert keys_in(engine) == keys_in_database()


def test_second_writer_is_an_engine_error_not_a_rebuild(embedded: EmbeddedEngine, service: ServicePage) -> None:
    build(embedded, make_document("a"))
    embedded.apply([make_document("b")], [], changes.latest_position())
    other = embedded_module.EmbeddedEngine(embedded.folder, "test")
    service.save()

    with pytest.raises(EngineError, match="LockBusy"):
        catch_up(other)


def test_old_log_is_no_reason_to_build_anew_a_current_index(embedded: EmbeddedEngine, service: ServicePage) -> None:
    Change.objects.update(made_at=timezone.now() - timedelta(days=30))
    catch_up(embedded)
    changes.prune()
    digest = embedded.state()

    assert catch_up(embedded) == 0
    assert embedded.state() == replace(digest)


def test_index_that_cannot_be_written_any_more_is_built_anew(
    embedded: EmbeddedEngine, service: ServicePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up(embedded)
    service.save()

    def fail(*arguments: object) -> None:
        raise IndexMissingError("damaged")

    monkeypatch.setattr(embedded, "apply", fail)

    assert catch_up(embedded) == 1
    assert embedded.state().position == changes.latest_position()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_process_of_all_hosts_follows_elasticsearch() -> None:
    first, others = OneOfAllHosts(), []

    def ask_elsewhere() -> None:
        others.append(OneOfAllHosts().is_this())
        connection.close()

    def elsewhere() -> None:
        thread = threading.Thread(target=ask_elsewhere)
        thread.start()
        thread.join()

    found = [first.is_this(), first.is_this()]
    elsewhere()
    connection.close()  # as when the process dies
    elsewhere()

    assert (found, others) == ([True, True], [False, True])

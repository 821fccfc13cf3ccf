"""A real Elasticsearch goes away and comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from search import engines, services
from search.documents import PAGES
from search.engines.base import Engine
from search.followers import Follower, catch_up
from search.query import SearchQuery, understand
from search.services import breaker
from search.vocabulary import Vocabulary
from tests.factories import make_service, make_site
from tests.search.conftest import clear_engines
from tests.search.making import ask
from tests.search.test_followers import Clock, keys_in, keys_in_database

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def both_engines(elasticsearch: Any, settings: Any, site_engine: Engine) -> Iterator[list[Engine]]:
    settings.ELASTICSEARCH_URLS = [elasticsearch.url]
    settings.SEARCH_INDEX_NAME = "test-outage"
    settings.SEARCH_TIMEOUT_SECONDS = 5
    clear_engines()
    yield engines.configured(PAGES)
    cluster = engines.elasticsearch_engine()
    assert cluster
    cluster.delete_all()  # type: ignore[attr-defined]
    cluster.close()
    clear_engines()


@contextmanager
def stopped(server: Any) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


def total(text: str) -> int:
    query = SearchQuery("th", understand(text, Vocabulary()))
    return services.find(query)[1].total


def test_search_goes_on_and_the_index_catches_up(
    elasticsearch: Any, both_engines: list[Engine], caplog: pytest.LogCaptureFixture
) -> None:
    _, index, _ = make_site()
    pages = [make_service(index, title=f"ใบอนุญาตที่ {number}") for number in range(3)]
    clock = Clock()
    followers = [Follower(engine, clock) for engine in both_engines]
    for follower in followers:
        follower.step()
    embedded, cluster = both_engines
    found = [total("ใบอนุญาต")]

    with stopped(elasticsearch):
        caplog.clear()
        pages[0].unpublish()
        pages[1].title = "หนังสือรับรอง"
        pages[1].save_revision().publish()
        make_service(index, title="ใบอนุญาตใหม่")
        for _ in range(3):
            for follower in followers:
                follower.step()
            clock.now += 60
            found.append(total("ใบอนุญาต"))
            breaker.closed_until = 0.0
        told = [record.name for record in caplog.records if record.name.startswith("search.")]

    clock.now += 60
    for follower in followers:
        follower.step()

    assert found == [3, 2, 2, 2]
    assert sorted(told) == ["search.followers", "search.services"]
    assert keys_in(cluster) == keys_in(embedded) == keys_in_database()
    assert [ask(cluster, text).total for text in ("หนังสือรับรอง", "ใบอนุญาต")] == [1, 2]
    assert total("ใบอนุญาต") == 2
    assert not breaker.is_out


def test_lost_cluster_index_is_built_anew(both_engines: list[Engine]) -> None:
    make_service(make_site()[1])
    cluster = both_engines[1]
    catch_up(cluster)
    cluster.delete_all()  # type: ignore[attr-defined]

    catch_up(cluster)

    assert keys_in(cluster) == keys_in_database()

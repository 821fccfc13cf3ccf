"""Which engine answers."""

from functools import cache
from typing import Any

import pytest

from search import engines, services
from search.engines.base import Engine, EngineError, SearchResult
from search.followers import catch_up
from search.query import SearchQuery, understand
from search.services import PAUSE_AFTER_FAILURE_SECONDS, breaker
from search.vocabulary import Vocabulary
from tests.factories import make_service, make_site

pytestmark = pytest.mark.django_db


class Cluster:
    """Stands for an Elasticsearch that is away, or finds nothing."""

    name = "elasticsearch"
    is_away = True
    asked = 0

    def search(self, query: SearchQuery) -> SearchResult:
        self.asked += 1
        if self.is_away:
            raise EngineError("away")
        return SearchResult()


def total(text: str = "ภาษี") -> int:
    return services.find(SearchQuery("th", understand(text, Vocabulary())))[1].total


@pytest.fixture
def cluster(site_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    make_service(make_site()[1], title="ภาษี")
    catch_up(site_engine)
    made = Cluster()
    monkeypatch.setattr(engines, "elasticsearch_engine", cache(lambda group: made))
    return made


def test_elasticsearch_answers_when_it_can(cluster: Cluster) -> None:
    cluster.is_away = False

    assert (total(), cluster.asked) == (0, 1)


def test_absent_elasticsearch_is_left_alone_for_a_while_and_told_once(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    found = [total() for _ in range(5)]
    asked_at_first = cluster.asked
    breaker.closed_until -= PAUSE_AFTER_FAILURE_SECONDS
    found.append(total())

    assert (found, asked_at_first, cluster.asked) == ([1] * 6, 1, 2)
    assert [record.levelname for record in caplog.records if record.name == "search.services"] == ["ERROR"]


def test_elasticsearch_is_used_again_when_it_is_back(cluster: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    first = total()
    cluster.is_away = False
    breaker.closed_until -= PAUSE_AFTER_FAILURE_SECONDS

    assert (first, total()) == (1, 0)
    assert [record.levelname for record in caplog.records if record.name == "search.services"] == ["ERROR", "WARNING"]


def test_no_engine_at_all_is_an_error(site_engine: Engine, settings: Any) -> None:
    with pytest.raises(EngineError):
        total()

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from search import engines
from search.documents import PERMITS
from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.querysets import ChangeQuerySet
from search.services import breaker


@pytest.fixture(autouse=True)
def _log_settles_inside_tests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction is never committed, so PostgreSQL would show no row of the log."""
    marker = request.node.get_closest_marker("django_db")
    if connection.vendor == "postgresql" and not (marker and marker.kwargs.get("transaction")):
        monkeypatch.setattr(ChangeQuerySet, "settled", lambda self: self)


@pytest.fixture(autouse=True)
def _no_outage() -> None:
    breaker.succeeded()
    breaker.closed_until = 0.0


def make_elastic_engine(url: str, timeout_seconds: float = 10) -> ElasticEngine:
    return ElasticEngine([url], f"test-{uuid4().hex[:8]}", timeout_seconds)


@pytest.fixture
def embedded(tmp_path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "index", "test")


@pytest.fixture
def elastic(elasticsearch: Any) -> Iterator[ElasticEngine]:
    made = make_elastic_engine(elasticsearch.url)
    yield made
    made.delete_all()
    made.close()


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the two engines, with an empty index folder or cluster of its own."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def permit_engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the two engines, for permits."""
    made: Engine = request.getfixturevalue(request.param)
    made.group = PERMITS
    return made


@pytest.fixture
def site_engine(settings: Any, tmp_path: Path) -> Iterator[Engine]:
    """The embedded engine as the site's pages use it; no Elasticsearch."""
    settings.SEARCH_INDEX_DIR = tmp_path / "site-index"
    settings.ELASTICSEARCH_URLS = []
    clear_engines()
    yield engines.embedded_engine()
    clear_engines()


def clear_engines() -> None:
    engines.forget()

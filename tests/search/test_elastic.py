"""Aliases and indexes in Elasticsearch."""

import pytest

from search.engines.base import EngineError, IndexMissingError
from search.engines.elastic import ElasticEngine
from tests.search.conftest import make_elastic_engine
from tests.search.making import START, ask, build, make_document, slugs

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def test_one_index_is_left_behind_the_alias(elastic: ElasticEngine) -> None:
    for number in range(3):
        build(elastic, make_document(str(number), title="ภาษี"))

    assert len(elastic._names()) == 1
    assert slugs(ask(elastic, "ภาษี")) == ["2"]


def test_indexes_of_another_installation_are_left_alone(elastic: ElasticEngine) -> None:
    neighbour = ElasticEngine(
        [str(node.base_url) for node in elastic._client.transport.node_pool.all()], f"{elastic._alias}-2", 10
    )
    build(neighbour, make_document("n", title="ภาษี"))
    build(elastic, make_document("a", title="ภาษี"))
    build(elastic, make_document("a", title="ภาษี"))

    assert slugs(ask(neighbour, "ภาษี")) == ["n"]
    neighbour.delete_all()
    neighbour.close()


def test_writing_does_not_create_an_index(elastic: ElasticEngine) -> None:
    build(elastic, make_document("a"))
    name = elastic._current()
    elastic.delete_all()
    elastic._current = lambda: name  # type: ignore[method-assign] - deleted just after it was looked up
    elastic._state_of = lambda index: elastic_state  # type: ignore[method-assign, assignment]
    elastic_state = type("State", (), {"digest": ""})

    with pytest.raises(EngineError):
        elastic.apply([make_document("b")], [], START)

    assert elastic._names() == []


def test_unreachable_server_is_an_engine_error() -> None:
    engine = make_elastic_engine("http://127.0.0.1:9", timeout_seconds=1)

    with pytest.raises(EngineError) as caught:
        ask(engine, "ภาษี")
    assert not isinstance(caught.value, IndexMissingError)
    engine.close()

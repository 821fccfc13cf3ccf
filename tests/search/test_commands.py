import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search import engines
from search.engines.base import Engine
from tests.factories import make_information, make_service, make_site
from tests.search.making import ask

pytestmark = pytest.mark.django_db


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Two documents, three questions, one of which has no answer."""
    folder = tmp_path / "collection"
    (folder / "qrels").mkdir(parents=True)
    write_lines(
        folder / "corpus.jsonl",
        {"_id": "tax", "title": "ภาษีป้าย", "text": "ผู้มีป้ายต้องเสียภาษี"},
        {"_id": "waste", "title": "ค่าขยะ", "text": "ค่าเก็บขยะรายเดือน"},
    )
    write_lines(
        folder / "queries.jsonl",
        {"_id": "1", "text": "จ่ายภาษี", "metadata": {"kind": "colloquial"}},
        {"_id": "2", "text": "ถังขยะ", "metadata": {"kind": "colloquial"}},
        {"_id": "3", "text": "qqqwwwzzz", "metadata": {"kind": "no_answer"}},
    )
    (folder / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ttax\t3\n2\twaste\t3\n", encoding="utf-8")
    return folder


def write_lines(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")


def figures(output: str) -> dict[str, float]:
    """Without the times, which differ."""
    return {name: value for name, value in json.loads(output).items() if not name.endswith("_ms")}


PERFECT = {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "zero": 0.3333, "queries": 3}


def test_evaluation_measures_a_collection(collection: Path) -> None:
    output = run("evaluate_search", collection, json=True)

    assert figures(output) == PERFECT
    assert set(json.loads(output)) == {*PERFECT, "p50_ms", "p95_ms"}


@pytest.mark.elasticsearch
def test_evaluation_measures_elasticsearch_and_leaves_nothing_behind(
    collection: Path, elasticsearch: Any, settings: Any, site_engine: Engine
) -> None:
    settings.ELASTICSEARCH_URLS = [elasticsearch.url]
    settings.SEARCH_INDEX_NAME = "test-evaluation"

    assert figures(run("evaluate_search", collection, engine="elasticsearch", json=True)) == PERFECT

    cluster = engines.elasticsearch_engine()
    assert cluster
    assert not [name for name in cluster._client.indices.get_alias() if "evaluation" in name]  # type: ignore[attr-defined]
    cluster.close()


def test_evaluation_asks_the_site_for_services(collection: Path, site_engine: Engine) -> None:
    _, services, information = make_site()
    make_service(services, slug="tax", title="ภาษีป้าย")
    make_service(services, slug="waste", title="ค่าขยะ")
    make_information(information, slug="about-waste", title="ถังขยะ")
    run("rebuild_search_index")

    assert figures(run("evaluate_search", collection, site=True, json=True)) == PERFECT


def test_evaluation_prints_a_row_for_each_kind(collection: Path) -> None:
    rows = run("evaluate_search", collection).splitlines()

    assert [row.split()[0] for row in rows] == ["ndcg@10", "all", "colloquial", "no_answer"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"folder": Path("/nowhere")}, "has no queries.jsonl"),
        ({"engine": "elasticsearch"}, "ELASTICSEARCH_URL is not set"),
        ({"site": True}, "There is no search index"),
    ],
)
def test_evaluation_says_what_is_missing(
    collection: Path, site_engine: Engine, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run("evaluate_search", options.pop("folder", collection), **options)


def test_rebuilding_says_how_many_documents_there_are(site_engine: Engine) -> None:
    _, services, _ = make_site()
    for _ in range(3):
        make_service(services)

    expected = "embedded, pages: 3 documents indexed\nembedded, permits: 0 documents indexed\n"
    assert run("rebuild_search_index") == expected
    assert ask(site_engine, "").total == 3


def test_rebuilding_an_engine_that_is_not_set_up_is_refused(site_engine: Engine) -> None:
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL is not set"):
        run("rebuild_search_index", engine="elasticsearch")

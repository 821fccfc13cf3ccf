import json
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search import changes, engines
from search.engines.base import Engine, EngineError
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.evaluation import Collection, Report, ask_collection, ask_site


class Command(BaseCommand):
    help = "Measure search with a test collection in BEIR's format (corpus.jsonl, queries.jsonl, qrels.tsv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], default="embedded")
        parser.add_argument(
            "--site", action="store_true", help="ask the site's own search; the ids are slugs of services"
        )
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *, folder: Path, engine: str, site: bool, **options: Any) -> None:
        if find_spec("ir_measures") is None:
            raise CommandError("ir_measures is missing: pip install -r requirements-dev.txt")
        if not (folder / "queries.jsonl").exists():
            raise CommandError(f"{folder} has no queries.jsonl: name a folder with a test collection.")
        try:
            report = self._report(Collection(folder), engine, is_site=site)
        except EngineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(report.figures) if options["json"] else _table(report))

    def _report(self, collection: Collection, name: str, *, is_site: bool) -> Report:
        if is_site:
            engine = engines.elasticsearch_engine() if name == "elasticsearch" else engines.embedded_engine()
            if engine is None:
                raise CommandError("ELASTICSEARCH_URL is not set.")
            return ask_site(collection, engine)
        with _scratch(name) as engine:
            engine.rebuild(collection.documents(), changes.latest_position(), lambda number: None)
            return ask_collection(collection, engine)


@contextmanager
def _scratch(name: str) -> Iterator[Engine]:
    """An engine with an index of its own, which is gone afterwards."""
    if name == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            yield EmbeddedEngine(Path(folder), "scratch")
        return
    if not settings.ELASTICSEARCH_URLS:
        raise CommandError("ELASTICSEARCH_URL is not set.")
    index = f"{settings.SEARCH_INDEX_NAME}-scratch-{uuid4().hex[:8]}"
    engine = ElasticEngine(settings.ELASTICSEARCH_URLS, index, settings.SEARCH_TIMEOUT_SECONDS)
    try:
        yield engine
    finally:
        engine.delete_all()
        engine.close()


def _table(report: Report) -> str:
    columns = list(report.figures)
    rows = {"all": report, **report.by_kind}
    lines = [f"{'':14}" + "".join(f"{column:>11}" for column in columns)]
    for name, part in rows.items():
        lines.append(f"{name or '-':14}" + "".join(f"{value:>11}" for value in part.figures.values()))
    return "\n".join(lines)

"""Measures a demo site of its own and writes docs/benchmarks.md. Run by `make bench`.

Speeds are ratios against a named alternative in the same run: machines differ, and this one may be busy.
SALA_RELEVANCE_DIR names a folder with the test collections `xquad-th` and `services`; without it their table is left out.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.servers import ElasticsearchServer, MissingError

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "docs" / "benchmarks.md"
COLLECTIONS = (("xquad-th", ()), ("services", ("--site",)))
MEASURES = ("ndcg@10", "mrr@10", "recall@10", "zero", "p50_ms", "p95_ms", "queries")

HEAD = """# Benchmarks

Written by `make bench`; not by hand. Machine: {machine}. Day: {day}.

"""
RELEVANCE = """## Relevance

`manage.py evaluate_search DIR --engine ENGINE [--site] --json`. Higher is better up to 1, but for `zero` (the share of
queries without results) and the milliseconds of one query. `xquad-th` is 240 paragraphs of XQuAD in Thai with 1,190
questions; `services` is everyday queries put to the demo's 205 services. Measured elsewhere on `xquad-th` before this was
built: Wagtail's default analyzer 0.24, Elasticsearch's `thai` analyzer 0.957.

"""
NO_RELEVANCE = "## Relevance\n\nNot measured: SALA_RELEVANCE_DIR is not set.\n"
SPEED = """
## Speed

Median of {rounds} rounds in one process, without network. A ratio above 1 means slower than what it is compared with.

"""


PERMITS = """
## The public list of permits

The page `/permits/` with the embedded engine, median of 40 rounds without network, with {small} and with {large} permits;
indexing the larger register took {seconds} s.

"""


@contextmanager
def demo_site() -> Iterator[dict[str, str]]:
    """The environment of a throw-away site with the demo loaded and indexed, with Elasticsearch where it can be had."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sala-bench-"))
        environment = {**os.environ, "SALA_DATA_DIR": folder, "SALA_DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        try:
            server = ElasticsearchServer()
            server.start()
            stack.callback(server.stop)
            environment["ELASTICSEARCH_URL"] = server.url
        except MissingError as missing:
            print(f"Without Elasticsearch: {missing}", file=sys.stderr)
        for command in (("migrate", "-v0"), ("collectstatic", "-v0", "--no-input"), ("load_demo",)):
            manage(environment, *command)
        manage(environment, "rebuild_search_index")
        yield environment


def manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def table(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [columns, tuple("---" for _ in columns), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def relevance(environment: dict[str, str], folder: Path) -> str:
    engines = ["embedded", "elasticsearch"] if "ELASTICSEARCH_URL" in environment else ["embedded"]
    rows = []
    for name, options in COLLECTIONS:
        for engine in engines:
            text = manage(environment, "evaluate_search", str(folder / name), "--engine", engine, "--json", *options)
            report = json.loads(text)
            rows.append((name, engine, *(report[measure] for measure in MEASURES)))
    return RELEVANCE + table(("set", "engine", *MEASURES), rows)


def speed(environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.speed"]
    text = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    report = json.loads(text)
    return SPEED.format(rounds=report["rounds"]) + table(
        ("what", "ms", "compared with", "ms", "ratio"),
        [(row["what"], row["ms"], row["against"], row["against_ms"], row["ratio"]) for row in report["rows"]],
    )


def permits() -> str:
    with tempfile.TemporaryDirectory(prefix="sala-bench-") as folder:
        environment = {**os.environ, "SALA_DATA_DIR": folder}
        for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "tests.benchmarks.permits"]
        text = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    report = json.loads(text.splitlines()[-1])
    small, large = (f"{size:,}" for size in report["sizes"])
    head = PERMITS.format(small=small, large=large, seconds=report["index_seconds"])
    rows = [(row["what"], row["small_ms"], row["large_ms"], row["ratio"]) for row in report["rows"]]
    return head + table(("page", f"ms, {small} permits", f"ms, {large} permits", "ratio"), rows)


def main() -> None:
    folder = os.environ.get("SALA_RELEVANCE_DIR")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    with demo_site() as environment:
        parts = [
            HEAD.format(machine=machine, day=datetime.now(UTC).date()),
            relevance(environment, Path(folder)) if folder else NO_RELEVANCE,
            speed(environment),
            permits(),
        ]
    OUTPUT.write_text("".join(parts), encoding="utf-8")
    print(OUTPUT.read_text(encoding="utf-8"))


main()

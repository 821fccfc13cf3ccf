"""What every test may use, and what is said about the machine at the top of a run.

SALA_REQUIRE names what must not be missing (elasticsearch, postgresql, browser, verapdf): a test that wants it then fails
instead of being skipped.
"""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connections

from audit import triggers
from tests.servers import (
    ELASTICSEARCH_VERSION,
    ElasticsearchServer,
    MissingError,
    find_browser,
    find_elasticsearch,
    find_postgresql,
    find_verapdf,
)

BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    # Ended by `kill` or by CI's time limit, a run still stops the servers that it started. In the background a shell has
    # Ctrl-C ignored, for us and all that we start.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


def pytest_report_header(config: pytest.Config) -> list[str]:
    lines = [
        f"database: {database_name()}",
        f"Elasticsearch: {found(find_elasticsearch, f'{ELASTICSEARCH_VERSION}, started when a test wants it')}",
        f"browser: {found(find_browser)}",
        f"veraPDF: {found(find_verapdf)}",
    ]
    if not is_postgresql():
        lines.append("tests marked postgresql are left out: python -m tests.servers postgresql -- make test")
    return lines


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what only PostgreSQL has do not belong to a run on SQLite."""
    if is_postgresql():
        return
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def is_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def database_name() -> str:
    if is_postgresql():
        return "PostgreSQL ({HOST}:{PORT})".format(**settings.DATABASES["default"])
    return f"SQLite ({found(find_postgresql, 'PostgreSQL is on this machine')})"


def found(find: Callable[[], Path], text: str = "") -> str:
    try:
        path = find()
    except MissingError as missing:
        return str(missing)
    return text or str(path)


def require(find: Callable[[], Path], name: str) -> Path:
    """Where a program is; without it the test is skipped, or fails if SALA_REQUIRE names it."""
    try:
        return find()
    except MissingError as missing:
        if name in os.environ.get("SALA_REQUIRE", "").split(","):
            pytest.fail(f"SALA_REQUIRE names {name}: {missing}", pytrace=False)
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[ElasticsearchServer]:
    """A real server for the whole run. A test that stops it starts it again."""
    require(find_elasticsearch, "elasticsearch")
    with ElasticsearchServer() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def flush_empties_the_audit_record_too() -> Iterator[None]:
    """After a test with real transactions Django empties all tables; on SQLite row by row, which the record refuses."""
    original = flush.Command.handle

    def handle(command: flush.Command, **options: Any) -> Any:
        connection = connections[options["database"]]
        triggers.allow_changes(connection)
        try:
            return original(command, **options)
        finally:
            triggers.forbid_changes(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stands in for pytest-playwright's, which pytest 9.2 warns of. Tests say `site.url`."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: Playwright downloads none."""
    path = require(find_browser, "browser")
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(BROWSER_FLAGS)}

"""The follower as operators run it: a process beside the site's."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = ROOT / "tests/search/follower_journey.py"

Manage = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def manage(tmp_path: Path, elasticsearch: Any) -> Iterator[Manage]:
    """Starts management commands on a site of their own; what still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SALA_DATA_DIR": str(tmp_path),
        "ELASTICSEARCH_URL": elasticsearch.url,
        "SALA_SEARCH_INDEX_NAME": f"test-{tmp_path.name.replace('_', '-')}",
        "DJANGO_SETTINGS_MODULE": "sala.settings",
    }

    def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@contextmanager
def running(process: subprocess.Popen[str]) -> Iterator[None]:
    yield
    assert process.poll() is None, process.communicate()


def wait_until_it_says(process: subprocess.Popen[str], words: str) -> None:
    """Fails when the process ends without having said it; after two minutes it is ended."""
    assert process.stderr is not None
    timer = threading.Timer(120, process.kill)
    timer.start()
    said = []
    for line in process.stderr:
        said.append(line)
        if words in line:
            break
    timer.cancel()
    assert any(words in line for line in said), "".join(said)


@pytest.mark.elasticsearch
def test_changes_reach_both_indexes_within_five_seconds(manage: Manage) -> None:
    assert manage("migrate", "-v0").wait(120) == 0
    follower = manage("follow_search_log")
    with running(follower):
        out, err = manage("shell", "-v0", stdin=subprocess.PIPE).communicate(JOURNEY.read_text(), timeout=240)

    assert out, err
    took = json.loads(out)
    assert {name: seconds for name, seconds in took.items() if seconds > 5} == {}
    acts = ["publish", "change", "unpublish", "publish again", "move", "delete the folder", "delete", "issue a permit"]
    assert list(took) == acts


@pytest.mark.elasticsearch
def test_second_follower_waits_and_both_end_when_told(manage: Manage) -> None:
    assert manage("migrate", "-v0").wait(120) == 0
    first = manage("follow_search_log")
    wait_until_it_says(first, "Built the index of embedded for pages: 0 documents")
    second = manage("follow_search_log")
    wait_until_it_says(second, "Another process keeps the indexes on this host current")
    with running(second):
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=30)
        time.sleep(2)
    second.send_signal(signal.SIGINT)
    second.communicate(timeout=30)

    assert (first.returncode, second.returncode) == (0, 0)

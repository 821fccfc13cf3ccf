"""Writers of one chain wait for each other; none is lost and none clashes."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from audit.models import Entry
from audit.services import make_checkpoint, record
from audit.verification import find_faults

ROOT = Path(__file__).resolve().parents[2]
WRITE = "from audit.services import record\nfor _ in range(25): record('a:1', 'act', by=None)"
COUNT = (
    "from audit.models import Entry; from audit.verification import find_faults; "
    "print(Entry.objects.count(), *find_faults())"
)


def test_processes_write_one_chain_of_a_sqlite_file(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SALA_DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/audit.sqlite3",
        "DJANGO_SETTINGS_MODULE": "sala.settings",
    }

    def manage(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=True).stdout

    manage("migrate", "audit", "--skip-checks", "--verbosity=0")

    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: manage("shell", "--no-imports", "-c", WRITE), range(3)))

    assert manage("shell", "--no-imports", "-c", COUNT) == "75\n"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_threads_write_one_chain_on_postgresql() -> None:
    begin = threading.Barrier(4)

    def write() -> None:
        begin.wait()
        for _ in range(25):
            record("a:1", "act", by=None)
        connection.close()

    run_all([threading.Thread(target=write) for _ in range(4)])

    assert Entry.objects.count() == 100
    assert list(find_faults()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_checkpoint_waits_for_who_is_writing() -> None:
    has_written, may_commit = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            record("a:1", "act", by=None)
            has_written.set()
            assert may_commit.wait(20)
        connection.close()

    def check() -> None:
        has_written.wait(20)
        threading.Timer(0.5, may_commit.set).start()
        checkpoints.append(make_checkpoint())
        connection.close()

    checkpoints: list = []
    run_all([threading.Thread(target=write), threading.Thread(target=check)])

    assert [checkpoint.entries for checkpoint in checkpoints] == [1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_tests_with_real_transactions_leave_an_empty_record(run: int) -> None:
    assert not Entry.objects.exists()

    record("a:1", "act", by=None)


def run_all(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

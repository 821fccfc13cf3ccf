import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db import connections
from supervisor.options import ServerOptions

from sala.environment import ROOT
from sala.management.commands.run_clock import JOBS, run_job
from sala.management.commands.serve import waitress_options
from sala.processes import PROGRAMS, write_configuration


def test_supervisor_reads_its_configuration_from_a_folder_with_any_name(tmp_path: Path) -> None:
    path = write_configuration(tmp_path / "50 % ศาลา", host="127.0.0.1", port=8123)
    options = ServerOptions()
    options.realize(["--configuration", str(path)])

    programs = {config.name: config for group in options.process_group_configs for config in group.process_configs}
    web = next(group for group in options.process_group_configs if group.name == "web")

    assert sorted(programs) == ["clock", "index-follower", "web-0", "web-1", "worker"]
    assert {config.autorestart.__name__ for config in programs.values()} == {"RestartUnconditionally"}
    assert programs["clock"].command.endswith(f"{sys.executable} {ROOT}/manage.py run_clock")
    assert web.socket_config.url == "tcp://127.0.0.1:8123"
    assert options.pidfile == str(tmp_path / "50 % ศาลา" / "supervisord.pid")


def test_each_process_and_each_job_is_a_command() -> None:
    wanted = {program.command.split()[0] for program in PROGRAMS} | {job for _, job in JOBS} | {"serve"}

    assert wanted - set(get_commands()) == set()


def test_failing_job_is_logged_and_connections_are_closed_after_each(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts: list[str] = []
    monkeypatch.setattr(connections, "close_all", lambda: acts.append("closed"))

    def fail(command: str) -> None:
        raise ValueError("no such page")

    run_job("publish_scheduled", fail)
    run_job("publish_scheduled", acts.append)

    assert acts == ["closed", "publish_scheduled", "closed"]
    assert [record.getMessage() for record in caplog.records if record.name == "sala.clock"] == [
        "publish_scheduled failed; it is tried again at its next time"
    ]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """For a process with the site's own settings."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "sala.settings", "SALA_DATA_DIR": str(tmp_path)}


def wait_for_handler_of(number: signal.Signals, pid: int, *, seconds: float = 60) -> None:
    """Until the process has said what it does when it is sent the signal: proc(5), SigCgt."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = Path(f"/proc/{pid}/status").read_text()
        caught = int(re.search(r"^SigCgt:\s*(\w+)", status, re.M)[1], 16)  # type: ignore[index]
        if caught >> (number - 1) & 1:
            return
        time.sleep(0.1)
    raise AssertionError(f"no handler of {number.name} within {seconds} seconds")


def test_clock_stops_at_once(environment: dict[str, str]) -> None:
    with subprocess.Popen([sys.executable, ROOT / "manage.py", "run_clock"], env=environment) as clock:
        wait_for_handler_of(signal.SIGTERM, clock.pid)
        clock.send_signal(signal.SIGTERM)

        assert clock.wait(2) == 0


def test_web_process_without_a_socket_says_so(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "serve"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )

    assert (done.returncode, done.stderr) == (
        1,
        "CommandError: Standard input is no socket. Name an address: --bind 127.0.0.1:8000\n",
    )


def test_forwarded_addresses_are_believed_behind_a_proxy_only(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = waitress_options()
    monkeypatch.setenv("SALA_BEHIND_PROXY", "1")
    behind = waitress_options()

    assert (alone.get("trusted_proxy"), alone["clear_untrusted_proxy_headers"]) == (None, True)
    assert (behind["trusted_proxy"], behind["trusted_proxy_headers"]) == ("*", {"x-forwarded-for", "x-forwarded-proto"})

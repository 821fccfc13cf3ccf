"""The real site, as `manage.py start` runs it, in a data folder (and on PostgreSQL in a database) of its own."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.test import override_settings

from sala import demo
from sala.environment import ROOT
from tests.servers import free_port

SECONDS_TO_START = 300
SECONDS_TO_STOP = 60
OURS = ("SALA_", "DJANGO_", "DATABASE_URL", "ELASTICSEARCH_URL", "PYTEST_")


class LiveSite:
    """`variables` go into its environment. After a `with` block it is stopped, and nothing of it may be left."""

    def __init__(self, *, template: "LiveSite | None" = None, **variables: str) -> None:
        self.name = f"sala_{uuid.uuid4().hex[:12]}"
        self.data_dir = Path(tempfile.mkdtemp(prefix="sala-site-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.variables = {"SALA_DATA_DIR": str(self.data_dir), "SALA_SEARCH_INDEX_NAME": self.name, **variables}
        if template:
            ignored = shutil.ignore_patterns("console.log")
            shutil.copytree(template.data_dir, self.data_dir, dirs_exist_ok=True, ignore=ignored)
        if server := os.environ.get("DATABASE_URL"):
            self.variables["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{self.name}"))
            self._tell_database(f"CREATE DATABASE {self.name} TEMPLATE {template.name if template else 'template0'}")

    def copy(self, **variables: str) -> "LiveSite":
        """A site with the same data; this one must not be running."""
        return LiveSite(template=self, **variables)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self.stop()
        finally:
            self.remove()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sign_ins(self) -> list[tuple[str, str, str]]:
        """Role, username and password of each demo account."""
        with override_settings(DATA_DIR=self.data_dir):
            return demo.sign_ins()

    def log(self) -> str:
        path = self.data_dir / "console.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def processes(self, command: str = "") -> list[int]:
        """The process ids that belong to this site, whoever their parent is; those of one command of manage.py."""
        mark, found = f"SALA_DATA_DIR={self.data_dir}".encode(), []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                is_ours = mark in (folder / "environ").read_bytes().split(b"\0")
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:  # it ended meanwhile, or is somebody else's
                continue
            if is_ours and (not command or command.encode() in words):
                found.append(int(folder.name))
        return sorted(found)

    def environment(self) -> dict[str, str]:
        """What the machine has, without what is set for tests (their settings module, for one)."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return kept | {"PYTHONUNBUFFERED": "1"} | self.variables

    def launch(self, *command: str) -> subprocess.Popen[bytes]:
        """Begin a command in the site's environment, in a process group of its own, as a terminal would."""
        with open(self.data_dir / "console.log", "ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def prepare(self) -> None:
        """Database, static files, demo and index, without starting."""
        with self.launch(sys.executable, "manage.py", "start", "--prepare-only") as process:
            if process.wait(SECONDS_TO_START):
                raise RuntimeError(f"the site could not be prepared:\n{self.log()[-4000:]}")

    def start(self, *command: str) -> Self:
        """Start, by the command if one is given, and wait until it answers."""
        self.process = self.launch(*(command or (sys.executable, "manage.py", "start", "--port", str(self.port))))
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.interrupt(signal.SIGKILL)
                raise RuntimeError(f"the site did not start:\n{self.log()[-4000:]}")
            time.sleep(0.1)
        return self

    def answers(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to the process group, as Ctrl-C does, and wait for the end. The exit code."""
        process, self.process = self.process, None
        assert process is not None
        os.killpg(process.pid, number)
        return process.wait(SECONDS_TO_STOP)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.interrupt(signal.SIGTERM)
        left = self.processes()
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        assert left == [], f"processes were left behind; the log ends:\n{self.log()[-4000:]}"

    def remove(self) -> None:
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.data_dir, ignore_errors=True)
        if "DATABASE_URL" in self.variables:
            self._tell_database(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _tell_database(self, statement: str) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(statement.encode())

import errno
import fcntl
import os
import socket
import sys
import threading
from argparse import BooleanOptionalAction
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.management.base import BaseCommand, CommandParser

from sala import environment
from sala.announcement import announce
from sala.bootstrap import StartError, require_writable
from sala.checks import START
from sala.preparation import prepare
from sala.processes import supervise, write_configuration


class Command(BaseCommand):
    help = (
        "Start the whole site: prepare the database, static files, demo and search index as far as needed, then run "
        "web, worker, index follower and clock until Ctrl-C."
    )
    requires_system_checks = ()  # only those that a site cannot run without

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument(
            "--demo",
            action=BooleanOptionalAction,
            default=environment.flag("SALA_DEMO", default=not settings.HTTPS),
            help="load the demo municipality at the first start; unsaid, SALA_DEMO tells, else whether SALA_BASE_URL "
            "is without https",
        )
        parser.add_argument("--prepare-only", action="store_true", help="prepare all, and end before the site starts")

    def handle(self, *args: Any, host: str, port: int, demo: bool, prepare_only: bool, **options: Any) -> None:
        try:
            require_sound_settings()
            require_writable(settings.DATA_DIR)
            if not prepare_only:
                require_free_port(host, port)
            read_settings_again_with(
                SALA_DEMO=str(int(demo)), SALA_BASE_URL=os.environ.get("SALA_BASE_URL", f"http://127.0.0.1:{port}")
            )
            with alone_in(settings.DATA_DIR / "run"):
                prepare(with_demo=demo, tell=self.tell)
                if not prepare_only:
                    sys.exit(self.run(host, port))
        except StartError as error:
            self.stderr.write(f"\nSala cannot start: {error}")
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. The next start goes on from here.")
            sys.exit(130)

    def run(self, host: str, port: int) -> int:
        self.tell("Starting …")
        threading.Thread(target=announce, args=(host, port), kwargs={"write": self.tell}, daemon=True).start()
        return supervise(write_configuration(settings.DATA_DIR / "run", host=host, port=port))

    def tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def require_sound_settings() -> None:
    for message in run_checks(tags=[START]):
        raise StartError(f"{message.msg}\n{message.hint}")


def require_free_port(host: str, port: int) -> None:
    """Asked before any work, so that nobody waits for the demo to load and is then refused."""
    try:
        with socket.create_server((host, port)):
            return
    except OverflowError:
        raise StartError(f"{port} is no port. Choose one from 1024 to 65535: make run PORT=8001") from None
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"port {port} is taken by another program (perhaps Sala in another window).",
            errno.EACCES: f"this user may not open port {port} (ports below 1024 are the administrator's).",
        }
        reason = reasons.get(error.errno or 0, f"{host}:{port} cannot be opened ({error.strerror}).")
        raise StartError(f"{reason}\nStop that program, or choose another port: make run PORT={port + 1}") from None


def read_settings_again_with(**variables: str) -> None:
    """Begin anew with these environment variables, if they are not set so already: settings are read only once."""
    if any(os.environ.get(name) != value for name, value in variables.items()):
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **variables})


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the data folder: a second site in it would write the same index. The kernel lets go when we end."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "start.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise StartError(
                f"it runs already with this data folder (process {lock.read().strip()}).\n"
                "Stop that one with Ctrl-C, or choose another folder: SALA_DATA_DIR"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield

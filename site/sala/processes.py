"""The processes of a running site, and supervisord, which starts them and starts again what dies.

    manage.py start ── supervisord ─┬─ web 0 ┐ one listening socket, made by supervisord (its fcgi-program)
                                    ├─ web 1 ┘ and given to both as file descriptor 0
                                    ├─ worker           tasks
                                    ├─ index-follower   what changed goes into the search index
                                    └─ clock            periodic work

Each process is sent SIGTERM when its parent dies, however it dies: nothing is left behind to hold the port.
"""

import os
import resource
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sala.environment import ROOT

WEB_PROCESSES = 2
OPEN_FILES = 4096  # each web process may hold a thousand slow connections (see serve)
# A process that dies at once is tried again after 1, 2, 3 … seconds: it never gives up while, say, a database is away.
TRIES = 1_000_000
SECONDS_UNTIL_STARTED = 5


@dataclass(frozen=True)
class Program:
    name: str
    command: str  # of manage.py
    seconds_to_stop: int = 10


PROGRAMS = (
    Program("worker", "run_worker --queue-name *", seconds_to_stop=30),  # it finishes the task in hand
    Program("index-follower", "follow_search_log"),
    Program("clock", "run_clock"),
)


def write_configuration(folder: Path, *, host: str, port: int) -> Path:
    """supervisord's configuration for a site on this address. The folder is for it and for its pid file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "supervisord.conf"
    # supervisord stops group after group: one group for all but the web, which can be in none with others.
    group = section("group:background", programs=",".join(program.name for program in PROGRAMS))
    sections = [supervisor_section(folder), web_section(host, port), *map(program_section, PROGRAMS), group]
    path.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    return path


def supervisor_section(folder: Path) -> str:
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    as_root = {"user": "root"} if os.getuid() == 0 else {}  # unsaid, it warns about running as root
    return section(
        "supervisord",
        **as_root,
        nodaemon="true",
        directory=_escaped(ROOT),
        pidfile=_escaped(folder / "supervisord.pid"),
        logfile="/dev/null",  # what it has to say goes to the console as well
        logfile_maxbytes=0,
        loglevel="warn",
        minfds=OPEN_FILES if most_files == resource.RLIM_INFINITY else min(OPEN_FILES, most_files),
    )


def web_section(host: str, port: int) -> str:
    return section(
        "fcgi-program:web",
        **_common("serve"),
        process_name="web-%(process_num)d",
        numprocs=WEB_PROCESSES,
        socket=f"tcp://{host}:{port}",
        socket_backlog=1024,
        stopwaitsecs=10,
    )


def program_section(program: Program) -> str:
    # After the web at the start and under load: people wait for pages.
    common = _common(program.command, before=("nice", "-n", "5"))
    return section(f"program:{program.name}", **common, stopwaitsecs=program.seconds_to_stop)


def _common(command: str, *, before: tuple[str, ...] = ()) -> dict[str, object]:
    words = [*_leash(), *before, sys.executable, str(ROOT / "manage.py"), *command.split()]
    return {
        "command": _escaped(shlex.join(words)),
        "autorestart": "true",
        "startsecs": SECONDS_UNTIL_STARTED,
        "startretries": TRIES,
        "stopasgroup": "true",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": "/dev/fd/1",
        "stdout_logfile_maxbytes": 0,
    }


def section(name: str, **values: object) -> str:
    return "\n".join([f"[{name}]", *(f"{key}={value}" for key, value in values.items())])


def _escaped(text: str | Path) -> str:
    """supervisord expands %(…)s in every value."""
    return str(text).replace("%", "%%")


def supervise(configuration: Path) -> int:
    """Run supervisord until it ends or this process is told to (Ctrl-C, SIGTERM, a closed terminal). 0 if it was told.

    supervisord is in a session of its own, so that a Ctrl-C reaches it once and through us; its console is a pipe that
    we copy, because it opens its standard output by name, which fails where that is a socket (as under systemd).
    """
    command = [*_leash(), sys.executable, "-m", "supervisor.supervisord", "--configuration", str(configuration)]
    told: list[int] = []
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as supervisor:

        def stop(number: int, frame: object = None) -> None:
            if not told:
                with suppress(OSError):  # unbuffered: this may come in the middle of a write
                    os.write(1, "\nกำลังหยุด · Stopping …\n".encode())
            told.append(number)
            supervisor.terminate()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)
        assert supervisor.stdout is not None
        for line in supervisor.stdout:
            try:
                sys.stdout.buffer.write(line)
                sys.stdout.buffer.flush()
            except OSError:  # nobody listens any more
                stop(signal.SIGPIPE)
    return 0 if told else 1


def _leash() -> list[str]:
    """Words before a command that have the kernel end it with its parent, where the system has them."""
    leash = ["setpriv", "--pdeathsig", "TERM"]
    if not shutil.which(leash[0]):
        return []
    works = subprocess.run([*leash, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return leash if works else []

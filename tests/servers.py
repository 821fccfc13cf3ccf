"""Real servers for tests, each on a free port and in a throw-away folder, and where to find them on this machine.

    python -m tests.servers postgresql -- make test      runs the command with DATABASE_URL set
    python -m tests.servers elasticsearch -- make run    runs the command with ELASTICSEARCH_URL set

What is started is stopped when the command ends, whatever the way, and the command's exit code is passed on.
"""

import atexit
import glob
import http.client
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Self

ELASTICSEARCH_VERSION = "8.19.3"
ELASTICSEARCH_ZIP = (
    f".m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch/{ELASTICSEARCH_VERSION}"
    f"/elasticsearch-{ELASTICSEARCH_VERSION}.zip"
)
VERAPDF_VERSION = "1.28.2"
VERAPDF_JAR = f".m2/repository/org/verapdf/apps/greenfield-apps/{VERAPDF_VERSION}/greenfield-apps-{VERAPDF_VERSION}.jar"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30


class MissingError(Exception):
    """A program that tests want is not on this machine: which, and how to get it."""


def find_elasticsearch() -> Path:
    """The server's zip: SALA_TEST_ELASTICSEARCH_ZIP, else where Maven puts it."""
    named = os.environ.get("SALA_TEST_ELASTICSEARCH_ZIP")
    path = Path(named) if named else Path.home() / ELASTICSEARCH_ZIP
    if not path.is_file():
        raise MissingError(
            f"Elasticsearch is not at {path} (.ci/run gets it; SALA_TEST_ELASTICSEARCH_ZIP names another)"
        )
    find_java()
    return path


def find_verapdf() -> Path:
    """The validator of PDF/A: SALA_TEST_VERAPDF_JAR, else where Maven puts it."""
    named = os.environ.get("SALA_TEST_VERAPDF_JAR")
    path = Path(named) if named else Path.home() / VERAPDF_JAR
    if not path.is_file():
        raise MissingError(f"veraPDF is not at {path} (.ci/run gets it; SALA_TEST_VERAPDF_JAR names another)")
    find_java()
    return path


def find_java() -> Path:
    """The Java home that Elasticsearch and veraPDF are to use."""
    if home := os.environ.get("JAVA_HOME"):
        return Path(home)
    java = shutil.which("java")
    if not java:
        raise MissingError("Java is missing (apt install openjdk-17-jre-headless)")
    return Path(java).resolve().parents[1]


def find_postgresql() -> Path:
    """The folder of the server's programs, the newest version's."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda name: float(name.split("/")[-2]))
    on_path = shutil.which("initdb")
    if not folders and not on_path:
        raise MissingError("PostgreSQL is missing (apt install postgresql)")
    return Path(folders[-1]) if folders else Path(on_path or "").resolve().parent


def find_browser() -> Path:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Path(path)
    raise MissingError("Chromium is missing (apt install chromium)")


def free_port() -> int:
    """Below 32768: above lies the range from which the system takes ports for outgoing connections."""
    for _ in range(1000):
        port = random.randrange(20_000, 32_000)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise RuntimeError("no free port was found")


class Server:
    """A server process in a folder of its own. Data outlive stop and start; `close` ends it and removes the folder."""

    user: str  # whom it runs as when we are root: these servers refuse to be root

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"sala-{type(self).__name__.lower()}-"))
        self.process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)
        try:
            self.install()
            self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        raise NotImplementedError

    def install(self) -> None:
        """Lay out the folder, once."""
        raise NotImplementedError

    def command(self) -> list[str | Path]:
        raise NotImplementedError

    def is_ready(self) -> bool:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def start(self) -> None:
        with open(self.folder / "console.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self.environment(),
                start_new_session=True,
                **self.as_user(),
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self.log()[-3000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        """As an administrator stops it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a crash ends it."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.close)

    def log(self) -> str:
        return (self.folder / "console.log").read_text(encoding="utf-8", errors="replace")

    def as_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}

    def run(self, *command: str | Path) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder, **self.as_user())
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")

    def give_to_user(self) -> None:
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, self.user)

    def _end(self, number: int) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        for sent in (number, signal.SIGKILL):
            try:
                os.killpg(process.pid, sent)
                process.wait(SECONDS_TO_STOP)
            except ProcessLookupError:
                process.wait()
            except subprocess.TimeoutExpired:
                continue
            return


class ElasticsearchServer(Server):
    user = "nobody"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def home(self) -> Path:
        return self.folder / f"elasticsearch-{ELASTICSEARCH_VERSION}"

    def install(self) -> None:
        with zipfile.ZipFile(find_elasticsearch()) as archive:
            archive.extractall(self.folder)
            for entry in archive.infolist():  # extractall forgets which files are programs
                if mode := (entry.external_attr >> 16) & 0o777:
                    os.chmod(self.folder / entry.filename, mode)
        settings = {
            "node.name": "test",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": free_port(),
            "path.data": self.folder / "data",
            "path.logs": self.folder / "logs",
            "xpack.security.enabled": "false",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        config = self.home / "config"
        (config / "elasticsearch.yml").write_text("".join(f"{name}: {value}\n" for name, value in settings.items()))
        (config / "jvm.options.d").mkdir(exist_ok=True)
        (config / "jvm.options.d" / "heap.options").write_text("-Xms512m\n-Xmx512m\n")
        (self.folder / "tmp").mkdir()
        self.give_to_user()

    def command(self) -> list[str | Path]:
        return [self.home / "bin" / "elasticsearch"]

    def environment(self) -> Mapping[str, str]:
        own = {"HOME": self.folder, "ES_TMPDIR": self.folder / "tmp", "ES_JAVA_HOME": find_java()}
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return kept | {name: str(path) for name, path in own.items()} | {"ES_PATH_CONF": str(self.home / "config")}

    def is_ready(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            link.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=2s")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()


class PostgreSQLServer(Server):
    user = "postgres"

    @property
    def url(self) -> str:
        return self.url_of("sala")

    def url_of(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def install(self) -> None:
        self.programs = find_postgresql()
        self.give_to_user()
        where = ("-D", self.folder / "data")
        self.run(self.programs / "initdb", *where, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8",
                 "--locale=C.UTF-8")  # fmt: skip

    def start(self) -> None:
        super().start()
        if not (self.folder / "database-made").exists():
            self.run(self.programs / "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "sala")
            (self.folder / "database-made").touch()

    def command(self) -> list[str | Path]:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "max_connections": 200,
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [self.programs / "postgres", "-D", self.folder / "data", *words]

    def is_ready(self) -> bool:
        ask: list[str | Path] = [
            self.programs / "pg_isready",
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            "postgres",
        ]
        return subprocess.run(ask, check=False).returncode == 0

    def stop(self) -> None:
        self._end(signal.SIGINT)  # its fast stop: SIGTERM would wait until every client has left


SERVERS: dict[str, tuple[type[Server], str]] = {
    "elasticsearch": (ElasticsearchServer, "ELASTICSEARCH_URL"),
    "postgresql": (PostgreSQLServer, "DATABASE_URL"),
}


def main(arguments: list[str]) -> int:
    if len(arguments) < 3 or arguments[0] not in SERVERS or arguments[1] != "--":
        print(f"usage: python -m tests.servers {{{','.join(SERVERS)}}} -- command …", file=sys.stderr)
        return 2
    kind, variable = SERVERS[arguments[0]]
    signal.signal(signal.SIGTERM, _leave)
    try:
        with kind() as server:
            return run_with({variable: server.url}, arguments[2:])
    except MissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_with(variables: dict[str, str], command: list[str]) -> int:
    with subprocess.Popen(command, env={**os.environ, **variables}) as process:
        try:
            return process.wait()
        except BaseException:  # let it clean up before its server goes
            process.send_signal(signal.SIGINT)
            process.wait()
            raise


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

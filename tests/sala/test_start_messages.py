"""What one reads when Sala cannot start: a sentence and what to do, never a traceback."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from sala.bootstrap import StartError
from sala.environment import ROOT
from sala.preparation import explained

BOOTSTRAP = ROOT / "site" / "sala" / "bootstrap.py"
IN_A_NAMESPACE = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def run(*command: str | Path, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALA_", "DJANGO_", "DATABASE_"))}
    environment = kept | {name: str(value) for name, value in variables.items()}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


def run_on_disk(folder: Path, options: str, *command: str | Path, **variables: str | Path):
    """Run with a small file system mounted on the folder, seen by this command only."""
    if run(*IN_A_NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", folder).returncode:
        pytest.skip("file systems may not be mounted here (unshare --mount)")
    script = 'mount -t tmpfs -o "$0" tmpfs "$1" && shift && exec "$@"'
    return run(*IN_A_NAMESPACE, "sh", "-c", script, options, folder, *command, **variables)


def python_that(does: str, folder: Path) -> Path:
    """An environment whose Python is a script; what it is called with is kept in its file `calls`."""
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" >> {folder}/calls\n{does}\n')
    python.chmod(0o755)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, with the bootstrap and something to install."""
    (tmp_path / "site" / "sala").mkdir(parents=True)
    shutil.copy(BOOTSTRAP, tmp_path / "site" / "sala")
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\ntwo==2\n")
    return tmp_path


def bootstrap(project: Path) -> Path:
    return project / "site" / "sala" / "bootstrap.py"


def test_old_python_is_told(tmp_path: Path) -> None:
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv.pop(), run_name='__main__')"

    done = run(sys.executable, "-c", pretend, BOOTSTRAP)

    assert (done.returncode, done.stderr.splitlines()[1]) == (
        1,
        f"Sala cannot start: this is Python 3.9 ({sys.executable}), and Sala needs 3.11 or newer.",
    )


def test_old_python_can_read_the_bootstrap() -> None:
    ast.parse(BOOTSTRAP.read_text(), feature_version=(3, 6))


def test_missing_venv_module_is_told(tmp_path: Path) -> None:
    hide = "import sys\nsys.modules['ensurepip'] = None\nimport importlib.util as u\nf = u.find_spec\n"
    hide += "u.find_spec = lambda name, package=None: None if name == 'ensurepip' else f(name, package)\n"
    (tmp_path / "sitecustomize.py").write_text(hide)

    done = run(sys.executable, BOOTSTRAP, PYTHONPATH=tmp_path, SALA_VENV=tmp_path / "venv")

    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_environment_without_python_is_told(tmp_path: Path) -> None:
    (tmp_path / "venv").symlink_to(tmp_path / "gone")

    done = run(sys.executable, BOOTSTRAP, SALA_VENV=tmp_path / "venv")

    assert (done.returncode, done.stderr.splitlines()[1:]) == (
        1,
        [
            f"Sala cannot start: {tmp_path}/venv has no working Python in it.",
            f"Remove it, and it is made anew: rm -rf {tmp_path}/venv",
        ],
    )


def test_failing_pip_shows_its_last_lines(project: Path) -> None:
    venv = python_that("seq 1 30; echo 'ERROR: No matching distribution found'; exit 1", project / "venv")

    done = run(sys.executable, bootstrap(project), SALA_VENV=venv)

    assert done.returncode == 1
    assert "installing requirements.txt failed" in done.stderr
    assert "    30\n    ERROR: No matching distribution found\n" in done.stderr
    assert "    5\n" not in done.stderr


def test_pip_runs_only_when_requirements_change(project: Path) -> None:
    venv = python_that("exit 0", project / "venv")

    def calls(*arguments: str) -> int:
        before = (venv / "calls").read_text().count("pip ") if (venv / "calls").exists() else 0
        assert run(sys.executable, bootstrap(project), *arguments, SALA_VENV=venv).returncode == 0
        return (venv / "calls").read_text().count("pip ") - before

    assert [calls("--"), calls("--"), calls("--dev", "--"), calls("--dev", "--"), calls("--")] == [1, 0, 1, 0, 0]
    (project / "requirements.txt").write_text("one==1.1\n")
    assert [calls("--dev", "--"), calls("--"), calls("--dev", "--")] == [1, 0, 0]


def test_command_is_run_with_the_environment_first(project: Path) -> None:
    venv = python_that("exit 7", project / "venv")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (project / name).write_text("")
    python_that("exit 0", project / "working")
    run(sys.executable, bootstrap(project), "--", SALA_VENV=project / "working")
    shutil.copy(project / "working" / "installed-requirements.txt.sha256", venv)

    done = run(sys.executable, bootstrap(project), "--", "manage.py", "check", SALA_VENV=venv)

    assert (done.returncode, (venv / "calls").read_text()) == (7, "manage.py check\n")


def test_ctrl_c_is_no_failure_of_ours(project: Path) -> None:
    venv = python_that("exec sleep 30", project / "venv")
    with subprocess.Popen(
        [sys.executable, bootstrap(project)],
        env={**os.environ, "SALA_VENV": str(venv)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        while not (venv / "calls").exists():
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=10)

    assert process.returncode == 130
    assert "Stopped. The next start goes on from here." in output
    assert "Traceback" not in output


def test_readonly_data_folder_is_told(tmp_path: Path) -> None:
    done = run_on_disk(
        tmp_path, "ro", sys.executable, BOOTSTRAP, "--", "true", SALA_VENV=sys.prefix, SALA_DATA_DIR=tmp_path
    )

    assert done.returncode == 1
    assert f"nothing can be written in {tmp_path} (Read-only file system)" in done.stderr
    assert "SALA_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_full_disk_is_told_before_work_begins(tmp_path: Path) -> None:
    done = run_on_disk(
        tmp_path, "size=16k", sys.executable, BOOTSTRAP, "--", "true", SALA_VENV=sys.prefix, SALA_DATA_DIR=tmp_path
    )

    assert done.returncode == 1
    assert f"the disk that holds {tmp_path} is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_disk_that_fills_up_while_installing_is_told(tmp_path: Path) -> None:
    done = run_on_disk(tmp_path, "size=2m", sys.executable, BOOTSTRAP, SALA_VENV=tmp_path / "venv")

    assert (done.returncode, "the disk is full" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_disk_that_fills_up_while_preparing_is_told(tmp_path: Path) -> None:
    command = (sys.executable, ROOT / "manage.py", "start", "--prepare-only")

    done = run_on_disk(tmp_path, "size=600k", *command, SALA_DATA_DIR=tmp_path)

    assert (done.returncode, f"{tmp_path} is full" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_database_that_is_away_is_told(tmp_path: Path) -> None:
    command = (sys.executable, ROOT / "manage.py", "start", "--prepare-only")

    done = run(*command, SALA_DATA_DIR=tmp_path, DATABASE_URL="postgresql://sala@127.0.0.1:1/sala")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the database does not answer. See that it runs and that DATABASE_URL names it." in done.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "/x/y"), "the disk that holds /x/y is full"),
        (PermissionError(13, "Permission denied", "/x/y"), "nothing can be written in /x/y"),
        (OperationalError("database or disk is full"), "the disk that holds {folder} is full"),
        (OperationalError("attempt to write a readonly database"), "the database cannot be written"),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), "is full"),
    ],
)
def test_failure_of_the_machine_is_explained(error: Exception, words: str) -> None:
    wrapped = RuntimeError("loading failed")
    wrapped.__cause__ = error

    explanation = explained(wrapped)

    assert isinstance(explanation, StartError)
    assert words.format(folder=settings.DATA_DIR) in str(explanation)


@pytest.mark.django_db
def test_failure_of_ours_is_not_hidden() -> None:
    assert explained(KeyError("slug")) is None
    assert explained(OperationalError("no such column: title")) is None

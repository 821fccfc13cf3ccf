#!/usr/bin/env python3
"""Make the virtual environment, install what is missing, then run a command in it.

    python3 site/sala/bootstrap.py                      start the site
    python3 site/sala/bootstrap.py -- manage.py check   run a command with the environment's Python
    python3 site/sala/bootstrap.py --dev -- pytest      the tools of requirements-dev.txt too
    python3 site/sala/bootstrap.py --dev --             only install

The bare system's Python runs this file: standard library only, and a syntax that an old Python can still read,
so that it can say that it is too old. SALA_VENV moves the environment, SALA_DATA_DIR the data folder.
"""

import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST_PYTHON = (3, 11)
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
PIP_LINES_SHOWN = 12


class StartError(Exception):
    """Something the reader can mend: what happened, and what to do next."""


def main(arguments: "list[str]") -> int:
    try:
        check_python()
        dev, command = parse(arguments)
        venv = venv_folder()
        if not (venv / "bin" / "python").exists():
            make_venv(venv)
        install(venv, "requirements-dev.txt" if dev else "requirements.txt")
        if command:
            run(venv, command)
    except StartError as error:
        print(f"\nSala cannot start: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def parse(arguments: "list[str]") -> "tuple[bool, list[str]]":
    """Whether the developers' tools are wanted, and the command: all that follows `--`, else the start of the site."""
    own, command = arguments, ["manage.py", "start"]
    if "--" in arguments:
        dashes = arguments.index("--")
        own, command = arguments[:dashes], arguments[dashes + 1 :]
    unknown = [argument for argument in own if argument != "--dev"]
    if unknown:
        raise StartError(f"bootstrap.py does not know {' '.join(unknown)}. Put the command to run after --")
    return "--dev" in own, command


def check_python() -> None:
    if sys.version_info[:2] < OLDEST_PYTHON:
        found, needed = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        raise StartError(
            f"this is Python {found} ({sys.executable}), and Sala needs {needed} or newer.\n"
            f"Install one and name it: make run PYTHON=python{needed}"
        )


def venv_folder() -> Path:
    return Path(os.environ.get("SALA_VENV") or ROOT / ".venv")


def make_venv(venv: Path) -> None:
    if venv.is_symlink() or venv.exists():
        raise StartError(f"{venv} has no working Python in it.\nRemove it, and it is made anew: rm -rf {venv}")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise StartError(
            f"this Python ({sys.executable}) lacks its modules venv and ensurepip.\n"
            "On Debian and Ubuntu: sudo apt install python3-venv"
        )
    require_writable(venv.parent)
    print(f"Making {venv} …", flush=True)
    try:
        # In two steps, because venv keeps to itself what pip's installation says when it fails.
        run_quietly([sys.executable, "-m", "venv", "--without-pip", str(venv)], doing="making the virtual environment")
        run_quietly([str(venv / "bin" / "python"), "-m", "ensurepip", "--default-pip"], doing="installing pip")
    except BaseException:  # half an environment would look like a whole one to the next start
        shutil.rmtree(venv, ignore_errors=True)
        raise


def install(venv: Path, requirements: str) -> None:
    """Run pip only if what the file asks for changed since pip last did all of it."""
    wanted = {name: fingerprint(name) for name in ("requirements.txt", requirements)}
    if stamp(venv, requirements) == wanted[requirements]:
        return
    require_writable(venv)
    print(f"Installing {requirements} (the first time takes a minute or two) …", flush=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run_quietly([*pip, "install", "--quiet", "-r", str(ROOT / requirements)], doing=f"installing {requirements}")
    for name, text in wanted.items():
        stamp_file(venv, name).write_text(text)


def fingerprint(requirements: str) -> str:
    """A hash of the file and of those it includes."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    included = [line[3:].strip() for line in text.splitlines() if line.startswith("-r ")]
    return hashlib.sha256("".join([text, *map(fingerprint, included)]).encode()).hexdigest()


def stamp_file(venv: Path, requirements: str) -> Path:
    return venv / f"installed-{requirements}.sha256"


def stamp(venv: Path, requirements: str) -> str:
    file = stamp_file(venv, requirements)
    return file.read_text() if file.exists() else ""


def run_quietly(command: "list[str]", *, doing: str) -> None:
    """Run a command; its last lines are shown only when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode == 0:
        return
    if "No space left on device" in done.stdout or "Disk quota exceeded" in done.stdout:
        raise StartError(f"the disk is full ({doing}). Make room, then start again.")
    lines = "\n".join(f"    {line}" for line in done.stdout.splitlines()[-PIP_LINES_SHOWN:])
    raise StartError(
        f"{doing} failed. The last lines it said:\n{lines}\n"
        "If they name the network, see that this machine reaches a package index, then start again."
    )


def run(venv: Path, command: "list[str]") -> None:
    """Become the command, with the environment's programs first on the PATH. A Python file is run by its Python."""
    require_writable(Path(os.environ.get("SALA_DATA_DIR") or ROOT / "var"))
    programs = venv.absolute() / "bin"
    if command[0].endswith(".py"):
        command = ["python", *command]
    os.environ.update(VIRTUAL_ENV=str(venv.absolute()), PATH=f"{programs}{os.pathsep}{os.environ.get('PATH', '')}")
    os.chdir(ROOT)
    sys.stdout.flush()
    try:
        os.execvp(command[0], command)
    except OSError as error:
        raise StartError(f"{command[0]} cannot be run: {error.strerror}.") from error


def require_writable(folder: Path) -> None:
    """Make the folder if it is missing and see that a file can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(65536))
    except OSError as error:
        raise StartError(explain(error, folder)) from error


def explain(error: OSError, folder: Path) -> str:
    if error.errno in NO_SPACE:
        return f"the disk that holds {folder} is full. Make room, then start again."
    return (
        f"nothing can be written in {folder} ({error.strerror}).\n"
        "Give this user the right to write there, or choose another folder: SALA_DATA_DIR for the site's data, "
        "SALA_VENV for the installed packages."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

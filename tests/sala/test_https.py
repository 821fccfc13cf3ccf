"""A site whose address begins with https://: it wants a proxy, and says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client

from sala.checks import check_https_has_a_proxy
from sala.environment import ROOT

HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("https", "header", "errors"),
    [(False, None, []), (False, HEADER, []), (True, HEADER, []), (True, None, ["sala.E001"])],
)
def test_https_wants_a_proxy(settings, https: bool, header: tuple[str, str] | None, errors: list[str]) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = https, header

    assert [message.id for message in check_https_has_a_proxy()] == errors


@pytest.mark.django_db
def test_health_answers_without_https(settings, client: Client) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/robots.txt").status_code == 301


def run_manage(*command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALA_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        capture_output=True,
        text=True,
        check=False,
        env={**kept, "SALA_DATA_DIR": str(folder), "SALA_BASE_URL": "https://sala.example", **variables},
    )


def test_start_without_a_proxy_says_what_to_set(tmp_path: Path) -> None:
    done = run_manage("start", "--prepare-only", folder=tmp_path)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "set SALA_BEHIND_PROXY=1" in done.stderr
    assert not (tmp_path / "sala.sqlite3").exists()


def test_own_host_and_loopback_are_always_allowed(tmp_path: Path) -> None:
    done = run_manage(
        "shell",
        "--no-imports",
        "--command",
        "from django.conf import settings; print(','.join(settings.ALLOWED_HOSTS))",
        folder=tmp_path,
        SALA_BEHIND_PROXY="1",
        SALA_ALLOWED_HOSTS="www.sala.example",
    )

    assert done.stdout.strip() == "www.sala.example,sala.example,127.0.0.1,localhost,[::1]"
    assert {"127.0.0.1", "localhost"} <= set(site_settings.ALLOWED_HOSTS)

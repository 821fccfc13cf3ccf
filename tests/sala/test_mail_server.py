"""SALA_EMAIL_URL: which mail server is meant, and what one reads when it cannot be understood."""

import os
import subprocess
import sys

import pytest

from sala.environment import ROOT, MailServer, mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", None),
        ("smtp://mail.go.th", MailServer("mail.go.th", 25)),
        ("smtp://10.0.0.1:2525", MailServer("10.0.0.1", 2525)),
        ("smtp://[::1]:2525/", MailServer("::1", 2525)),
        ("smtp://me:secret@mail.go.th:587?tls=1", MailServer("mail.go.th", 587, "me", "secret", starttls=True)),
        ("smtp://mail.go.th:587?tls=0", MailServer("mail.go.th", 587)),
        ("smtps://me%40go.th:a%3Ab%2F%25@mail.go.th", MailServer("mail.go.th", 465, "me@go.th", "a:b/%", tls=True)),
    ],
)
def test_mail_server_is_read(monkeypatch: pytest.MonkeyPatch, address: str, server: MailServer | None) -> None:
    monkeypatch.setenv("SALA_EMAIL_URL", address)

    assert mail_server() == server


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mail.go.th", "it does not begin with smtp:// or smtps://."),
        ("imap://mail.go.th", "it does not begin with smtp:// or smtps://."),
        ("smtp://", "it names no host."),
        ("smtp://me:se/cret@mail.go.th", "its port is no number."),
        ("smtp://mail.go.th:65536", "its port is no number."),
        ("smtp://mail.go.th?ssl=1", "nothing but ?tls=1 may follow the host and port."),
        ("smtps://mail.go.th?tls=1", "smtps:// is encrypted already; leave out ?tls=1."),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, address: str, sentence: str) -> None:
    monkeypatch.setenv("SALA_EMAIL_URL", address)

    with pytest.raises(SystemExit) as ended:
        mail_server()

    assert str(ended.value).splitlines()[0] == f"SALA_EMAIL_URL cannot be read: {sentence}"
    assert "cret" not in str(ended.value)


def test_site_does_not_start_with_an_address_it_cannot_read(tmp_path: object) -> None:
    variables = {"DJANGO_SETTINGS_MODULE": "sala.settings", "SALA_DATA_DIR": str(tmp_path), "SALA_EMAIL_URL": "mail"}
    command = [sys.executable, ROOT / "manage.py", "start", "--prepare-only"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})

    assert done.returncode == 1
    assert done.stderr.startswith("SALA_EMAIL_URL cannot be read: it does not begin with smtp:// or smtps://.\n")
    assert "Traceback" not in done.stderr

"""The processes that send, killed at the worst moments; and the worker, woken by an act."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from notifications.delivery import LEASE, deliver_due
from notifications.models import Message
from sala.environment import ROOT
from tests.notifications.mail_servers import MailServer

Greet = Callable[..., Message]
Start = Callable[..., subprocess.Popen[bytes]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    with server.running():
        yield server


def database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**values)


@pytest.fixture
def manage(server: MailServer, tmp_path: Path) -> Iterator[Start]:
    """Starts management commands with the site's own settings on the test's database and mail server."""
    variables = {
        "DJANGO_SETTINGS_MODULE": "sala.settings",
        "SALA_DATA_DIR": str(tmp_path),
        "SALA_EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "DATABASE_URL": database_url(),
    }
    with ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = stack.enter_context(
                subprocess.Popen([sys.executable, ROOT / "manage.py", *arguments], env={**os.environ, **variables})
            )
            stack.callback(process.kill)
            return process

        yield start


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def test_killed_between_claim_and_sending_it_goes_once_later(server: MailServer, greet: Greet, manage: Start) -> None:
    message = greet()
    server.postman.hold("RCPT")
    sender = manage("send_notices")
    assert server.postman.reached.wait(60)
    kill(sender)
    server.postman.go_on()

    assert manage("send_notices").wait(60) == 0  # the claim of the dead still holds
    assert server.postman.mails == []
    with time_machine.travel(timezone.now() + LEASE):
        deliver_due()
        deliver_due()

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)
    assert [mail["Message-ID"] for mail in server.postman.mails] == [message.message_id]


def test_killed_before_its_record_it_goes_again_under_the_same_name(
    server: MailServer, greet: Greet, manage: Start
) -> None:
    message = greet()
    server.postman.hold("text")  # the server has it, and has not said OK yet
    sender = manage("send_notices")
    assert server.postman.reached.wait(60)
    kill(sender)
    server.postman.go_on()

    with time_machine.travel(timezone.now() + LEASE):
        deliver_due()

    message.refresh_from_db()
    assert message.state == "sent"
    assert [mail["Message-ID"] for mail in server.postman.mails] == [message.message_id] * 2


def test_worker_killed_before_the_acknowledgement_sends_it_when_it_is_back(
    server: MailServer, greet: Greet, manage: Start
) -> None:
    worker = manage("run_worker", "--queue-name", "*")
    time.sleep(3)
    kill(worker)
    message = greet()

    manage("run_worker", "--queue-name", "*")

    wait_until_sent(message, seconds=60)
    assert len(server.postman.mails) == 1


def test_running_worker_sends_within_five_seconds(server: MailServer, greet: Greet, manage: Start) -> None:
    manage("run_worker", "--queue-name", "*")
    first = greet()
    wait_until_sent(first, seconds=60)  # the worker is up

    second = greet()

    assert wait_until_sent(second, seconds=10) < timedelta(seconds=5)
    assert [mail["Message-ID"] for mail in server.postman.mails] == [first.message_id, second.message_id]


def wait_until_sent(message: Message, *, seconds: int) -> timedelta:
    end = time.monotonic() + seconds
    while message.state != "sent":
        assert time.monotonic() < end, f"{message.state} after {seconds} seconds: {message.error}"
        time.sleep(0.1)
        message.refresh_from_db()
    assert message.sent_at
    return message.sent_at - message.created_at

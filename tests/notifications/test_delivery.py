"""The outbox against a real mail server on this machine."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agency.models import AgencySettings
from notifications.channels import AwayError
from notifications.delivery import LEASE, deliver, deliver_due
from notifications.models import Message
from notifications.services import Attachment
from tests.factories import make_site
from tests.notifications.mail_servers import MailServer

Greet = Callable[..., Message]
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    with server.running():
        yield server


def outcome(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    assert message.claimed_until is None
    return message.state, message.attempts, message.error


def minutes_until_next(message: Message) -> int:
    return round((message.not_before - timezone.now()).total_seconds() / 60)


def test_mail_arrives_once_and_can_be_read(server: MailServer, greet: Greet) -> None:
    make_site()
    AgencySettings.objects.update(email="saraban@example.go.th", phone="0 2000 0000")
    message = greet(context={"reason": "ก" * 400}, attachments=[Attachment("ใบรับ.pdf", "application/pdf", b"%PDF-1")])

    deliver_due()
    deliver_due()

    [mail] = server.postman.mails
    [envelope] = server.postman.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("saraban@example.go.th", ["somjai@example.com"])
    assert {name: str(mail[name]) for name in ("From", "To", "Subject")} == {
        "From": "เทศบาลทดสอบ <saraban@example.go.th>",
        "To": "somjai@example.com",
        "Subject": "สวัสดี สมใจ",
    }
    assert (mail["Message-ID"], mail["Auto-Submitted"], mail["Content-Language"]) == (
        message.message_id,
        "auto-generated",
        "th",
    )
    text = mail.get_body(("plain",)).get_content()
    assert text.replace("\r\n", "\n") == (
        f"{message.body}\n-- \nเทศบาลทดสอบ\nโทรศัพท์ 0 2000 0000\nอีเมล saraban@example.go.th\nข้อความนี้ส่งโดยระบบอัตโนมัติ\n"
    )
    [attachment] = mail.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("ใบรับ.pdf", b"%PDF-1")
    assert outcome(message) == ("sent", 1, "")


def test_message_for_the_page_is_not_mailed(server: MailServer, greet: Greet) -> None:
    message = greet(email="")

    deliver_due()

    assert server.postman.mails == []
    assert outcome(message) == ("page", 0, "")


def test_refused_for_now_is_tried_again_later(server: MailServer, greet: Greet) -> None:
    server.postman.answers = ["451 Try again later"]
    message, other = greet(), greet(email="other@example.com")

    deliver_due()
    deliver_due()

    assert outcome(message) == ("pending", 1, "451 Try again later")
    assert minutes_until_next(message) == 1
    assert outcome(other) == ("sent", 1, "")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        deliver_due()
    assert outcome(message) == ("sent", 2, "")
    assert [mail["To"] for mail in server.postman.mails] == ["other@example.com", "somjai@example.com"]


def test_it_waits_longer_each_time_and_fails_after_ten(
    server: MailServer, greet: Greet, caplog: pytest.LogCaptureFixture
) -> None:
    server.postman.answers = ["451 Not now"] * 20
    message = greet()
    waits = []

    now = timezone.now()
    for _ in range(11):
        with time_machine.travel(now, tick=False):
            deliver_due()
            message.refresh_from_db()
            waits.append(minutes_until_next(message))
        now = message.not_before

    assert waits == [1, 5, 15, 60, 60, 60, 60, 60, 60, 0, 0]
    assert outcome(message) == ("failed", 10, "451 Not now")
    assert [record.levelname for record in caplog.records if record.name == "notifications.delivery"] == ["ERROR"]


@pytest.mark.parametrize("of_text", [False, True])
def test_refused_for_good_fails_at_once(
    server: MailServer, greet: Greet, of_text: bool, caplog: pytest.LogCaptureFixture
) -> None:
    (server.postman.answers_to_text if of_text else server.postman.answers).append("550 No such user")
    message, other = greet(), greet()

    deliver_due()

    assert outcome(message) == ("failed", 1, "550 No such user")
    assert outcome(other) == ("sent", 1, "")
    assert "submission:K7PM3QX2 could not be sent: 550 No such user" in caplog.text


@pytest.mark.parametrize("address", ["สมใจ@example.com", "somjai@@example.com", "a b@example.com", "somjai"])
def test_odd_address_holds_up_nobody(server: MailServer, greet: Greet, address: str) -> None:
    odd, other = greet(email=address), greet()

    deliver_due()

    assert outcome(odd)[0] in {"sent", "failed"}
    assert outcome(other) == ("sent", 1, "")


def test_message_that_cannot_be_composed_holds_up_nobody(
    server: MailServer, greet: Greet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    odd, other = greet(attachments=[Attachment("a.bin", "no type", b"x")]), greet()

    deliver_due()

    assert outcome(odd)[:2] == ("pending", 1)
    assert outcome(other) == ("sent", 1, "")


def test_outage_costs_no_attempt_and_ends_with_all_sent(
    server: MailServer, greet: Greet, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop()
    messages = [greet() for _ in range(3)]
    now = timezone.now()
    for minute in range(15):
        with time_machine.travel(now + timedelta(minutes=minute)):
            deliver_due()
    assert {outcome(message)[:2] for message in messages} == {("pending", 0)}
    assert caplog.text.count("Messages wait: ConnectionRefusedError") == 15

    server.start()
    with time_machine.travel(now + timedelta(minutes=16)):
        deliver_due()

    assert {outcome(message) for message in messages} == {("sent", 1, "")}
    assert len(server.postman.mails) == 3


def test_lost_connection_counts_as_an_attempt(server: MailServer, greet: Greet) -> None:
    server.postman.answers = ["421 Going down"]
    message = greet()

    deliver_due()

    assert outcome(message) == ("pending", 1, "421 Going down")


def test_claimed_message_is_left_alone_until_the_claim_runs_out(server: MailServer, greet: Greet) -> None:
    message = greet()
    Message.objects.update(claimed_until=timezone.now() + LEASE, attempts=1)

    call_command("send_notices")
    assert server.postman.mails == []

    with time_machine.travel(timezone.now() + LEASE):
        call_command("send_notices")
    assert outcome(message) == ("sent", 2, "")


def test_message_that_kills_its_sender_each_time_is_given_up(server: MailServer, greet: Greet) -> None:
    message = greet()
    Message.objects.update(attempts=10)

    deliver_due()

    assert outcome(message) == ("failed", 11, "Whoever sent it was interrupted 10 times.")


def test_claim_outlasts_the_slowest_server(settings: LazySettings) -> None:
    answers = 13  # greeting, EHLO, STARTTLS, handshake, EHLO, AUTH three times, MAIL, RCPT, DATA, text, QUIT
    assert answers * timedelta(seconds=settings.EMAIL_TIMEOUT) < LEASE


def test_single_message_tells_that_the_server_is_away(server: MailServer, greet: Greet) -> None:
    server.stop()
    with pytest.raises(AwayError, match="ConnectionRefusedError"):
        deliver(greet())


@pytest.mark.django_db(transaction=True)
def test_many_deliverers_at_once_send_each_message_once(server: MailServer, greet: Greet) -> None:
    messages = [greet(email=f"{number}@example.com") for number in range(12)]
    Message.objects.update(state="pending", attempts=0)  # the knocks of this process sent them
    server.postman.envelopes.clear()
    start = threading.Barrier(4)
    errors: list[BaseException] = []

    def run() -> None:
        try:
            start.wait(10)
            deliver_due()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    assert sorted(str(mail["To"]) for mail in server.postman.mails) == sorted(message.to for message in messages)
    assert {outcome(message) for message in messages} == {("sent", 1, "")}


@pytest.mark.django_db(transaction=True)
def test_same_telling_from_two_threads_is_one_message(server: MailServer, greet: Greet) -> None:
    start = threading.Barrier(4)
    made: list[int] = []

    def run() -> None:
        try:
            start.wait(10)
            made.append(greet(once="received:K7PM3QX2").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert made == [Message.objects.get().pk] * 4
    deliver_due()
    assert len(server.postman.mails) == 1

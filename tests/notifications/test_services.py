from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from notifications import tasks
from notifications.models import Message, MessageAttachment, NoticeText
from notifications.registry import Notice, UnknownNoticeError
from notifications.services import Attachment, send_again, send_notice

Greet = Callable[..., Message]
pytestmark = pytest.mark.django_db


def test_notice_is_stored_in_the_readers_language(greet: Greet) -> None:
    thai, english = greet(), greet(language="en", context={"name": "Somjai", "reason": "A & B"})

    assert (thai.subject, thai.body) == ("สวัสดี สมใจ", "เรียน สมใจ\nเลขที่อ้างอิง K7PM-3QX2\n")
    assert (english.subject, english.body) == (
        "Hello Somjai",
        "Dear Somjai,\nyour reference is K7PM-3QX2.\nReason: A & B\n",
    )
    assert (thai.channel, thai.state, thai.to) == ("email", "pending", "somjai@example.com")
    assert thai.message_id != english.message_id


def test_without_an_address_it_is_for_the_tracking_page(greet: Greet) -> None:
    message = greet(email="")

    assert (message.channel, message.state, message.to) == ("page", "page", "")


def test_same_telling_is_stored_once(greet: Greet) -> None:
    first, second, other = greet(once="received:1"), greet(once="received:1"), greet(once="received:2")

    assert first == second
    assert list(Message.objects.about("submission:K7PM3QX2")) == [first, other]


def test_line_breaks_in_a_value_stay_out_of_the_subject(greet: Greet) -> None:
    message = greet(context={"name": "สมใจ\nBcc: all@example.com"})

    assert message.subject == "สวัสดี สมใจ Bcc: all@example.com"
    assert message.body.startswith("เรียน สมใจ\nBcc")


def test_long_value_makes_no_subject_that_cannot_be_stored(greet: Greet) -> None:
    assert len(greet(context={"name": "ก" * 500}).subject) == 200


@pytest.mark.parametrize("context", [{"name": "x"}, {"name": "x", "reference": "y", "reason": "", "more": ""}])
def test_fields_are_those_that_the_notice_declares(greeting: Notice, context: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"example.greeting wants \['name', 'reason', 'reference'\]"):
        send_notice(greeting.key, about="x", context=context)


def test_notice_that_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(UnknownNoticeError):
        send_notice("example.nothing", about="x", context={})


def test_editors_text_is_used_in_its_language_only(greet: Greet, greeting: Notice) -> None:
    NoticeText.objects.create(key=greeting.key, language="th", subject="ถึง {{ name }}", body="{{ reference }}")

    assert (greet().subject, greet().body) == ("ถึง สมใจ", "K7PM-3QX2\n")
    assert greet(language="en").subject == "Hello สมใจ"


def test_editors_text_that_breaks_gives_way_to_the_default(
    greet: Greet, greeting: Notice, caplog: pytest.LogCaptureFixture
) -> None:
    NoticeText.objects.create(key=greeting.key, language="th", subject="ถึง", body="{% if %}")

    assert greet().subject == "สวัสดี สมใจ"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_notice_without_any_text_says_its_fields(greet: Greet, caplog: pytest.LogCaptureFixture) -> None:
    from notifications import registry

    registry._notices["example.greeting"] = Notice(
        key="example.untold", name="Untold", fields={"reference": "Reference"}, sample={"reference": "x"}
    )

    message = send_notice("example.greeting", about="x", context={"reference": "K7PM-3QX2"})

    assert (message.subject, message.body) == ("Untold", "Reference: K7PM-3QX2\n")


def test_act_that_is_rolled_back_tells_nobody(greet: Greet) -> None:
    with transaction.atomic():
        greet()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_message_goes_when_the_act_is_committed(greet: Greet, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = greet(attachments=[Attachment("ใบรับ.pdf", "application/pdf", b"%PDF-")])
        assert mail.outbox == []

    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_until, message.error) == ("sent", 1, None, "")
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["somjai@example.com"], "สวัสดี สมใจ")]
    assert mail.outbox[0].attachments == [("ใบรับ.pdf", b"%PDF-", "application/pdf")]
    assert bytes(MessageAttachment.objects.get().content) == b""  # the matter keeps the original


def test_broken_task_queue_does_not_reach_the_act(
    greet: Greet,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*arguments: Any, **options: Any) -> None:
        raise OSError("no queue")

    monkeypatch.setattr(type(tasks.deliver_due), "enqueue", fail)
    with django_capture_on_commit_callbacks(execute=True):
        message = greet()

    assert message.state == "pending"
    assert "The worker could not be told of a new message" in caplog.text


def test_failed_message_can_be_sent_again(greet: Greet, django_capture_on_commit_callbacks: Any) -> None:
    message = greet()
    Message.objects.update(state="failed", attempts=10, error="550 no such user")

    with django_capture_on_commit_callbacks(execute=True):
        send_again(message)

    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == ("sent", 1, "")

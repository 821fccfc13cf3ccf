"""The back office: editors write texts, administrators look after what could not be sent."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from notifications.models import Message, NoticeText
from notifications.registry import Notice

Greet = Callable[..., Message]
pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/notifications/noticetext/add/"
OUTBOX = "/admin/outbox/"


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss"))
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    group = Group.objects.get(name="Editors")
    group.permissions.add(*Permission.objects.filter(content_type__model="noticetext"))
    user = User.objects.create_user("editor")
    user.groups.add(group)
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_editor_sees_fields_and_default_texts(editor: Client, greeting: Notice) -> None:
    text = text_of(editor.get(ADD))

    assert "{{ reference }}" in text
    assert "Hello {{ name }}" in text
    assert "สวัสดี {{ name }}" in text


def test_editor_writes_a_text(editor: Client, greeting: Notice, greet: Greet) -> None:
    values = {"key": greeting.key, "language": "th", "subject": "ถึง {{ name }}", "body": "{{ nmae }}"}

    refused = editor.post(ADD, values)
    assert "หนังสือแจ้งนี้ไม่มีข้อมูลชื่อ “nmae”" in text_of(refused)
    assert editor.post(ADD, {**values, "body": "{{ reference }}"}).status_code == 302

    assert (greet().subject, greet().body) == ("ถึง สมใจ", "K7PM-3QX2\n")
    assert "Greeting" in text_of(editor.get("/admin/snippets/notifications/noticetext/"))


def test_preview_shows_the_text_with_the_sample(editor: Client, greeting: Notice) -> None:
    values = {"key": greeting.key, "language": "en", "subject": "To {{ name }}", "body": "{{ reason }} <b>"}
    editor.post(f"{ADD.replace('add/', 'preview/')}", values)

    assert "To สมใจ ทดสอบ <b>" in text_of(editor.get(f"{ADD.replace('add/', 'preview/')}"))


def test_text_of_a_notice_that_is_gone_breaks_no_page(editor: Client, greeting: Notice) -> None:
    text = NoticeText.objects.create(key="example.gone", language="th", subject="x", body="x")

    assert text_of(editor.get("/admin/snippets/notifications/noticetext/"))
    edit = f"/admin/snippets/notifications/noticetext/edit/{text.pk}/"
    assert text_of(editor.get(edit))
    assert text_of(editor.post(edit, {"key": text.key, "language": "th", "subject": "y", "body": "y"}))


def test_administrator_sends_a_failed_message_again(
    administrator: Client, greet: Greet, django_capture_on_commit_callbacks: Any
) -> None:
    message, waiting = greet(), greet()
    Message.objects.filter(pk=message.pk).update(state="failed", attempts=10, error="550 No such user")
    Message.objects.filter(pk=waiting.pk).update(error="451 Later")
    text = text_of(administrator.get(OUTBOX))
    assert ("550 No such user" in text, "451 Later" in text) == (True, True)

    with django_capture_on_commit_callbacks(execute=True):
        after = administrator.post(f"{OUTBOX}{message.pk}/send-again/", follow=True)

    message.refresh_from_db()
    assert message.state == "sent"
    assert "550 No such user" not in text_of(after)


def test_outbox_without_trouble_says_so(administrator: Client, greet: Greet) -> None:
    greet(email="")

    assert "ส่งข้อความได้ครบถ้วน" in text_of(administrator.get(OUTBOX))


def test_outbox_is_the_administrators(editor: Client, greet: Greet) -> None:
    message = greet()
    Message.objects.update(state="failed")

    assert editor.get(OUTBOX).status_code == 404
    assert editor.post(f"{OUTBOX}{message.pk}/send-again/").status_code == 404
    message.refresh_from_db()
    assert message.state == "failed"


def test_sending_again_needs_a_post(administrator: Client, greet: Greet) -> None:
    assert administrator.get(f"{OUTBOX}{greet().pk}/send-again/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_outbox_asks_the_same_number_of_times(
    administrator: Client, greet: Greet, number: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        greet()
    Message.objects.update(state="failed", error="550")
    administrator.get(OUTBOX)

    with django_assert_max_num_queries(16):
        administrator.get(OUTBOX)

"""Telling people. What is told is stored with the act that causes it, and sent afterwards: it may fail, the act does not."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import registry, tasks
from notifications.models import Message, MessageAttachment
from notifications.rendering import render
from notifications.texts import LANGUAGES

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attachment:
    name: str
    content_type: str
    content: bytes


def send_notice(
    key: str,
    *,
    about: str,
    context: Mapping[str, str],
    email: str = "",
    language: str = "th",
    once: str | None = None,
    attachments: Iterable[Attachment] = (),
) -> Message:
    """Tell somebody: by e-mail if there is an address, on the tracking page in any case.

    about: the subject key of the matter ("submission:K7PM3QX2").
    context: a value for each field that the notice declares, ready to read in `language`.
    once: names the telling. A second call with the same name gives the message of the first and sends nothing.
    Raises UnknownNoticeError and ValueError for mistakes of the caller, never for a text or a server that fails.
    """
    notice = registry.get(key)
    if set(context) != set(notice.fields):
        raise ValueError(f"{key} wants {sorted(notice.fields)}, not {sorted(context)}.")
    language = language if language in LANGUAGES else LANGUAGES[0]
    with transaction.atomic():
        if once and (existing := Message.objects.filter(once=once).first()):
            return existing
        text = render(notice, context, language=language)
        message = Message(
            notice=key,
            about=about,
            channel=Message.Channel.EMAIL if email else Message.Channel.PAGE,
            state=Message.State.PENDING if email else Message.State.PAGE,
            to=email,
            language=language,
            subject=text.subject,
            body=text.body,
            once=once,
        )
        return _store(message, attachments)


def send_again(message: Message) -> Message:
    """Give a message that failed all its attempts anew. Any other is left as it is."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message.pk)
        if message.state == Message.State.FAILED:
            message.state, message.attempts, message.error = Message.State.PENDING, 0, ""
            message.not_before = timezone.now()
            message.save(update_fields=["state", "attempts", "error", "not_before"])
            transaction.on_commit(_knock)
        return message


def _store(message: Message, attachments: Iterable[Attachment]) -> Message:
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        # Somebody else told the same at the same moment.
        if message.once and (existing := Message.objects.filter(once=message.once).first()):
            return existing
        raise
    if message.state == Message.State.PENDING:
        MessageAttachment.objects.bulk_create(
            MessageAttachment(message=message, name=each.name, content_type=each.content_type, content=each.content)
            for each in attachments
        )
        transaction.on_commit(_knock)
    return message


def _knock() -> None:
    """Wake the worker. Where that fails, the clock's round comes within a minute."""
    try:
        tasks.deliver_due.enqueue()
    except Exception:
        logger.exception("The worker could not be told of a new message")

"""Sending what lies in the outbox. Any number of processes may do so at once; each may be killed at any moment.

A message is claimed by an UPDATE that only one can win, sent outside of any transaction, and recorded. Who is killed in
between leaves a claim that runs out. So a message goes once, except when the kill falls between the server's OK and our
record: then it goes again under the same Message-ID.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notifications.channels import AwayError, DeliveryError, RefusedError, channel_of
from notifications.models import Message

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
"""Longer than the slowest sending: some twelve answers of a mail server, EMAIL_TIMEOUT each."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
MAX_ATTEMPTS = 10
MAX_MESSAGES_A_ROUND = 500
MAX_SECONDS_A_ROUND = 50
"""The worker and the clock have other work too. What is left over is for the next round, a minute later."""


def deliver_due() -> None:
    """Send what is due, oldest first, until the channel or the time is gone."""
    end = time.monotonic() + MAX_SECONDS_A_ROUND
    for message in Message.objects.due(timezone.now()).order_by("not_before", "pk")[:MAX_MESSAGES_A_ROUND]:
        try:
            deliver(message)
        except AwayError as error:
            logger.warning("Messages wait: %s", error)
            return
        if time.monotonic() > end:
            return


def deliver(message: Message) -> Message:
    """Send a message, unless somebody else is at it or it is not due. Raises AwayError when nothing can be sent now."""
    if not _claim(message):
        return message
    message.refresh_from_db()
    try:
        _send(message)
    except RefusedError as error:
        _give_up(message, error)
    except AwayError as error:
        _release(message, error)
        raise
    except Exception as error:  # one message that cannot even be composed must not hold up the others
        if not isinstance(error, DeliveryError):
            logger.exception("Message %s cannot be sent", message.pk)
        _put_off(message, error)
    else:
        _record_sent(message)
    return message


def _claim(message: Message) -> bool:
    now = timezone.now()
    mine = Message.objects.due(now).filter(pk=message.pk)
    return mine.update(claimed_until=now + LEASE, attempts=F("attempts") + 1) == 1


def _send(message: Message) -> None:
    if message.attempts > MAX_ATTEMPTS:
        raise RefusedError(f"{message.error}\nWhoever sent it was interrupted {MAX_ATTEMPTS} times.".strip())
    channel_of(message).send(message)


def _record_sent(message: Message) -> None:
    with transaction.atomic():
        _record(message, state=Message.State.SENT, sent_at=timezone.now(), error="")
        message.attachments.update(content=b"")


def _give_up(message: Message, error: Exception) -> None:
    logger.error("Message %s about %s could not be sent: %s", message.pk, message.about, error)
    _record(message, state=Message.State.FAILED, error=str(error))


def _put_off(message: Message, error: Exception) -> None:
    if message.attempts >= MAX_ATTEMPTS:
        return _give_up(message, error)
    wait = WAITS[min(message.attempts, len(WAITS)) - 1]
    return _record(message, not_before=timezone.now() + wait, error=str(error))


def _release(message: Message, error: Exception) -> None:
    """An outage uses up no attempt: however long it lasts, messages go when it is over."""
    _record(message, not_before=timezone.now() + WAITS[0], attempts=message.attempts - 1, error=str(error))


def _record(message: Message, **values: object) -> None:
    for name, value in {"claimed_until": None, **values}.items():
        setattr(message, name, value)
    message.save(update_fields=["claimed_until", *values])

from __future__ import annotations

import logging
import smtplib
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from agency.models import AgencySettings
from notifications.channels.base import AwayError, Channel, DeliveryError, RefusedError
from notifications.models import Message

logger = logging.getLogger(__name__)

TOO_LARGE = 552  # the answer to the sender's line that is about the message's size


class EmailChannel(Channel):
    """Plain text through the mail server of the settings."""

    def send(self, message: Message) -> None:
        mail = compose(message)
        mail.connection = connection = get_connection()
        try:
            _open(connection)
            mail.send()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise meaning_of(error) from error
        finally:
            _close(connection)


def compose(message: Message) -> EmailMessage:
    setting = AgencySettings.objects.filter(site__is_default_site=True).select_related("agency").first()
    with translation.override(message.language):
        name = setting.agency.localized.name if setting and setting.agency else ""
        foot = render_to_string("notifications/signature.txt", {"name": name, "setting": setting})
    address = setting.email if setting and setting.email else settings.DEFAULT_FROM_EMAIL
    mail = EmailMessage(
        subject=message.subject,
        body=f"{message.body.rstrip()}\n\n-- \n{foot.strip()}\n",
        from_email=formataddr((name, address)),
        to=[message.to],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    for attachment in message.attachments.all():
        mail.attach(attachment.name, bytes(attachment.content), attachment.content_type)
    return mail


def meaning_of(error: Exception) -> DeliveryError:
    """What an error means for the message. An answer 5xx to the recipient or to the text is for good."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            return _answered(code, words)
        case smtplib.SMTPSenderRefused() if error.smtp_code != TOO_LARGE:
            return AwayError(_said(error.smtp_code, error.smtp_error))  # of us, and so of each message
        case smtplib.SMTPResponseException():
            return _answered(error.smtp_code, error.smtp_error)
        case ValueError():  # an address or a header that cannot be written
            return RefusedError(str(error))
        case _:
            return DeliveryError(f"{type(error).__name__}: {error}")


def _answered(code: int, words: bytes | str) -> DeliveryError:
    return (RefusedError if code >= 500 else DeliveryError)(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error


def _close(connection: BaseEmailBackend) -> None:
    """The message is over by now: a server that says no goodbye changes nothing."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.debug("The connection to the mail server did not end well", exc_info=True)

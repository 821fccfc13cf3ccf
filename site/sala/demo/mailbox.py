"""The mails that the demo would send, as sala.mail_files writes them: the mails of one connection are one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

from django.conf import settings

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # what the backend writes after each mail
FILE_BACKEND = "sala.mail_files.EmailBackend"


@dataclass(frozen=True)
class Attachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Place:
    """Where a mail lies: in which file, and as which one of it."""

    path: Path
    number: int


@dataclass(frozen=True)
class Mail:
    place: Place
    subject: str
    sender: str
    to: str
    date: datetime | None
    language: str
    body: str
    attachments: list[Attachment]


def is_filled() -> bool:
    """Whether mail is written into files; else it goes to a mail server."""
    return settings.EMAIL_BACKEND == FILE_BACKEND


def places() -> list[Place]:
    """Of all mails, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    found = [(path, path.stat()) for path in (folder.glob("*.log") if folder.is_dir() else [])]
    found.sort(key=lambda each: (each[1].st_mtime_ns, each[0].name), reverse=True)
    return [
        Place(path, number)
        for path, stat in found
        for number in reversed(range(_count(path, stat.st_mtime, stat.st_size)))
    ]


def mail_at(place: Place) -> Mail:
    return _read(_parts(place.path)[place.number], place)


def attachment_at(name: str, number: int, position: int) -> Attachment | None:
    """Only of mails that are listed: the name comes from an address."""
    place = next((place for place in places() if (place.path.name, place.number) == (name, number)), None)
    attachments = mail_at(place).attachments if place else []
    return attachments[position] if position < len(attachments) else None


@lru_cache(maxsize=5000)
def _count(path: Path, changed_at: float, size: int) -> int:
    """Remembered until the file changes: the mails of a page are read anew, those of the other pages are not."""
    return len(_parts(path))


def _parts(path: Path) -> list[bytes]:
    return [part for part in path.read_bytes().split(SEPARATOR) if part.strip()]


def _read(content: bytes, place: Place) -> Mail:
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    part = message.get_body(("plain",))
    return Mail(
        place=place,
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        date=_date(message),
        language=str(message["Content-Language"] or ""),
        body=part.get_content().strip() if part else "",
        attachments=[_read_attachment(each) for each in message.iter_attachments()],
    )


def _date(message: EmailMessage) -> datetime | None:
    """Django writes -0000 for UTC, which the parser takes for a time without a zone."""
    date = message["Date"].datetime if message["Date"] else None
    return date.replace(tzinfo=UTC) if date and date.tzinfo is None else date


def _read_attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)  # bytes, whatever the kind; a forwarded mail has none
    return Attachment(
        part.get_filename() or "", part.get_content_type(), content if isinstance(content, bytes) else b""
    )

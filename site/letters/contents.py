"""What a letter says. Whoever asks for a letter fills these in; texts arrive ready to print, in the letter's language.

Dates are texts: `agency_tags.long_date` under `translation.override(language)` writes them. Empty texts are left out of
the page. Lines of an address are parted by "\\n".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Answers = Sequence[tuple[str, str]]
"""Label and text, in order."""


@dataclass(frozen=True)
class Sender:
    """The agency, as it stands on top. `letters.senders.sender_of` makes it. crest: SVG, PNG or JPEG; else the pavilion."""

    name: str
    contacts: Sequence[str] = ()
    crest: bytes | None = None


@dataclass(frozen=True)
class Signer:
    name: str
    position: str = ""


@dataclass(frozen=True)
class Part:
    """A step of the form and what was answered."""

    title: str
    answers: Answers


@dataclass(frozen=True)
class ListedFile:
    name: str
    size: str
    sha256: str


@dataclass(frozen=True)
class ReceiptLetter:
    """What was received, and when. reference: as shown ("K7PM-3QX2"); with `secret` and `tracking_url` it can be followed."""

    sender: Sender
    reference: str
    title: str
    applicant: str
    channel: str
    entered_at: str
    counts_from: str
    due: str = ""
    register_number: str = ""
    secret: str = ""
    tracking_url: str = ""
    parts: Sequence[Part] = ()
    files: Sequence[ListedFile] = ()
    language: str = "th"
    is_demo: bool = False


@dataclass(frozen=True)
class DecisionLetter:
    """An answer to a matter. A refusal has `reason`, `legal_basis` and `appeal`. number: the letter's own (ที่ …)."""

    sender: Sender
    unit: str
    reference: str
    date: str
    addressee: str
    subject: str
    paragraphs: Sequence[str]
    signer: Signer
    number: str = ""
    reason: str = ""
    legal_basis: str = ""
    appeal: str = ""
    language: str = "th"
    is_demo: bool = False


@dataclass(frozen=True)
class LicenceLetter:
    """A licence as the holder displays it. is_demo: "ตัวอย่าง" is written across the page."""

    sender: Sender
    title: str
    number: str
    holder: str
    verification_url: str
    signer: Signer
    law: str = ""
    holder_number: str = ""
    place: str = ""
    address: str = ""
    items: Answers = ()
    issued_on: str = ""
    valid_from: str = ""
    valid_until: str = ""
    conditions: Sequence[str] = ()
    language: str = "th"
    is_demo: bool = False

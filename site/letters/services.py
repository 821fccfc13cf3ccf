"""Letters as PDF/A-2b. Ask for them outside of a transaction: one takes some hundredths of a second."""

from letters import labels, signing
from letters.contents import DecisionLetter, LicenceLetter, ReceiptLetter
from letters.typesetting import typeset


def render_receipt(letter: ReceiptLetter) -> bytes:
    """Not signed: the case itself is the proof, and an acknowledgement must not wait for a key."""
    title = f"{letter.reference} {letter.title}"
    return typeset("receipt", letter, title=title, words=labels.of_receipt, url=letter.tracking_url)


def render_decision(letter: DecisionLetter) -> bytes:
    title = f"{letter.reference} {letter.subject}"
    pdf = typeset("decision", letter, title=title, words=labels.of_decision)
    return sign(pdf, reason=title)


def render_licence(letter: LicenceLetter) -> bytes:
    title = f"{letter.title} {letter.number}"
    pdf = typeset("licence", letter, title=title, words=labels.of_licence, url=letter.verification_url)
    return sign(pdf, reason=title)


def sign(pdf: bytes, *, reason: str) -> bytes:
    """With the agency's key (`letters.signing`); what was there stays byte for byte in front of the signature."""
    return signing.sign(pdf, reason=reason)

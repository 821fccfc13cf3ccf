"""The agency's signature on a PDF: PAdES-B-B, in a field that is not seen on the page.

SALA_SIGNING_PKCS12 names the agency's key and certificate, SALA_SIGNING_PASSWORD opens it. Without them a demo authority
is made at first use and kept in the data folder; readers show its signatures as intact, by somebody whom they do not know.
A signature tells nothing about the time but what our clock said: there is no time stamp by a third party.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import pem
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from letters import authority

FIELD_NAME = "Agency"
LOCATION = "Thailand"


class KeyUnusableError(Exception):
    """The key file cannot be opened: which one, for the operator."""


def sign(pdf: bytes, *, reason: str) -> bytes:
    """The PDF with a signature added behind it. `reason` is shown by readers beside the signer's name."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD_NAME,
        reason=reason,
        location=LOCATION,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    original = io.BytesIO(pdf + b"\n")  # PDF/A wants a line end before what is added
    signed = signers.PdfSigner(metadata, _signer()).sign_pdf(IncrementalPdfFileWriter(original))
    return bytes(signed.getbuffer())


def certificate_pem() -> str:
    """The certificates to publish, the signer's first, so that anyone can check a signature."""
    signer = _signer()
    own = signer.signing_cert
    others = [each for each in signer.cert_registry if each.sha256 != own.sha256]
    return "".join(pem.armor("CERTIFICATE", each.dump()).decode() for each in (own, *others))


def _signer() -> Any:
    return _load(*_key_file())


def _key_file() -> tuple[Path, str]:
    if settings.SIGNING_PKCS12:
        return Path(settings.SIGNING_PKCS12), settings.SIGNING_PASSWORD
    path = Path(settings.DATA_DIR) / "keys" / "demo-signing.p12"
    authority.make_once(path)
    return path, ""


@cache
def _load(path: Path, password: str) -> Any:
    signer = signers.SimpleSigner.load_pkcs12(path, passphrase=password.encode() or None)
    if signer is None:
        raise KeyUnusableError(f"{path} cannot be read as PKCS #12: look at SALA_SIGNING_PKCS12 and its password.")
    return signer

"""The signature: valid, noticed when a byte changes, by a demo authority that is made once."""

import io
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem, x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from letters import authority, signing
from letters.services import render_decision, render_licence
from tests.letters import making

ROOT = Path(__file__).resolve().parents[2]


def status_of(pdf: bytes) -> PdfSignatureStatus:
    *_, root = published()
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))


def published() -> list[x509.Certificate]:
    blocks = pem.unarmor(signing.certificate_pem().encode(), multiple=True)
    return [x509.Certificate.load(der) for _, _, der in blocks]


@pytest.mark.parametrize(
    "pdf",
    [
        pytest.param(lambda: render_licence(making.licence()), id="licence"),
        pytest.param(lambda: render_decision(making.decision()), id="decision"),
    ],
)
def test_signature_is_valid_with_the_published_certificates(pdf: Any) -> None:
    status = status_of(pdf())

    assert status.bottom_line
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"


def test_signature_says_why_and_where() -> None:
    pdf = render_licence(making.licence())

    field = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    assert (field.sig_object["/Reason"], field.sig_object["/Location"]) == (
        "ใบอนุญาตจัดตั้งสถานที่จำหน่ายอาหาร 12/2570",
        "Thailand",
    )
    assert field.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_changed_byte_is_noticed() -> None:
    pdf = bytearray(render_licence(making.licence()))
    place = pdf.index(b"/MediaBox[0 0 595") + len(b"/MediaBox[0 0 5")
    pdf[place] = ord("8")

    status = status_of(bytes(pdf))

    assert (status.bottom_line, status.intact) == (False, False)


def test_demo_authority_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "demo.p12"
    authority.make_once(path)
    first = path.read_bytes()
    authority.make_once(path)

    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["demo.p12"]


def test_processes_that_begin_at_once_have_the_same_key(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path; sys.path.insert(0, 'site'); "
        "from django.conf import settings; settings.configure(USE_TZ=True); from letters import authority; "
        "path = Path(sys.argv[1]); authority.make_once(path); print(hashlib.sha256(path.read_bytes()).hexdigest())"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "keys" / "demo.p12")]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]

    assert len({process.communicate()[0] for process in processes}) == 1
    assert [process.returncode for process in processes] == [0] * 4


def test_agencys_own_key_signs_where_it_is_set(tmp_path: Path, settings: Any) -> None:
    authority.make_once(tmp_path / "made.p12")
    key, certificate, others = pkcs12.load_key_and_certificates((tmp_path / "made.p12").read_bytes(), None)
    own = tmp_path / "own.p12"
    encryption = BestAvailableEncryption("รหัส".encode())
    own.write_bytes(pkcs12.serialize_key_and_certificates(b"own", key, certificate, others, encryption))
    settings.SIGNING_PKCS12, settings.SIGNING_PASSWORD = str(own), "รหัส"

    assert status_of(render_licence(making.licence())).bottom_line
    assert published()[0].serial_number == certificate.serial_number


def test_key_that_cannot_be_opened_is_named(tmp_path: Path, settings: Any) -> None:
    authority.make_once(tmp_path / "made.p12")
    settings.SIGNING_PKCS12, settings.SIGNING_PASSWORD = str(tmp_path / "made.p12"), "wrong"

    with pytest.raises(signing.KeyUnusableError, match=r"made\.p12 cannot be read"):
        signing.sign(b"", reason="")

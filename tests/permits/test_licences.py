"""The licence as a file."""

import io

import pypdfium2
import pytest
import time_machine
from asn1crypto import pem
from asn1crypto.x509 import Certificate
from django.core.files.storage import FileSystemStorage
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from wagtail.models import Locale

from accounts.models import Membership, User
from letters.signing import certificate_pem
from permits.licences import licence_letter, licence_pdf
from permits.models import LicenceFile
from permits.moves import PermitError
from permits.services import FaceItem, PermitFace, amend_permit, suspend_permit
from tests.factories import make_permit, make_permit_type, make_site, make_unit

pytestmark = pytest.mark.django_db
PERSON = "1101700230708"
COMPANY = "0105556000011"


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(texts)


def authorities() -> list[Certificate]:
    """Of the published certificates those that are not the signer's."""
    data = certificate_pem().encode()
    return [Certificate.load(der) for _type, _headers, der in pem.unarmor(data, multiple=True)][1:]


def test_licence_says_what_was_decided() -> None:
    permit_type = make_permit_type(name="หนังสือรับรอง", conditions="ข้อหนึ่ง\n\nข้อสอง", signer_position="นายกเทศมนตรี")
    officer = User.objects.create_user("officer", first_name="สมชาย", last_name="ใจดี")
    face = PermitFace("ครัวแม่ศรี", "1 หมู่ 2", items=[FaceItem("ประเภท", "สะสมอาหาร")])
    with time_machine.travel("2027-03-12"):
        permit = make_permit(permit_type, name="บริษัท ดี จำกัด", number_of_holder=COMPANY, face=face, by=officer)

    letter = licence_letter(permit, "th")

    assert (letter.title, letter.number, letter.holder) == ("หนังสือรับรอง", "0001/2570", "บริษัท ดี จำกัด")
    assert (letter.holder_number, letter.place, letter.address) == ("0-1055-56000-01-1", "ครัวแม่ศรี", "1 หมู่ 2")
    assert (letter.items, letter.issued_on, letter.valid_until) == ([("ประเภท", "สะสมอาหาร")], "12 มีนาคม 2570", "")
    assert letter.conditions == ["ข้อหนึ่ง", "ข้อสอง"]
    assert (letter.signer.name, letter.signer.position) == ("สมชาย ใจดี", "นายกเทศมนตรี")
    assert letter.verification_url == f"http://127.0.0.1:8000/verify/{permit.code}/"
    assert licence_letter(permit, "en").issued_on == "12 March 2027"


def test_english_licence_has_the_translated_name_and_leads_to_the_english_page() -> None:
    permit = make_permit(make_permit_type(name="หนังสือรับรอง"))
    english = permit.permit_type.copy_for_translation(Locale.objects.get(language_code="en"))
    english.name = "Certificate"
    english.save()

    letter = licence_letter(permit, "en")

    assert letter.title == "Certificate"
    assert letter.verification_url.endswith(f"/en/verify/{permit.code}/")


def test_file_is_signed_made_once_and_has_no_number_of_a_person() -> None:
    permit = make_permit(number_of_holder=PERSON)

    first, second, english = licence_pdf(permit), licence_pdf(permit), licence_pdf(permit, "en")

    assert first == second != english
    assert sorted(LicenceFile.objects.values_list("language", flat=True)) == ["en", "th"]
    text = text_of(first)
    assert permit.number in text
    assert PERSON not in text.replace("-", "")
    signature = PdfFileReader(io.BytesIO(first)).embedded_signatures[0]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=authorities(), allow_fetching=False))
    assert (status.intact, status.valid, status.trusted) == (True, True, True)


def test_amended_permit_gets_another_file() -> None:
    permit = make_permit()
    first = licence_pdf(permit)

    amended = amend_permit(permit, face=PermitFace("ร้านใหม่"), by=None, reason="เปลี่ยนชื่อ")

    assert licence_pdf(amended) != first
    assert sorted(LicenceFile.objects.values_list("edition", flat=True)) == [1, 2]


def test_kept_file_lies_outside_of_the_web_root_for_its_owner_only() -> None:
    licence_pdf(make_permit())

    kept = LicenceFile.objects.get().file
    assert isinstance(kept.storage, FileSystemStorage)
    assert "/private/licences/" in kept.path
    with pytest.raises(ValueError, match="no address"):
        kept.url  # noqa: B018


def test_anybody_gets_the_licence_while_it_is_in_force(client: Client) -> None:
    permit = make_permit()
    address = f"/verify/{permit.code}/licence.pdf"

    page = client.get(permit.get_absolute_url()).content.decode()
    response = client.get(address)
    suspend_permit(permit, by=None, reason="มีหนู")
    later = client.get(address)

    assert address in page
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert (later.status_code, address in client.get(permit.get_absolute_url()).content.decode()) == (404, False)


@pytest.mark.parametrize("field", ["offers_licence", "shows_holder", "shows_place", "shows_items"])
def test_licence_that_shows_more_than_is_disclosed_is_for_officers_only(client: Client, field: str) -> None:
    permit = make_permit(make_permit_type(**{field: False}))
    address = f"/verify/{permit.code}/licence.pdf"
    officer, stranger = (User.objects.create_user(name) for name in ("officer", "stranger"))
    Membership.objects.create(user=officer, unit=make_unit())
    Membership.objects.create(user=stranger, unit=make_unit("กองอื่น"))

    statuses = [client.get(address).status_code]
    for user in (stranger, officer):
        client.force_login(user)
        statuses.append(client.get(address).status_code)

    assert statuses == [404, 404, 200]


def test_licence_of_another_agency_is_never_printed(client: Client) -> None:
    permit = make_permit(make_permit_type(is_example=True))
    client.force_login(User.objects.create_superuser("admin"))

    assert client.get(f"/verify/{permit.code}/licence.pdf").status_code == 404
    with pytest.raises(PermitError):
        licence_pdf(permit)


def test_certificate_is_published(client: Client) -> None:
    response = client.get("/verify/certificate.pem")

    assert response.content.startswith(b"-----BEGIN CERTIFICATE-----")

"""Following a matter without an account, as its applicant, and as somebody who is not."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from cases import services
from cases.models import Case
from cases.services import PermitDetails
from cases.workflow import Act, Status
from forms.services import revoke_secret
from permits.holders import HolderDetails
from permits.models import Permit
from permits.services import PermitFace, revoke_permit
from tests.factories import make_case, make_officer, make_permit_type, make_service, make_site, make_unit
from thai.digits import to_thai

pytestmark = pytest.mark.django_db
REFUSAL = {"reason": "อยู่ในเขตห้าม", "law": "มาตรา 54", "appeal": "ภายใน 30 วัน"}
PAGES = ("follow", "correct", "ask", "withdraw", "receipt", "letter", "licence")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def site() -> Iterator[None]:
    make_site()
    with override("th"):  # requests leave their language behind
        yield


@pytest.fixture
def officer() -> User:
    return make_officer(make_unit(), name="somchai")


@pytest.fixture
def case() -> Case:
    return make_case(title="ขอจัดตั้งร้านอาหาร")


def opened(client: Client, case: Case) -> str:
    """The tracking page, by the link that a message has."""
    answer = client.get(url(case), {"key": case.submission.secret}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def url(case: Case, name: str = "follow") -> str:
    return reverse(f"cases:{name}", args=[case.reference])


def pair(client: Client, reference: str, secret: str) -> object:
    return client.post("/track/", {"reference": reference, "secret": secret})


def test_reference_and_code_open_the_matter_without_the_code_in_the_address(client: Client, case: Case) -> None:
    answer = pair(client, case.shown_reference, case.submission.secret)

    assert (answer.status_code, answer["Location"]) == (302, url(case))
    text = client.get(url(case)).content.decode()
    assert "ขอจัดตั้งร้านอาหาร" in text
    assert case.submission.secret not in text.replace(text[text.find("<details>") : text.rfind("</details>")], "")


def test_typing_is_forgiven(client: Client, case: Case) -> None:
    typed = f" {to_thai(case.reference.lower())[:4]} {case.reference[4:].lower()} "

    assert pair(client, typed, to_thai(case.submission.secret.lower())).status_code == 302


def test_wrong_pairs_get_one_message_whether_the_matter_exists_or_not(client: Client, case: Case) -> None:
    other = make_case()
    wrong = [
        (case.reference, other.submission.secret),
        ("K7PM3QX2", case.submission.secret),
        ("ไม่ใช่เลขที่", "ไม่ใช่รหัส"),
        ("😀", "x"),
    ]

    texts = {pair(client, *each).content.decode().count("ไม่พบเรื่องที่ตรงกับเลขที่เรื่องและรหัสติดตามนี้") for each in wrong}

    assert texts == {1}
    assert client.get(url(case)).status_code == 404


def test_empty_fields_are_named(client: Client) -> None:
    answer = pair(client, "", "")

    assert answer.status_code == 200
    assert answer.content.decode().count('href="#question-') == 2


def test_somebody_elses_matter_looks_like_one_that_does_not_exist(client: Client, case: Case) -> None:
    other = make_case()
    opened(client, other)

    for name in PAGES:
        for reference in (case.reference, "K7PM3QX2", "อะไรก็ได้"):
            answer = client.get(reverse(f"cases:{name}", args=[reference]))
            assert (answer.status_code, "รหัสติดตาม" in answer.content.decode()) == (404, True)
            assert case.submission.applicant_name not in answer.content.decode()
    assert client.get(url(case), {"key": other.submission.secret}).status_code == 404
    assert client.post(url(case, "withdraw"), {}).status_code == 404
    case.refresh_from_db()
    assert case.status == Status.NEW


def test_pages_are_kept_by_nobody(client: Client, case: Case) -> None:
    opened(client, case)

    for address in ("/track/", url(case), url(case, "receipt")):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_revoked_secret_closes_what_it_opened(client: Client, case: Case) -> None:
    opened(client, case)
    old = case.submission.secret

    revoke_secret(case.submission)

    assert client.get(url(case)).status_code == 404
    assert pair(client, case.reference, old).status_code == 200


def test_matter_is_closed_on_a_shared_computer(client: Client, case: Case) -> None:
    opened(client, case)

    client.post(url(case, "leave"))

    assert client.get(url(case)).status_code == 404


def test_page_tells_where_it_stands(client: Client, officer: User) -> None:
    _home, index, _information = make_site()
    unit = make_unit()
    unit.phone = "0 4300 0000"
    unit.save()
    service = make_service(index, time_limit_days=7)
    with time_machine.travel("2027-03-01 10:00+07:00"):
        case = make_case(service)
    services.add_note(case, by=officer, note="โทรแล้วไม่รับสาย")

    with time_machine.travel("2027-03-03 10:00+07:00"):
        text = opened(client, case)

    assert "0 4300 0000" in text
    assert "ใช้ไป 2 จาก 7 วัน" in text
    assert "เหลือ 5 วันทำการ" in text
    assert "10 มีนาคม 2570" in text
    assert "ได้รับเรื่องแล้ว" in text
    assert "โทรแล้วไม่รับสาย" not in text


def test_page_is_in_english_for_readers_of_english(client: Client) -> None:
    case = make_case(language="en")

    answer = client.get(f"/en{url(case)}", {"key": case.submission.secret}, follow=True)

    assert "What to do now" in answer.content.decode()


def test_only_flagged_answers_open_again(client: Client, case: Case, officer: User) -> None:
    services.flag_answers(case, [("place", "ชื่อไม่ครบ"), ("map", "ภาพไม่ชัด")], by=officer, note="ขอบคุณ")

    assert "ชื่อไม่ครบ" in opened(client, case)
    form = client.get(url(case, "correct")).content.decode()
    assert 'name="place"' in form
    assert 'name="address"' not in form
    wrong = client.post(url(case, "correct"), {"place": "ร้านป้าแดง สาขา 2"})
    assert wrong.status_code == 200
    assert "ร้านป้าแดง สาขา 2" in wrong.content.decode()
    right = client.post(
        url(case, "correct"),
        {"place": "ร้านป้าแดง สาขา 2", "address": "แอบแก้", "map": SimpleUploadedFile("ใหม่.png", PNG)},
        follow=True,
    )

    assert right.redirect_chain == [(url(case), 302)]
    case.refresh_from_db()
    texts = {answer["id"]: answer["text"] for answer in case.submission.current_content[0]["answers"]}
    assert (texts["place"], texts["address"], case.status) == ("ร้านป้าแดง สาขา 2", "99 ถนนทดสอบ", Status.IN_PROGRESS)
    assert [(file.name, file.revision) for file in case.submission.files.all()] == [("ใหม่.png", 1)]
    again = client.post(url(case, "correct"), {"place": "อีกครั้ง"}, follow=True)
    assert "ขณะนี้ไม่มีรายการที่ต้องแก้ไข" in again.content.decode()
    assert case.submission.revisions.count() == 1


def test_applicant_asks_and_withdraws(client: Client, case: Case) -> None:
    opened(client, case)

    assert client.post(url(case, "ask"), {"message": " "}).status_code == 200
    client.post(url(case, "ask"), {"message": "ต้องรออีกกี่วัน"})
    assert client.get(url(case, "withdraw")).status_code == 200
    text = client.post(url(case, "withdraw"), {"reason": ""}, follow=True).content.decode()

    case.refresh_from_db()
    assert case.status == Status.WITHDRAWN
    assert "ถอนเรื่องของท่านแล้ว" in text
    assert list(case.events.values_list("kind", flat=True)) == [Act.OPENED, Act.ASKED, Act.WITHDRAWN]
    late = client.post(url(case, "ask"), {"message": "เปลี่ยนใจ"}, follow=True)
    assert "ผู้อื่นได้ดำเนินการไปก่อนแล้ว" in late.content.decode()


def test_refused_applicant_reads_why_and_gets_the_letter(client: Client, case: Case, officer: User) -> None:
    services.refuse_case(case, by=officer, **REFUSAL)

    text = opened(client, case)

    assert all(words in text for words in REFUSAL.values())
    letter = client.get(url(case, "letter"))
    assert (letter["Content-Type"], letter.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(url(case, "licence")).status_code == 404


def test_approved_applicant_gets_the_licence(client: Client, officer: User) -> None:
    _home, index, _information = make_site()
    service = make_service(index)
    make_permit_type(service=service, offers_licence=False)
    case = make_case(service)
    services.approve_case(case, by=officer, permit=PermitDetails(HolderDetails("สมชาย ใจดี"), PermitFace("ร้าน")))

    text = opened(client, case)

    permit = Permit.objects.get()
    assert permit.number in text
    assert f"/verify/{permit.code}/" in text
    assert client.get(url(case, "licence")).content[:5] == b"%PDF-"
    assert client.get(url(case, "receipt")).content[:5] == b"%PDF-"


def test_applicant_reads_that_the_licence_was_revoked_meanwhile(client: Client, officer: User) -> None:
    _home, index, _information = make_site()
    service = make_service(index)
    make_permit_type(service=service)
    case = make_case(service)
    services.approve_case(case, by=officer, permit=PermitDetails(HolderDetails("สมชาย ใจดี"), PermitFace("ร้าน")))
    words = "ขณะนี้ใบอนุญาตนี้ไม่มีผลใช้บังคับ: ถูกเพิกถอน"

    assert words not in opened(client, case)
    revoke_permit(Permit.objects.get(), by=officer, reason="ไม่ปฏิบัติตามเงื่อนไข", law="มาตรา 60")

    assert words in opened(client, case)


def test_sender_reads_which_agency_is_responsible(client: Client, case: Case, officer: User) -> None:
    services.refer_case(case, agency_name="กรมที่ดิน", by=officer)

    assert "กรมที่ดิน" in opened(client, case)


def test_nothing_can_be_done_by_get(client: Client, case: Case) -> None:
    opened(client, case)

    client.get(url(case, "withdraw"), {"reason": "x"})

    assert client.get(url(case, "leave")).status_code == 405
    case.refresh_from_db()
    assert case.status == Status.NEW

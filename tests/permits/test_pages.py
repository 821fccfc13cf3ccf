"""What anybody sees: the verification page, the box, the page of a holder."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from permits import codes
from permits.models import Permit
from permits.services import FaceItem, PermitFace, revoke_permit, suspend_permit
from tests.factories import make_permit, make_permit_type, make_site

PERSON = "1101700230708"
COMPANY = "0105556000011"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_verification_page_shows_the_face_and_that_it_is_valid(client: Client) -> None:
    face = PermitFace("ครัวแม่ศรี", "1 หมู่ 2", "", "", "ขอนแก่น", [FaceItem("ประเภทกิจการ", "สะสมอาหาร")])
    with time_machine.travel("2027-03-12 10:00+07:00"):
        permit = make_permit(
            make_permit_type(name="หนังสือรับรอง"), name="บริษัท ดี จำกัด", number_of_holder=COMPANY, face=face
        )
        response = client.get(permit.get_absolute_url())

    page = response.content.decode()
    for text in ("มีผลใช้ได้", "หนังสือรับรอง", permit.number, "บริษัท ดี จำกัด", "0-1055-56000-01-1", "ครัวแม่ศรี"):
        assert text in page
    for text in ("ประเภทกิจการ", "สะสมอาหาร", "12 มีนาคม 2570", "10:00:00", permit.shown_code, "verdict-good"):
        assert text in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_english_page_has_dates_of_the_common_era(client: Client) -> None:
    with time_machine.travel("2027-03-12 10:00+07:00"):
        page = page_of(client, f"/en{make_permit().get_absolute_url()}")

    assert "<h1>Valid</h1>" in page
    assert "12 March 2027" in page


def test_status_is_read_at_once(client: Client) -> None:
    permit = make_permit()
    before = page_of(client, permit.get_absolute_url())
    suspend_permit(permit, by=None, reason="มีหนู", law="มาตรา 45", until=timezone.localdate())
    suspended = page_of(client, permit.get_absolute_url())
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        after = page_of(client, permit.get_absolute_url())
    revoke_permit(permit, by=None, reason="มีหนูอีก", law="มาตรา 59")
    revoked = page_of(client, permit.get_absolute_url())

    assert ["verdict-good" in page for page in (before, suspended, after, revoked)] == [True, False, True, False]
    assert "มาตรา 45" in suspended
    assert "มาตรา 59" in revoked
    assert "มีหนู" not in suspended + revoked


@pytest.mark.parametrize(("days", "is_valid"), [(0, True), (1, False)])
def test_calendar_decides_without_the_nights_work(client: Client, days: int, is_valid: bool) -> None:
    permit = make_permit(valid_until=timezone.localdate())

    with time_machine.travel(timezone.now() + timedelta(days=days)):
        page = page_of(client, permit.get_absolute_url())

    assert ("verdict-good" in page) == is_valid


def test_number_of_a_person_is_nowhere(client: Client) -> None:
    permit = make_permit(name="นางศรี ดี", number_of_holder=PERSON)

    pages = [page_of(client, address) for address in (permit.get_absolute_url(), permit.holder.get_absolute_url())]

    assert all("นางศรี ดี" in page for page in pages)
    assert not any(text in page for page in pages for text in (PERSON, "1-1017-00230-70-8"))


def test_what_a_type_does_not_disclose_is_not_shown(client: Client) -> None:
    closed = make_permit_type(shows_holder=False, shows_place=False, shows_items=False)
    face = PermitFace("ร้านลับ", "ซอยลับ", "", "", "จังหวัดลับ", [FaceItem("ลับ", "มาก")])
    permit = make_permit(closed, name="บริษัท ลับ จำกัด", number_of_holder=COMPANY, face=face)

    page = page_of(client, permit.get_absolute_url())

    assert permit.number in page
    assert "ลับ" not in page
    page_of(client, permit.holder.get_absolute_url(), 404)


def test_forged_code_and_mistyped_code_are_told_apart(client: Client) -> None:
    permit = make_permit()
    forged = codes.new_code()
    mistyped = permit.code[:5] + ("2" if permit.code[5] != "2" else "3") + permit.code[6:]

    pages = [page_of(client, f"/verify/{code}/", 404) for code in (forged, mistyped, "อะไร")]

    assert ["อาจเป็นใบอนุญาตปลอม" in page for page in pages] == [True, True, True]
    assert ["พิมพ์ผิด" in page for page in pages] == [False, True, True]


@pytest.mark.parametrize("typed", ["{code}", "{spaced}", "{small}", "{number}", "๐๐๐๑/{year}", "0001 {year}"])
def test_box_takes_a_code_or_a_number(client: Client, typed: str) -> None:
    with time_machine.travel("2027-03-12"):
        permit = make_permit()
    text = typed.format(
        code=permit.code, spaced=permit.shown_code, small=permit.code.lower(), number=permit.number, year=2570
    )

    response = client.get(f"/verify/?q={quote(text)}")

    assert (response.status_code, response["Location"]) == (302, permit.get_absolute_url())


def test_number_that_two_types_used_gives_both(client: Client) -> None:
    permits = [make_permit(number="7/2570", name=name) for name in ("นายหนึ่ง", "นายสอง")]

    page = page_of(client, "/verify/?q=7/2570")

    assert all(permit.get_absolute_url() in page for permit in permits)


@pytest.mark.parametrize("typed", ["999/2599", "---", "ร้าน<script>", "x" * 500])
def test_unknown_number_is_said_and_what_was_typed_is_shown_safely(client: Client, typed: str) -> None:
    page = page_of(client, f"/verify/?q={quote(typed)}", 404)

    assert "verdict-bad" in page
    assert "<script>" not in page.partition("<main")[2].partition("</main>")[0]


def test_page_of_a_holder_has_all_public_permits_with_their_history(client: Client) -> None:
    hidden = make_permit_type(shows_holder=False)
    permits = [make_permit(name="บริษัท ดี จำกัด", number_of_holder=COMPANY) for _ in range(2)]
    secret = make_permit(hidden, name="บริษัท ดี จำกัด", number_of_holder=COMPANY, number="ลับ 1")
    revoke_permit(permits[0], by=None, reason="ทำผิด", law="มาตรา 59")

    response = client.get(permits[0].holder.get_absolute_url())

    page = response.content.decode()
    assert all(permit.number in page for permit in permits)
    assert secret.number not in page
    assert "มาตรา 59" in page
    assert not response.has_header("X-Robots-Tag")


def test_page_of_a_natural_person_is_kept_out_of_search_engines(client: Client) -> None:
    permit = make_permit(name="นางศรี ดี", number_of_holder=PERSON)

    assert client.get(permit.holder.get_absolute_url())["X-Robots-Tag"] == "noindex"


def test_example_of_another_register_is_never_said_to_be_valid(client: Client) -> None:
    permit_type = make_permit_type(is_example=True, authority="กรมโรงงานอุตสาหกรรม")
    permit = make_permit(permit_type, source_url="https://data.go.th/dataset/x", issued_on=date(2020, 1, 1))

    page = page_of(client, permit.get_absolute_url())

    assert "verdict-good" not in page
    assert "กรมโรงงานอุตสาหกรรม" in page
    assert "https://data.go.th/dataset/x" in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_holders_page_do_not_grow(
    client: Client, count: int, django_assert_max_num_queries: object
) -> None:
    permit_type = make_permit_type()
    permits = [make_permit(permit_type, name="บริษัท ดี จำกัด", number_of_holder=COMPANY) for _ in range(count)]
    client.get(permits[0].holder.get_absolute_url())

    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get(permits[0].holder.get_absolute_url())


def test_code_written_otherwise_leads_to_the_one_address(client: Client) -> None:
    permit = make_permit()

    response = client.get(f"/verify/{permit.shown_code.lower()}/")

    assert (response.status_code, response["Location"]) == (302, permit.get_absolute_url())
    assert Permit.objects.count() == 1

"""The register in the back office."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from audit.models import Entry
from permits.models import Permit
from permits.services import suspend_permit
from tests.factories import make_permit, make_permit_type, make_site, make_unit

pytestmark = pytest.mark.django_db
LIST = "/admin/permits/permit/"


def make_person(name: str, role: str = "", unit: str = "กองทดสอบ") -> User:
    user = User.objects.create_user(name)
    group, _ = Group.objects.get_or_create(name="Back office")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    if role:
        Membership.objects.create(user=user, unit=make_unit(unit), role=role)
    return user


@pytest.fixture
def permit() -> Permit:
    make_site()
    return make_permit(number_of_holder="1101700230708")


@pytest.fixture
def foreign(permit: Permit) -> Permit:
    return make_permit(make_permit_type(unit=make_unit("กองอื่น")), name="นางอื่น ไกล")


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_officer_sees_the_permits_of_the_unit_only(client: Client, permit: Permit, foreign: Permit) -> None:
    sign_in(client, make_person("officer", "officer"))

    page = client.get(LIST).content.decode()
    own = client.get(f"{LIST}inspect/{permit.pk}/")
    other = client.get(f"{LIST}inspect/{foreign.pk}/")

    assert permit.holder_name in page
    assert foreign.holder_name not in page
    assert (own.status_code, other.status_code) == (200, 404)
    assert "1101700230708" in own.content.decode()
    assert [entry.verb for entry in Entry.objects.about(permit.subject_key)] == ["permit.issued", "viewed"]


def test_search_in_the_list_finds_name_and_number(client: Client, permit: Permit) -> None:
    other = make_permit(name="นายอื่น ไกล", number="99/2570")
    sign_in(client, User.objects.create_superuser("admin"))

    pages = [client.get(LIST, {"q": text}).content.decode() for text in ("ใจงาม", "99/2570")]

    assert [permit.holder_name in page for page in pages] == [True, False]
    assert [other.holder_name in page for page in pages] == [False, True]


def test_editor_without_a_unit_does_not_see_the_register(client: Client, permit: Permit) -> None:
    sign_in(client, make_person("editor"))

    assert client.get(LIST).status_code == 302
    assert client.get(f"{LIST}inspect/{permit.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_changes_the_register_by_hand(client: Client, permit: Permit, page: str) -> None:
    sign_in(client, User.objects.create_superuser("admin"))

    response = client.post(LIST + page.format(pk=permit.pk), {"number": "1"})

    assert response.status_code == 302
    assert Permit.objects.get() == permit


def test_supervisor_suspends_and_reinstates(client: Client, permit: Permit) -> None:
    supervisor = make_person("supervisor", "supervisor")
    sign_in(client, supervisor)
    address = f"/admin/permits/{permit.pk}/"

    asked = client.get(f"{address}suspended/")
    empty = client.post(f"{address}suspended/", {"reason": "", "law": "มาตรา 45"})
    done = client.post(f"{address}suspended/", {"reason": "มีหนู", "law": "มาตรา 45", "until": ""}, follow=True)
    again = client.post(f"{address}suspended/", {"reason": "มีหนู", "law": "มาตรา 45", "until": ""})
    client.post(f"{address}reinstated/", {"reason": "สะอาดแล้ว"})

    permit.refresh_from_db()
    assert [response.status_code for response in (asked, empty, done, again)] == [200, 200, 200, 200]
    assert "มีหนู" in done.content.decode()
    assert "อยู่แล้ว" in again.content.decode()
    assert permit.status == "active"
    assert [(event.kind, event.by) for event in permit.events.all()][1:] == [
        ("suspended", supervisor),
        ("reinstated", supervisor),
    ]


@pytest.mark.parametrize("act", ["amended", "renewed", "suspended", "revoked", "reinstated", "expired", "issued", "x"])
def test_officer_may_not_act_against_a_holder(client: Client, permit: Permit, act: str) -> None:
    sign_in(client, make_person("officer", "officer"))

    response = client.post(f"/admin/permits/{permit.pk}/{act}/", {"reason": "x", "law": "x"})

    permit.refresh_from_db()
    assert (response.status_code, permit.status) == (404, "active")


def test_supervisor_amends_and_renews(client: Client, permit: Permit) -> None:
    Permit.objects.filter(pk=permit.pk).update(valid_until=timezone.localdate(), items=[{"label": "ก", "text": "ข: ค"}])
    sign_in(client, make_person("supervisor", "supervisor"))
    address = f"/admin/permits/{permit.pk}/"

    asked = client.get(f"{address}amended/").content.decode()
    wrong = client.post(f"{address}amended/", {"reason": "ย้าย", "items": "ไม่มีคู่"}).content.decode()
    client.post(f"{address}amended/", {"reason": "ย้าย", "place_name": "ร้านใหม่", "items": "ก: ข: ค\nง: จ"})
    client.post(f"{address}renewed/", {"reason": "ชำระแล้ว", "valid_until": "2099-12-31"})

    permit.refresh_from_db()
    assert "ก: ข: ค" in asked
    assert "ไม่มีคู่" in wrong
    assert (permit.place_name, permit.address, permit.edition) == ("ร้านใหม่", "", 3)
    assert permit.items == [{"label": "ก", "text": "ข: ค"}, {"label": "ง", "text": "จ"}]
    assert permit.valid_until == date(2099, 12, 31)


def test_supervisor_of_another_unit_finds_nothing(client: Client, foreign: Permit) -> None:
    sign_in(client, make_person("supervisor", "supervisor"))

    response = client.post(f"/admin/permits/{foreign.pk}/revoked/", {"reason": "x", "law": "x"})

    foreign.refresh_from_db()
    assert (response.status_code, foreign.status) == (404, "active")


def test_permit_given_back_is_entered_by_an_officer(client: Client, permit: Permit) -> None:
    sign_in(client, make_person("officer", "officer"))

    client.post(f"/admin/permits/{permit.pk}/surrendered/", {"reason": "เลิกกิจการ"})

    permit.refresh_from_db()
    assert permit.status == "surrendered"


def test_page_offers_what_can_be_done_now(client: Client, permit: Permit) -> None:
    sign_in(client, make_person("supervisor", "supervisor"))
    suspend_permit(permit, by=None, reason="มีหนู")

    page = client.get(f"{LIST}inspect/{permit.pk}/").content.decode()

    offered = [act for act in ("suspended", "reinstated", "revoked", "surrendered") if f"/{permit.pk}/{act}/" in page]
    assert offered == ["reinstated", "revoked", "surrendered"]


def test_types_are_edited_as_snippets(client: Client, permit: Permit) -> None:
    sign_in(client, User.objects.create_superuser("admin"))

    response = client.get(f"/admin/snippets/permits/permittype/edit/{permit.permit_type.pk}/")

    assert response.status_code == 200

"""Catalogue pages as a visitor gets them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from agency.models import AgencySettings
from catalogue.models import Channel, ServiceChannel, ServiceDocument
from tests.factories import make_agency, make_information, make_service, make_site

pytestmark = pytest.mark.django_db


def count_queries(client: Client, url: str) -> int:
    """Queries of a page, once what a process remembers (content types, the site's root) is remembered."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_service_page_takes_no_more_queries_with_thirty_rows(client):
    _, services, _ = make_site()
    one = make_service(services, rows=1)
    thirty = make_service(services, rows=30)
    assert count_queries(client, one.url) == count_queries(client, thirty.url)


def test_list_of_services_takes_no_more_queries_with_thirty_services(client):
    _, services, _ = make_site()
    make_service(services)
    with_one = count_queries(client, services.url)
    for _ in range(29):
        make_service(services)
    assert count_queries(client, services.url) == with_one


def test_service_page_shows_each_part_of_the_manual(client):
    _, services, _ = make_site()
    page = make_service(services, title="การขออนุญาตก่อสร้าง", rows=2)
    html = client.get(page.url).content.decode()
    shown = [
        text
        for text in ("การขออนุญาตก่อสร้าง", "เอกสารที่ 1", "ค่าธรรมเนียมที่ 2", "ขั้นตอนที่ 1", "เงื่อนไขที่ 0", "กองทดสอบ")
        if text in html
    ]
    assert shown == ["การขออนุญาตก่อสร้าง", "เอกสารที่ 1", "ค่าธรรมเนียมที่ 2", "ขั้นตอนที่ 1", "เงื่อนไขที่ 0", "กองทดสอบ"]
    assert "พระราชบัญญัติทดสอบ 0" in html


def test_documents_that_the_agency_fetches_are_listed_apart(client):
    _, services, _ = make_site()
    page = make_service(services, rows=2)
    fetched = page.documents.last()
    fetched.supplied_by = ServiceDocument.Supplier.AGENCY
    fetched.save()
    context = client.get(page.url).context
    assert [row.document_type.name for row in context["documents_to_bring"]] == ["เอกสารที่ 0"]
    assert [row.document_type.name for row in context["documents_fetched"]] == ["เอกสารที่ 1"]


def test_service_of_another_agency_is_shown_for_information(client):
    _, services, _ = make_site()
    own = make_service(services)
    other = make_service(services, owner_agency=make_agency("กรมการปกครอง"))
    assert client.get(own.url).context["is_own"] is True
    assert client.get(other.url).context["is_own"] is False


def test_list_of_services_holds_the_agencys_own_in_thai_order(client):
    _, services, _ = make_site()
    for title in ("ไม้", "กา", "เขียน", "แก้ว"):
        make_service(services, title=title)
    make_service(services, title="ของหน่วยงานอื่น", owner_agency=make_agency("กรมการปกครอง"))
    titles = [page.title for page in client.get(services.url).context["own_services"]]
    assert titles == ["กา", "แก้ว", "เขียน", "ไม้"]


def test_unpublished_service_is_not_found(client):
    _, services, _ = make_site()
    page = make_service(services)
    url = page.url
    page.unpublish()
    assert client.get(url).status_code == 404


def test_home_page_stands_without_any_content(client):
    home, _, _ = make_site()
    response = client.get(home.url)
    assert response.status_code == 200
    assert "<h1>เทศบาลทดสอบ</h1>" in response.content.decode()
    assert (list(response.context["topics"]), response.context["featured"]) == ([], [])


def test_information_page_shows_its_text(client):
    _, _, information = make_site()
    page = make_information(information, title="ติดต่อเรา", body=[("heading", "เวลา"), ("paragraph", "<p>ทุกวัน</p>")])
    html = client.get(page.url).content.decode()
    assert "<h2>เวลา</h2>" in html
    assert "<p>ทุกวัน</p>" in html


def test_unknown_address_is_a_page_with_a_search_box(client):
    make_site()
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert reverse("search:results") in response.content.decode()


def test_colour_of_the_agency_is_a_stylesheet(client):
    make_site()
    AgencySettings.objects.update(colour="#123456")
    assert client.get(reverse("brand")).content == b":root{--brand:#123456}"


def test_channel_shows_a_link_that_dials(client):
    _, services, _ = make_site()
    page = make_service(services)
    channel = Channel.objects.create(
        kind=Channel.Kind.PHONE, name="โทรศัพท์", address="0 2000 1000 ต่อ 12", locale=page.locale
    )
    page.channels = [ServiceChannel(channel=channel)]
    page.save()
    assert 'href="tel:020001000"' in client.get(page.url).content.decode()


def test_uploaded_picture_is_served(client, settings):
    assert settings.DEBUG is False
    make_site()
    name = default_storage.save("pictures/crest.txt", ContentFile("ตรา"))
    response = client.get(default_storage.url(name))
    assert b"".join(response.streaming_content).decode() == "ตรา"
    assert client.get("/media/../settings.py").status_code == 400


def test_page_with_a_password_asks_for_it_in_our_own_words(client):
    _, services, _ = make_site()
    page = make_service(services, title="ความลับ")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="เปิดเถิด")
    html = client.get(page.url).content.decode()
    assert "หน้านี้ต้องใช้รหัสผ่าน" in html
    assert "ความลับ" not in html
    form = {"password": "เปิดเถิด", "return_url": page.url}
    answer = client.post(
        f"/_util/authenticate_with_password/{page.view_restrictions.get().pk}/{page.pk}/", form, follow=True
    )
    assert "ความลับ" in answer.content.decode()


def test_sign_in_for_readers_is_a_page_of_the_site(client):
    make_site()
    html = client.get("/_util/login/").content.decode()
    assert "เข้าสู่ระบบ" in html
    assert "site-header" in html


def test_stale_form_is_answered_with_advice():
    make_site()
    client = Client(enforce_csrf_checks=True)
    response = client.post("/_util/login/", {"username": "somebody"})
    assert response.status_code == 403
    assert "โหลดหน้าใหม่" in response.content.decode()

"""The admin's own screens for editors: choosers and listings that find Thai inside a name."""

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from agency.models import Agency
from catalogue.models import ServicePage
from tests.factories import make_agency, make_service, make_site

pytestmark = pytest.mark.django_db
OWN_APPS = ("agency", "catalogue", "search")


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def own_snippets():
    return [model for model in get_snippet_models() if model._meta.app_label in OWN_APPS]


def test_every_shared_thing_is_listed_searched_and_added(administrator):
    make_site()
    assert len(own_snippets()) == 13
    for model in own_snippets():
        listing = reverse(model.snippet_viewset.get_url_name("list"))
        addresses = (listing, f"{listing}?q=ศาลา", reverse(model.snippet_viewset.get_url_name("add")))
        assert [administrator.get(address).status_code for address in addresses] == [200, 200, 200], model


def test_chooser_finds_a_word_inside_a_thai_name(administrator):
    make_site()
    make_agency("เทศบาลเมืองศาลา")
    make_agency("กรมการปกครอง")
    url = reverse(Agency.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    html = administrator.get(url, {"q": "เมืองศาลา", "locale": "th"}).content.decode()
    assert "เทศบาลเมืองศาลา" in html
    assert "กรมการปกครอง" not in html


def test_page_search_of_the_admin_finds_a_word_inside_a_thai_title(administrator):
    _, services, _ = make_site()
    make_service(services, title="การขออนุญาตก่อสร้างอาคาร")
    html = administrator.get(reverse("wagtailadmin_pages:search"), {"q": "ก่อสร้าง"}).content.decode()
    assert "การขออนุญาตก่อสร้างอาคาร" in html
    assert (
        "การขออนุญาตก่อสร้างอาคาร"
        not in administrator.get(reverse("wagtailadmin_pages:search"), {"q": "ใบขับขี่"}).content.decode()
    )


def test_editor_screen_of_a_service_opens_with_its_rows(administrator):
    _, services, _ = make_site()
    page = make_service(services, rows=3)
    html = administrator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "เงื่อนไขที่ 2" in html
    preview = administrator.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    assert ServicePage.objects.get(pk=page.pk).criteria.count() == 3


def test_address_is_made_from_the_thai_title_when_left_empty(administrator):
    _, services, _ = make_site()
    form_class = ServicePage.get_edit_handler().get_form_class()

    def address_of(title: str) -> str:
        form = form_class(
            {"title": title, "slug": ""}, instance=ServicePage(locale=services.locale), parent_page=services
        )
        form.is_valid()
        return form.cleaned_data["slug"]

    assert address_of("ภาษีป้าย") == "phasi-pai"
    make_service(services, slug="phasi-pai")
    assert address_of("ภาษีป้าย") == "phasi-pai-2"
    assert address_of("…") == "servicepage"

"""What a start makes of a site: first pages where there are none, its address, and never more than that."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, Site

from accounts.models import User
from catalogue.models import HomePage
from sala import demo, first_pages
from sala.demo import information
from sala.preparation import load_demo, make_first_pages, tell_site_its_address
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def state() -> list[object]:
    return [
        list(Page.objects.order_by("pk").values()),
        list(Site.objects.values()),
        list(User.objects.values_list("username", flat=True)),
    ]


def test_site_without_demo_begins_with_three_pages(client: Client) -> None:
    make_first_pages([].append)

    pages = Page.objects.filter(depth__gt=1).order_by("path")
    assert [(page.specific_class.__name__, page.title, page.live) for page in pages] == [
        ("HomePage", "หน่วยงานของรัฐ", True),
        ("ServiceIndexPage", "บริการทั้งหมด", True),
        ("InformationIndexPage", "ข้อมูลน่ารู้", True),
    ]
    assert [client.get(path).status_code for path in ("/", "/services/", "/information/")] == [200, 200, 200]
    assert Locale.objects.filter(language_code="en").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_first_pages_are_made_once() -> None:
    make_first_pages([].append)
    before = state()

    make_first_pages([].append)

    assert state() == before


@pytest.mark.parametrize("make_own_site", [first_pages.make_first_pages, make_site])
def test_demo_does_not_take_over_a_site_of_ones_own(make_own_site) -> None:
    make_own_site()
    before = state()

    load_demo([].append)
    with pytest.raises(CommandError, match="its own home page"):
        call_command("load_demo", stdout=StringIO())

    assert state() == before
    assert not demo.is_loaded()


def test_welcome_page_with_a_page_beside_it_is_not_replaced() -> None:
    Page.get_first_root_node().add_child(instance=HomePage(title="เทศบาลของเรา", slug="ours"))

    assert not first_pages.has_only_welcome_page()
    assert not demo.may_load()


def test_loading_that_was_interrupted_goes_on() -> None:
    assert (demo.may_load(), demo.is_loaded()) == (True, False)
    home = HomePage(title="เทศบาลเมืองศาลา", slug="renamed", live=False, translation_key=information.HOME_KEY)
    first_pages.put_in_place_of_welcome_page(home)

    assert (demo.may_load(), demo.is_loaded()) == (True, False)
    home.save_revision().publish()
    assert (demo.may_load(), demo.is_loaded()) == (True, True)


@pytest.mark.parametrize(
    ("base_url", "address"),
    [
        ("http://127.0.0.1:8001", ("127.0.0.1", 8001, "http://127.0.0.1:8001/")),
        ("http://sala.example", ("sala.example", 80, "http://sala.example/")),
        ("https://sala.example", ("sala.example", 443, "https://sala.example/")),
    ],
)
def test_site_has_the_address_of_the_settings(settings, base_url: str, address: tuple[str, int, str]) -> None:
    first_pages.make_first_pages()
    settings.BASE_URL = base_url

    tell_site_its_address()

    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.full_url) == address


def test_unchanged_address_is_not_written(settings, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    settings.BASE_URL = "http://sala.example"
    tell_site_its_address()

    with django_assert_num_queries(1):
        tell_site_its_address()


def test_address_of_another_site_is_left_to_it(settings) -> None:
    home, *_ = make_site()
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    settings.BASE_URL = "http://other.example"
    before = state()

    tell_site_its_address()

    assert state() == before

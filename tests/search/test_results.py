"""The search page, as a reader gets it."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from catalogue.models import ServiceIndexPage, ServicePage
from search.addresses import LAST_PAGE, Address
from search.engines.base import Engine
from search.followers import catch_up
from tests.factories import make_agency, make_information, make_service, make_site, make_topic
from tests.search.test_documents import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(site_engine: Engine) -> ServiceIndexPage:
    return make_site()[1]


def get(client: Client, path: str = "/search/", **parameters: Any) -> str:
    response = client.get(f"{path}?{urlencode(parameters, doseq=True)}")
    assert response.status_code == 200
    return response.content.decode()


def results_in(page: str) -> list[tuple[str, str]]:
    """Addresses and marked titles."""
    return re.findall(r'<h3[^>]*><a href="([^"]*)">(.*?)</a></h3>', page)


def test_found_words_are_marked_in_title_and_summary(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    page = make_service(services, title="ภาษีป้าย <ใหม่>", summary="ผู้มีป้ายต้องเสียภาษีทุกปี", slug="sign-tax")
    catch_up(site_engine)

    shown = get(client, q="ภาษี")

    assert results_in(shown) == [(page.url, "<mark>ภาษี</mark>ป้าย &lt;ใหม่&gt;")]
    assert "ผู้มีป้ายต้อง<mark>เสียภาษี</mark>ทุกปี" in shown


def test_what_was_unpublished_a_moment_ago_is_not_shown(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    pages = [make_service(services, title=f"ภาษี {number}") for number in range(3)]
    catch_up(site_engine)
    pages[0].unpublish()
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")

    assert [url for url, _ in results_in(get(client, q="ภาษี"))] == [pages[2].url]


def test_wrong_keyboard_is_mended_with_a_way_back(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    make_service(services, title="ภาษีป้าย")
    catch_up(site_engine)

    mended = get(client, q="4kKu")
    exact = get(client, q="4kKu", exact=1)

    assert len(results_in(mended)) == 1
    assert "<strong>ภาษี</strong>" in mended
    assert 'href="?q=4kKu&amp;exact=1"' in mended
    assert results_in(exact) == []


def test_correction_that_finds_nothing_is_taken_back(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    make_service(services, title="4kKu")
    catch_up(site_engine)

    shown = get(client, q="4kKu")

    assert (len(results_in(shown)), "exact=1" in shown) == (1, False)


def test_english_readers_find_thai_pages_under_their_own_address(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    make_service(services, title="ภาษีป้าย", keywords="sign tax", slug="sign-tax")
    translated = make_service(services, title="ภาษีที่ดิน", slug="land-tax")
    translate(translated, "Land tax")
    catch_up(site_engine)

    found = results_in(get(client, "/en/search/", q="tax"))

    assert sorted(found) == [
        ("/en/services/land-tax/", "Land <mark>tax</mark>"),
        ("/en/services/sign-tax/", "ภาษีป้าย"),
    ]


def test_tabs_and_filters_narrow_with_plain_links(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    make_service(services, title="ภาษีป้าย", for_business=True)
    make_service(services, title="ภาษีที่ดิน", owner_agency=make_agency("กรมอื่น"))
    make_information(services.get_parent().get_children().last().specific, title="เรื่องภาษี")
    make_topic("unused", "ไม่มีใครใช้")
    catch_up(site_engine)

    everything = get(client, q="ภาษี")
    narrowed = get(client, q="ภาษี", kind="service", owner="other")

    assert 'href="?q=%E0%B8%A0%E0%B8%B2%E0%B8%A9%E0%B8%B5&amp;audience=business"' in everything
    assert "ไม่มีใครใช้" not in everything
    assert (len(results_in(everything)), [title for _, title in results_in(narrowed)]) == (
        3,
        ["<mark>ภาษีที่ดิน</mark>"],
    )


def test_without_a_question_everything_is_listed(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    for title in ("เกม", "ขยะ", "กา"):
        make_service(services, title=title)
    catch_up(site_engine)

    assert [title for _, title in results_in(get(client))] == ["กา", "เกม", "ขยะ"]


def test_long_lists_have_pages_and_a_last_one(client: Client, services: ServiceIndexPage, site_engine: Engine) -> None:
    for number in range(21):
        make_service(services, title=f"ภาษี {number}", rows=0)
    catch_up(site_engine)

    pages = [get(client, q="ภาษี", page=number) for number in (1, 2, 3, 99)]

    assert [len(results_in(page)) for page in pages] == [10, 10, 1, 1]
    assert [re.findall(r'aria-current="page">(\d+)<', page) for page in pages] == [["1"], ["2"], ["3"], ["3"]]


def test_number_of_queries_does_not_depend_on_the_number_of_hits(
    client: Client, services: ServiceIndexPage, site_engine: Engine
) -> None:
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_service(services, title="ภาษี", rows=2, everyday_names="ป้าย")
            catch_up(site_engine)
        get(client, q="ภาษี")
        with CaptureQueriesContext(connection) as queries:
            shown = get(client, q="ภาษี")
        counts.append((len(results_in(shown)), len(queries)))

    assert [hits for hits, _ in counts] == [1, 10]
    assert counts[0][1] == counts[1][1]


def test_page_without_an_index_says_that_search_is_being_prepared(client: Client, services: ServiceIndexPage) -> None:
    shown = get(client, q="ภาษี")

    assert 'class="notice"' in shown
    assert "search-results" not in shown


def test_nothing_found_offers_a_way_on(client: Client, services: ServiceIndexPage, site_engine: Engine) -> None:
    make_service(services)
    catch_up(site_engine)

    shown = get(client, q="qqqqxxxx", topic="building")

    assert results_in(shown) == []
    assert 'href="?q=qqqqxxxx"' in shown
    assert f'href="{services.url}"' in shown


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    parameters=st.dictionaries(
        st.sampled_from(["q", "kind", "topic", "audience", "life_event", "owner", "page", "exact"]),
        st.lists(st.text(max_size=40), max_size=3),
    )
)
def test_no_address_is_an_error(
    client: Client, services: ServiceIndexPage, site_engine: Engine, parameters: dict[str, list[str]]
) -> None:
    if not ServicePage.objects.exists():
        make_service(services, title="ภาษี")
        catch_up(site_engine)

    query = "&".join(
        urlencode({name: value}, errors="replace") for name, values in parameters.items() for value in values
    )

    assert client.get(f"/search/?{query}").status_code == 200


def test_address_passes_over_what_cannot_be_meant():
    address = Address.read(QueryDict("q=a%00b&kind=nonsense&kind=service&kind=information&page=99999&topic=%3Cb%3E"))
    assert (address.typed, address.filters.kind, address.number) == ("a b", ("service",), LAST_PAGE)
    assert address.filters.topics == ()

"""Permits in search: what both engines find, the public list, and how changes arrive."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from permits.models import Permit
from permits.services import FaceItem, PermitFace, expire_permits, revoke_permit, suspend_permit
from search import changes, documents, engines, signal_handlers
from search.documents import PERMITS, SearchDocument
from search.engines.base import Engine
from search.followers import catch_up
from search.models import Change
from search.numbers import natural_order, number_keys
from tests.factories import make_information, make_permit, make_permit_type, make_service, make_site
from tests.search.making import START, ask, build, slugs
from tests.search.test_results import get, results_in

pytestmark = pytest.mark.django_db
COMPANY = "0105556000011"


def permit_document(slug: str, number: str = "1/2570", **values: Any) -> SearchDocument:
    return SearchDocument(
        **{
            "key": f"permit:{slug}",
            "kind": "permit",
            "locale": "th",
            "shown_in": ("th", "en"),
            "slug": slug,
            "title": "นางสมศรี ใจงาม",
            "permit_status": "in_force",
            "numbers": number_keys(number),
            "number_order": natural_order(number),
            **values,
        }
    )


@pytest.fixture
def list_engine(site_engine: Engine) -> Engine:
    """The index of permits as the site's pages use it; that of pages is ready too."""
    make_site()
    catch_up(site_engine)
    return engines.embedded_engine(PERMITS)


# Both engines


def test_number_comes_before_names_that_look_like_it(permit_engine: Engine) -> None:
    build(
        permit_engine,
        permit_document("name", number="9/2569", title="ร้าน 754 บาท 754", body="754/2526 " * 20),
        permit_document("number", number="กท 754/2526"),
    )

    found = [slugs(ask(permit_engine, text)) for text in ("754/2526", "กท๗๕๔-๒๕๒๖", "กท 754/2526")]

    assert [each[:1] for each in found] == [["number"]] * 3


def test_name_is_found_misspelt_and_other_names_of_its_kind_are_not(permit_engine: Engine) -> None:
    build(
        permit_engine,
        permit_document("good", title="บริษัท เจริญโภคภัณฑ์อาหาร จำกัด"),
        permit_document("other", title="บริษัท รุ่งเรืองการช่าง จำกัด"),
        permit_document("person", title="นายสมชาย ใจดี", names=("ครัวเจริญสุข",)),
    )

    assert slugs(ask(permit_engine, "บริษัท เจริญโภคภัณ จำกัด")) == ["good"]
    assert slugs(ask(permit_engine, "ครัวเจริญสุข"))[:1] == ["person"]
    assert slugs(ask(permit_engine, "บริษัท ไม่มีจริงเลย จำกัด")) == []


def test_filters_and_counts(permit_engine: Engine) -> None:
    build(
        permit_engine,
        permit_document("a", permit_type="food", province="ขอนแก่น", issued_year="2570"),
        permit_document("b", permit_type="food", province="เลย", issued_year="2569", permit_status="revoked"),
        permit_document("c", permit_type="dog", province="ขอนแก่น", issued_year="2570"),
    )

    found = ask(permit_engine, "", permit_type=("food",), province=("ขอนแก่น",))

    assert (slugs(found), found.total) == (["a"], 1)
    assert found.facets == {
        "permit_type": {"food": 1, "dog": 1},
        "permit_status": {"in_force": 1},
        "province": {"ขอนแก่น": 1, "เลย": 1},
        "district": {},
        "subdistrict": {},
        "issued_year": {"2570": 1},
    }


@pytest.mark.parametrize(
    ("order", "expected"),
    [("", ["b", "a", "c"]), ("name", ["b", "a", "c"]), ("number", ["c", "a", "b"]), ("newest", ["a", "b", "c"])],
)
def test_list_is_sorted(permit_engine: Engine, order: str, expected: list[str]) -> None:
    build(
        permit_engine,
        permit_document("a", number="9/2570", title="เกม", date_order="2027-03-01"),
        permit_document("b", number="10/2570", title="กา", date_order="2027-02-01"),
        permit_document("c", number="9/2569", title="ขยะ", date_order="2026-12-31"),
    )

    assert slugs(ask(permit_engine, "", order=order)) == expected


# From the register to the index


def test_document_has_what_is_public_and_nothing_else() -> None:
    make_site()
    face = PermitFace("ร้านลับ", "ซอยลับ", "ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", [FaceItem("ประเภท", "อาหาร")])
    permit_type = make_permit_type(name="หนังสือรับรอง", shows_place=False)
    english = permit_type.copy_for_translation(Locale.objects.get(language_code="en"))
    english.name = "Certificate"
    english.save()
    permit = make_permit(permit_type, number_of_holder="1101700230708", face=face, issued_on=date(2026, 3, 12))

    document = documents.load([f"permit:{permit.pk}"])[f"permit:{permit.pk}"]

    assert (document.title, document.names, document.body) == (permit.holder_name, (), "ประเภท อาหาร")
    assert document.summary == f"{permit.number} หนังสือรับรอง Certificate"
    assert (document.permit_status, document.issued_year, document.province) == ("in_force", "2569", "")
    assert "1101700230708" not in repr(document.numbers)


def test_every_act_reaches_the_index(permit_engine: Engine) -> None:
    make_site()
    catch_up(permit_engine)
    permit = make_permit()
    counts = []

    def look() -> None:
        catch_up(permit_engine)
        counts.append(ask(permit_engine, "").facets["permit_status"])

    look()
    suspend_permit(permit, by=None, reason="มีหนู")
    look()
    revoke_permit(permit, by=None, reason="มีหนู", law="มาตรา 59")
    look()
    permit.events.all().delete()
    permit.delete()
    look()

    assert counts == [{"in_force": 1}, {"suspended": 1}, {"revoked": 1}, {}]


def test_acts_are_written_down_in_their_own_transaction() -> None:
    position = changes.latest_position()
    permit = make_permit()

    keys, _ = changes.read_after(position)

    assert f"permit:{permit.pk}" in keys


@pytest.mark.parametrize(("most", "expected"), [(2, {"permit:{0}", "permit:{1}"}), (1, {"all:permits"})])
def test_change_of_a_type_concerns_its_permits(monkeypatch: pytest.MonkeyPatch, most: int, expected: set[str]) -> None:
    monkeypatch.setattr(signal_handlers, "MOST_PERMITS_BY_NAME", most)
    permit_type = make_permit_type()
    ids = [make_permit(permit_type).pk for _ in range(2)]
    make_permit()
    position = changes.latest_position()

    permit_type.save()

    assert set(changes.read_after(position)[0]) == {key.format(*ids) for key in expected}


def test_index_of_pages_passes_permits_over_and_the_other_way_round(site_engine: Engine) -> None:
    _, services, _ = make_site()
    permits = engines.embedded_engine(PERMITS)
    for engine in (site_engine, permits):
        catch_up(engine)
    make_permit()
    make_service(services)
    changes.record([Change.all_of(PERMITS)])

    for engine in (site_engine, permits):
        catch_up(engine)

    assert (ask(site_engine, "").total, ask(permits, "").total) == (1, 1)
    assert site_engine.state().position == changes.latest_position()


def test_many_permits_do_not_change_what_pages_score(site_engine: Engine) -> None:
    _, services, _ = make_site()
    for title in ("ใบอนุญาตร้านอาหาร", "ภาษีป้าย"):
        make_service(services, title=title)
    catch_up(site_engine)
    before = ask(site_engine, "ร้านอาหาร").hits
    for _ in range(20):
        make_permit(name="ร้านอาหาร")
    catch_up(site_engine)

    assert ask(site_engine, "ร้านอาหาร").hits == before


# The public list


def test_list_shows_permits_with_links_to_their_verification(client: Client, list_engine: Engine) -> None:
    permits = [make_permit(name=name) for name in ("เกม", "กา", "ขยะ")]
    catch_up(list_engine)

    shown = get(client, "/permits/")

    expected = [(permits[n].get_absolute_url(), permits[n].holder_name) for n in (1, 0, 2)]
    assert results_in(shown) == expected
    assert "ใบอนุญาต 3 ฉบับ" in shown
    assert "ทะเบียนเปลี่ยนแปลงล่าสุด" in shown


def test_list_is_searched_by_name_and_number(client: Client, list_engine: Engine) -> None:
    permit = make_permit(name="นางสมศรี ใจงาม", number="กท 754/2526")
    make_permit(name="นายสมชาย กล้าหาญ", number="9/2570")
    catch_up(list_engine)

    by_name, by_number = (get(client, "/permits/", q=text) for text in ("สมศรี", "๗๕๔-๒๕๒๖"))

    assert [url for url, _ in results_in(by_name)] == [permit.get_absolute_url()]
    assert "<mark>" in by_name
    assert [url for url, _ in results_in(by_number)] == [permit.get_absolute_url()]


def test_list_is_narrowed_by_plain_links(client: Client, list_engine: Engine) -> None:
    types = [make_permit_type(key=key, name=f"ชนิด {key}") for key in ("food", "dog")]
    places = [PermitFace(province="ขอนแก่น", district="เมือง"), PermitFace(province="เลย", district="ด่านซ้าย")]
    for permit_type in types:
        for face in places:
            make_permit(permit_type, face=face)
    catch_up(list_engine)

    everything = get(client, "/permits/")
    narrowed = get(client, "/permits/", type="food", province="เลย")

    assert "type=food" in everything
    assert "province=%E0%B9%80%E0%B8%A5%E0%B8%A2" in everything
    assert (len(results_in(everything)), len(results_in(narrowed))) == (4, 1)


def test_change_of_status_shows_before_the_index_knows(client: Client, list_engine: Engine) -> None:
    permit = make_permit()
    catch_up(list_engine)
    revoke_permit(permit, by=None, reason="มีหนู", law="มาตรา 59")

    shown = get(client, "/permits/")

    assert "standing-revoked" in shown
    assert "standing-in_force" not in shown


def test_list_of_nothing_and_of_no_match_say_so(client: Client, list_engine: Engine) -> None:
    catch_up(list_engine)
    empty = get(client, "/permits/")
    make_permit()
    catch_up(list_engine)
    no_match = get(client, "/permits/", q="qqqqxxxx")

    assert "ยังไม่มีการออกใบอนุญาต" in empty
    assert "ไม่พบใบอนุญาต" in no_match


def test_list_names_the_agencies_of_examples(client: Client, list_engine: Engine) -> None:
    make_permit()
    catch_up(list_engine)
    before = get(client, "/permits/")
    make_permit(make_permit_type(is_example=True, authority="กรมโรงงานอุตสาหกรรม"))
    catch_up(list_engine)

    assert ["กรมโรงงานอุตสาหกรรม" in page for page in (before, get(client, "/permits/"))] == [False, True]


def test_queries_of_the_list_do_not_grow(client: Client, list_engine: Engine) -> None:
    permit_type = make_permit_type()
    counts = []
    for number in (1, 4):
        for _ in range(number):
            make_permit(permit_type, name="บริษัท ดี จำกัด", number_of_holder=COMPANY)
        catch_up(list_engine)
        get(client, "/permits/", q="บริษัท ดี")
        with CaptureQueriesContext(connection) as queries:
            shown = get(client, "/permits/", q="บริษัท ดี")
        counts.append((len(results_in(shown)), len(queries)))

    assert [hits for hits, _ in counts] == [1, 5]
    assert counts[0][1] == counts[1][1]


@pytest.mark.parametrize(
    "query", ["q=%00%ff", "type=%3Cb%3E&page=999999", "sort=nonsense", "province=%ED%A0%80", "status=x&year=abc"]
)
def test_no_address_of_the_list_is_an_error(client: Client, list_engine: Engine, query: str) -> None:
    make_permit()
    catch_up(list_engine)

    assert client.get(f"/permits/?{query}").status_code == 200


def test_english_list_has_english_years(client: Client, list_engine: Engine) -> None:
    for year in (2026, 2027):
        make_permit(issued_on=date(year, 3, 1))
    catch_up(list_engine)

    shown = get(client, "/en/permits/")

    assert "issued 1 March 2027" in shown
    assert 'href="?q=&amp;year=2570"' in shown
    assert ">2027 <" in shown


# Among everything else


def test_best_permits_stand_below_services_with_a_way_to_all(client: Client, site_engine: Engine) -> None:
    _, services, information = make_site()
    page = make_service(services, title="ใบอนุญาตร้านข้าวแกง")
    make_information(information, title="ร้านข้าวแกงสะอาด")
    for number in range(5):
        make_permit(name=f"ร้านข้าวแกง {number}")
    permits = engines.embedded_engine(PERMITS)
    for engine in (site_engine, permits):
        catch_up(engine)

    everything = get(client, q="ข้าวแกง")
    services_only = get(client, q="ข้าวแกง", kind="service")

    found = [url for url, _ in results_in(everything)]
    assert page.url in found[:2]
    assert [url.startswith("/verify/") for url in found] == [False, False, True, True, True]
    assert 'href="/permits/?q=%E0%B8%82' in everything
    assert 'ใบอนุญาต <span class="count">5</span>' in everything
    assert len(results_in(services_only)) == 1


def test_search_goes_on_without_an_index_of_permits(client: Client, site_engine: Engine) -> None:
    page = make_service(make_site()[1], title="ภาษีป้าย")
    catch_up(site_engine)

    assert [url for url, _ in results_in(get(client, q="ภาษี"))] == [page.url]


def test_two_engines_of_a_folder_do_not_disturb_each_other(site_engine: Engine, tmp_path: Path) -> None:
    permits = engines.embedded_engine(PERMITS)
    build(site_engine)
    build(permits, permit_document("a"))
    build(site_engine)

    assert (ask(permits, "").total, permits.state().position) == (1, START)


def test_permit_that_ran_out_is_reindexed_by_the_nights_work(list_engine: Engine) -> None:
    permit = make_permit(valid_until=timezone.localdate())
    catch_up(list_engine)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        expire_permits()
        catch_up(list_engine)

    assert ask(list_engine, "").facets["permit_status"] == {"expired": 1}
    assert Permit.objects.get() == permit

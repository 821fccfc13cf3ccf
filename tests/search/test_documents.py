import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from agency.models import Agency
from catalogue.models import LifeEvent, ServiceLifeEvent, ServicePage
from catalogue.models.service_rows import in_order
from search import documents
from search.documents import Facts, SearchDocument
from tests.factories import make_agency, make_information, make_service, make_site, make_topic

pytestmark = pytest.mark.django_db


def load_one(page: object) -> SearchDocument | None:
    return documents.load([f"page:{page.pk}"]).get(f"page:{page.pk}")  # type: ignore[attr-defined]


def translate(page: ServicePage, title: str, **values: object) -> ServicePage:
    """A live English translation, made without the translation service."""
    english = Locale.objects.get(language_code="en")
    if not page.get_parent().specific.has_translation(english):
        page.get_parent().specific.copy_for_translation(english, copy_parents=True)
    translated = page.copy_for_translation(english)
    translated.title = title
    for name, value in values.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    translated.refresh_from_db()
    return translated


def test_service_gives_a_document_with_its_whole_manual() -> None:
    _, services, _ = make_site()
    page = make_service(
        services,
        title="การขออนุญาตก่อสร้าง",
        slug="building",
        summary="ก่อนสร้างบ้าน",
        everyday_names="สร้างบ้าน\nต่อเติม",
        keywords="ข.1",
        for_business=True,
        remarks="<p>หมาย</p><p>เหตุ</p>",
    )
    event = LifeEvent.objects.create(key="home", name="บ้าน", locale=page.locale)
    page.service_life_events = in_order([ServiceLifeEvent(life_event=event)])
    page.save_revision().publish()

    assert load_one(page) == SearchDocument(
        key=f"page:{page.pk}",
        kind="service",
        locale="th",
        shown_in=("th", "en"),
        slug="building",
        title="การขออนุญาตก่อสร้าง",
        names=("สร้างบ้าน", "ต่อเติม"),
        keywords=("ข.1",),
        summary="ก่อนสร้างบ้าน",
        body="เทศบาลทดสอบ\nเงื่อนไขที่ 0\nเอกสารที่ 0\nขั้นตอนที่ 0\nค่าธรรมเนียมที่ 1\nพระราชบัญญัติทดสอบ 0\nแบบที่ 0\nหมาย เหตุ",
        topics=("building",),
        audiences=("person", "business"),
        life_events=("home",),
        owner="own",
        facts=Facts(agency="เทศบาลทดสอบ", time_limit_days=7, is_free=False),
    )


def test_information_page_gives_a_document_with_its_text() -> None:
    _, _, information = make_site()
    page = make_information(
        information,
        title="วันเก็บขยะ",
        slug="waste",
        summary="เก็บทุกวัน",
        keywords="ถังขยะ",
        body=[("heading", "เวลา"), ("paragraph", "<p>เช้า</p><p>เย็น</p>"), ("notice", "หยุดวันสงกรานต์")],
    )

    assert load_one(page) == SearchDocument(
        key=f"page:{page.pk}",
        kind="information",
        locale="th",
        shown_in=("th", "en"),
        slug="waste",
        title="วันเก็บขยะ",
        keywords=("ถังขยะ",),
        summary="เก็บทุกวัน",
        body="เวลา\nเช้า เย็น\nหยุดวันสงกรานต์",
    )


def test_translated_page_is_shown_to_its_own_readers_and_bears_both_names() -> None:
    _, services, _ = make_site()
    thai = make_service(services, title="ใบขับขี่", everyday_names="ทำใบขับขี่")
    english = translate(thai, "Driving licence", everyday_names="driver's license")

    found = [load_one(page) for page in (thai, english)]

    assert [(one.shown_in, one.slug, one.names) for one in found if one] == [
        (("th",), thai.slug, ("ทำใบขับขี่", "Driving licence", "driver's license")),
        (("en",), thai.slug, ("driver's license", "ใบขับขี่", "ทำใบขับขี่")),
    ]


def test_draft_translation_does_not_count() -> None:
    _, services, _ = make_site()
    thai = make_service(services, title="ใบขับขี่")
    english = translate(thai, "Driving licence")
    english.unpublish()
    document = load_one(thai)

    assert load_one(english) is None
    assert document
    assert (document.shown_in, document.names) == (("th", "en"), ())


def test_page_that_not_everybody_may_see_gives_no_document() -> None:
    _, services, information = make_site()
    open_page, draft, private = (make_service(services, title=title) for title in ("เปิด", "ร่าง", "ลับ"))
    below_private = make_information(information)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    groups = PageViewRestriction.objects.create(page=information, restriction_type="groups")
    groups.groups.add(Group.objects.create(name="g"))

    found = documents.load(f"page:{page.pk}" for page in (open_page, draft, private, below_private, services))

    assert list(found) == [f"page:{open_page.pk}"]
    assert [document.key for document in documents.load_all()] == [f"page:{open_page.pk}"]


def test_service_of_another_agency_says_so() -> None:
    _, services, _ = make_site()
    other = Agency.objects.create(name="กรมอื่น", locale=services.locale)
    page = make_service(services, owner_agency=other)
    free = make_service(services, owner_agency=make_agency())
    free.fees.update(amount=0)

    found = [load_one(page), load_one(free)]

    assert [(one.owner, one.facts.is_free) for one in found if one] == [("other", False), ("own", True)]


def test_number_of_queries_does_not_depend_on_the_number_of_pages() -> None:
    _, services, information = make_site()
    pages = [make_service(services, rows=2), make_information(information)]
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(documents.load(f"page:{page.pk}" for page in pages)) == len(pages)
        counts.append(len(queries))
        pages += [make_service(services, rows=3) for _ in range(2)] + [make_information(information) for _ in range(2)]

    assert counts[0] == counts[1]


@pytest.mark.parametrize("key", ["", "page:", "page:x", "page:-1", "other:1", "all", "page:99999999999999999999999"])
def test_keys_that_name_nothing_are_passed_over(key: str) -> None:
    assert documents.load([key]) == {}


def test_topics_are_named_by_their_keys() -> None:
    _, services, _ = make_site()
    make_topic("building", "อาคาร")
    document = load_one(make_service(services))

    assert document
    assert document.topics == ("building",)

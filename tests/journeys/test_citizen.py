"""A citizen with an everyday phrase and a phone; with and without JavaScript; with each engine."""

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 800}
pytestmark = pytest.mark.browser


@pytest.fixture(params=["embedded", "elasticsearch"])
def site(request):
    """The running demo, once with each engine."""
    return request.getfixturevalue("live_site" if request.param == "embedded" else "live_site_elasticsearch")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(browser: Browser, request) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="th-TH", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_citizen_finds_a_service_by_an_everyday_phrase_and_reads_what_it_takes(site, phone):
    phone.goto(site.url)
    phone.get_by_role("searchbox").fill("อยากเปิดร้านข้าวแกงเล็ก ๆ")
    phone.get_by_role("searchbox").press("Enter")
    first = phone.locator(".search-results .result").first.get_by_role("link").first
    expect(first).to_contain_text("สถานที่จำหน่ายอาหาร")
    first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("สถานที่จำหน่ายอาหาร")
    facts = phone.locator(".facts")
    expect(facts).to_contain_text("7 วันทำการ")
    expect(facts).to_contain_text("บาท")
    expect(phone.locator("#documents")).to_contain_text("แผนที่แสดงที่ตั้งสถานประกอบการ")
    expect(phone.locator("#fees")).to_contain_text("100–1,000 บาท")


def test_wrong_keyboard_layout_is_understood(site, phone):
    phone.goto(f"{site.url}/search/?q=4kKuxhkp")  # ภาษีป้าย, typed on an English keyboard
    expect(phone.locator(".search-results .result").first).to_contain_text("ภาษีป้าย")


def test_nonsense_finds_nothing_and_helps(site, phone):
    phone.goto(f"{site.url}/search/?q=ฆฌฎฏฐฑฒณ")
    expect(phone.locator(".search-results .result")).to_have_count(0)
    expect(phone.get_by_role("searchbox")).to_have_value("ฆฌฎฏฐฑฒณ")


def test_results_are_narrowed_to_a_topic(site, phone):
    phone.goto(f"{site.url}/search/?q=ใบอนุญาต&topic=building&kind=service")
    narrowed = int(phone.locator(".tabs [aria-current] .count").inner_text())
    phone.get_by_role("link", name="ล้างตัวกรองทั้งหมด").click()
    assert 0 < narrowed < int(phone.locator(".tabs [aria-current] .count").inner_text())


def test_nothing_is_wider_than_the_phone(site, phone):
    for path in (
        "/",
        "/services/",
        "/services/building-permit/",
        "/search/?q=อาคาร",
        "/information/contact/",
        "/nope/",
    ):
        phone.goto(site.url + path)
        overflow = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow == 0, path


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_six_questions_are_answered_within_two_phone_screens(live_site, phone, prefix):
    phone.goto(f"{live_site.url}{prefix}/services/building-permit/")
    box = phone.locator(".facts").bounding_box()
    assert box["y"] + box["height"] <= 2 * PHONE["height"]
    assert len(phone.locator(".facts dt").all()) == 6

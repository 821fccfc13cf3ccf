"""A reader of English: finds the English page, and is told where there is none."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=["embedded", "elasticsearch"])
def site(request):
    return request.getfixturevalue("live_site" if request.param == "embedded" else "live_site_elasticsearch")


def test_english_reader_finds_the_english_page(site, page: Page):
    page.goto(f"{site.url}/en/")
    page.get_by_role("searchbox").fill("build a house")
    page.get_by_role("button", name="Search").click()
    result = page.locator(".search-results .result").filter(has_text="Permit to build").first
    result.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Permit to build")
    assert "/en/services/building-permit/" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".facts")).to_contain_text("45 working days")


def test_language_switch_leads_to_the_same_page(site, page: Page):
    page.goto(f"{site.url}/services/sign-tax/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/services/sign-tax/")
    page.get_by_role("link", name="ไทย").click()
    assert page.url.endswith("/services/sign-tax/")
    expect(page.locator("html")).to_have_attribute("lang", "th")


def test_language_switch_keeps_the_search(site, page: Page):
    page.goto(f"{site.url}/search/?q=passport")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("searchbox")).to_have_value("passport")
    assert page.url.endswith("/en/search/?q=passport")


def test_untranslated_service_says_so(site, page: Page):
    page.goto(f"{site.url}/en/search/?q=passport")
    page.locator(".search-results .result").first.get_by_role("link").first.click()
    expect(page.get_by_text("This page has not been translated yet")).to_be_visible()
    assert "/en/services/passport" in page.url

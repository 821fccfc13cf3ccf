"""No page of the journey breaks a rule of axe (WCAG 2.2 AA and good practice), on a phone and on a desk, in Thai and English."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.walking import SAVE, answer_steps, expect_nothing_wider_than_the_page, make_picture

pytestmark = pytest.mark.browser
SIZES = {"phone": {"width": 360, "height": 800}, "desk": {"width": 1280, "height": 900}}
LANGUAGES = {"Thai": "", "English": "/en"}


@pytest.fixture(params=SIZES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Page:
    context = browser.new_context(viewport=SIZES[request.param])
    yield context.new_page()
    context.close()


@pytest.fixture(params=LANGUAGES)
def site_url(live_site, request: pytest.FixtureRequest) -> str:
    return live_site.url + LANGUAGES[request.param]


def expect_no_barrier(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    barriers = [(rule["id"], node["target"], node["html"]) for rule in found for node in rule["nodes"]]
    assert barriers == [], page.url
    expect_nothing_wider_than_the_page(page)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/services/",
        "/services/food-premises-small/",
        "/information/contact/",
        "/search/?q=อาหาร",
        "/permits/",
        "/permits/?q=ไม่มีใบอนุญาตนี้",
        "/track/",
        "/verify/",
        "/verify/?q=12/9999",
        "/demo/mailbox/",
        "/no-such-page/",
    ],
)
def test_page_has_no_barrier(page: Page, site_url: str, path: str):
    page.goto(site_url + path)
    expect_no_barrier(page)


def test_licence_and_its_holder_have_no_barrier(page: Page, site_url: str):
    page.goto(f"{site_url}/permits/")
    page.locator(".result a").first.click()
    expect(page).to_have_url(re.compile("/verify/"))
    expect_no_barrier(page)
    page.locator(".face a").first.click()
    expect(page).to_have_url(re.compile("/holders/"))
    expect_no_barrier(page)


def test_application_from_start_to_tracking_has_no_barrier(page: Page, site_url: str, tmp_path):
    page.goto(f"{site_url}/services/food-premises-small/apply/")
    expect_no_barrier(page)
    press(page, page.locator("main form button").first)
    press(page, page.get_by_role("button", name=SAVE))
    expect(page.locator(".error-summary")).to_be_visible()
    expect_no_barrier(page)
    answer_steps(page, file=make_picture(tmp_path, "แผนที่.png"), place="ร้านข้าวแกง")
    expect_no_barrier(page)
    press(page, page.locator("main form button").last)
    expect_no_barrier(page)
    page.locator("main a[href*='/track/']").click()
    expect(page.locator(".timeline")).to_be_visible()
    expect_no_barrier(page)
    matter = page.url
    for path in ("ask/", "withdraw/"):
        page.goto(matter + path)
        expect_no_barrier(page)


def press(page: Page, button: Locator) -> None:
    with page.expect_navigation():
        button.click()

"""The half that acts, from end to end: a citizen applies and follows, officers return and approve, anybody verifies."""

import re
import secrets
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import (
    answer_steps,
    expect_nothing_wider_than_the_page,
    make_picture,
    sign_in,
    wait_until,
)

PHONE = {"width": 360, "height": 800}
pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def citizen(browser: Browser, request) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="th-TH", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def officer(browser: Browser, live_site) -> Page:
    """Of the unit for health, in the Wagtail admin."""
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    sign_in(page, live_site, "health")
    yield page
    context.close()


def apply_for_a_food_shop(page: Page, site, *, shop: str, folder: Path) -> tuple[str, str]:
    """Found by an everyday phrase, filled in and sent. Reference and tracking code."""
    page.goto(site.url)
    page.get_by_role("searchbox").fill("อยากเปิดร้านข้าวแกงเล็ก ๆ")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".search-results .result").first.get_by_role("link").first.click()
    page.get_by_role("link", name="ยื่นคำขอออนไลน์").click()
    page.get_by_role("button", name="เริ่มกรอก").click()
    answer_steps(page, file=make_picture(folder, "แผนที่ร้าน.png"), place=shop)
    expect_nothing_wider_than_the_page(page)
    expect(page.locator("main")).to_contain_text("แผนที่ร้าน.png")
    page.get_by_role("button", name="ส่งคำขอ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ได้รับคำขอของท่านแล้ว")
    expect_nothing_wider_than_the_page(page)
    reference, secret = page.locator(".reference").all_inner_texts()
    return reference, secret


def follow(page: Page, site, reference: str, secret: str) -> None:
    page.goto(f"{site.url}/track/")
    page.locator("[name=reference]").fill(reference.lower().replace("-", " "))
    page.locator("[name=secret]").fill(secret.lower())
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(reference)
    expect_nothing_wider_than_the_page(page)


def return_one_item(page: Page, site, reference: str, *, question: str) -> None:
    case = f"{site.url}/admin/cases/{reference.replace('-', '')}/"
    page.goto(f"{site.url}/admin/cases/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    expect(page).to_have_url(case)
    page.get_by_role("button", name="รับเรื่อง").first.click()
    page.goto(f"{case}flag/")
    page.locator(f"[name=flag-{question}]").check()
    page.locator(f"[name=remark-{question}]").fill("โปรดเขียนชื่อร้านตามป้าย")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(case)


def approve(page: Page, site, reference: str, *, before: str, after: str) -> None:
    """Having seen the difference."""
    case = f"{site.url}/admin/cases/{reference.replace('-', '')}/"
    page.goto(case)
    expect(page.locator("del")).to_have_text(before)
    expect(page.locator("ins")).to_have_text(after)
    page.goto(f"{case}approve/")
    expect(page.locator("[name=place_name]")).to_have_value(after)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(case)


def read_qr(pdf: bytes) -> str:
    """From the first page as a picture, as a camera sees it."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=3).to_pil()
    document.close()
    return zxingcpp.read_barcodes(picture)[0].text


def test_from_an_everyday_phrase_to_a_licence_that_anybody_can_check(live_site, citizen, officer, tmp_path):
    mistyped, shop = (f"ร้านข้าวแกง{word} {secrets.token_hex(3)}" for word in ("ป้าแดง", "ป้าแดงสาขาสอง"))
    reference, secret = apply_for_a_food_shop(citizen, live_site, shop=mistyped, folder=tmp_path)
    follow(citizen, live_site, reference, secret)

    return_one_item(officer, live_site, reference, question="shop-name")
    citizen.reload()
    citizen.locator("main").get_by_role("link", name=re.compile("แก้ไข")).first.click()
    assert citizen.locator("main form .field").count() == 1  # nothing else opens again
    citizen.locator("main form .field input").fill(shop)
    citizen.locator("main form button[type=submit]").first.click()
    expect(citizen.locator("main")).to_contain_text(shop)

    approve(officer, live_site, reference, before=mistyped, after=shop)
    citizen.reload()
    licence = citizen.locator("main").get_by_role("link", name="ใบอนุญาต (PDF)", exact=True)
    pdf = citizen.request.get(live_site.url + licence.get_attribute("href")).body()
    address = read_qr(pdf)
    assert address.startswith(f"{live_site.url}/verify/")

    citizen.context.clear_cookies()  # as an inspector, who has never been here
    citizen.goto(address)
    expect(citizen.locator("main")).to_contain_text(shop)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("ใช้ได้")
    expect_nothing_wider_than_the_page(citizen)
    assert wait_until(citizen, lambda: shop in permits_found(citizen, live_site, shop), within_ms=5_000)


def permits_found(page: Page, site, words: str) -> str:
    page.goto(f"{site.url}/permits/?q={words}")
    return page.locator(".search-results").inner_text()


def test_english_reader_applies_and_follows_in_english(live_site, browser: Browser, tmp_path):
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_site.url}/en/")
    page.get_by_role("searchbox").fill("open a restaurant")
    page.get_by_role("searchbox").press("Enter")
    page.goto(f"{live_site.url}/en/services/food-premises-small/")
    page.get_by_role("link", name="Apply online").click()
    page.get_by_role("button", name="Begin").click()
    answer_steps(page, file=make_picture(tmp_path, "map.png"), place="Daeng's Curry")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check your answers")
    assert thai_in(page, "main dt, main h1, main h2, main button") == []
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your application")
    reference, secret = page.locator(".reference").all_inner_texts()
    page.get_by_role("link", name="Follow this application").click()
    expect(page).to_have_url(re.compile("/en/track/"))
    expect(page.locator("main")).to_contain_text(reference)
    assert thai_in(page, "main h1, main h2, main dt, main a, main button") == []
    assert wait_until(page, lambda: f"Received: {reference}" in mails(page, live_site), within_ms=15_000)
    assert secret in mails(page, live_site)
    context.close()


def mails(page: Page, site) -> str:
    page.goto(f"{site.url}/demo/mailbox/")
    return page.locator("main").inner_text()


def thai_in(page: Page, selector: str) -> list[str]:
    """Thai letters in these elements, except where the page says that they are Thai."""
    texts = page.locator(selector).evaluate_all("all => all.filter(e => !e.closest('[lang=th]')).map(e => e.innerText)")
    return [text for text in texts if re.search("[ก-๛]", text)]


def test_somebody_elses_reference_or_code_leads_nowhere(live_site, browser: Browser, tmp_path):
    context = browser.new_context(viewport=PHONE, locale="th-TH")
    page = context.new_page()
    reference, secret = apply_for_a_food_shop(page, live_site, shop="ร้านของฉัน", folder=tmp_path)
    stranger = browser.new_context(viewport=PHONE, locale="th-TH").new_page()
    for typed in ((reference, "ABCDE-FGHJK"), ("ABCD-EFGH", secret), ("", "")):
        stranger.goto(f"{live_site.url}/track/")
        stranger.locator("[name=reference]").fill(typed[0])
        stranger.locator("[name=secret]").fill(typed[1])
        stranger.locator("main button[type=submit]").first.click()
        expect(stranger.locator(".error-summary")).to_be_visible()
        expect(stranger.locator("[name=reference]")).to_have_value(typed[0])
        expect(stranger.locator("body")).not_to_contain_text("ร้านของฉัน")
    stranger.goto(f"{live_site.url}/track/{reference.replace('-', '')}/")
    expect(stranger.locator("body")).not_to_contain_text("ร้านของฉัน")
    stranger.context.close()
    context.close()

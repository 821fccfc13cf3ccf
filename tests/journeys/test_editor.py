"""An editor writes a service, a reviewer publishes it, and a citizen finds it; then it is withdrawn."""

import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import sign_in, wait_until

pytestmark = pytest.mark.browser
FOUND_WITHIN_MS = 5_000


def found(page: Page, site, words: str) -> list[str]:
    page.goto(f"{site.url}/search/?q={words}")
    return page.locator(".search-results .result a").all_inner_texts()


def write_service(page: Page, site, *, title: str) -> None:
    """Fill in the editor's form for a new service and save it as a draft."""
    listing = f"{site.url}/admin/pages/"
    for name in ("เทศบาลเมืองศาลา", "บริการทั้งหมด"):
        page.goto(listing)
        link = page.locator("main").get_by_role("link", name=name, exact=True).first
        listing = site.url + link.get_attribute("href").removesuffix("edit/")
    page.goto(f"{listing}add_subpage/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("เทศบาลจัดรถรับส่งผู้ป่วยที่เดินทางลำบากไปโรงพยาบาลตามนัด")
    page.locator("[name=everyday_names]").fill("ขอรถไปหาหมอ\nรถรับส่งคนไข้")
    choose(page, "owner_agency", "เทศบาลเมืองศาลา")
    page.get_by_role("button", name="Save draft").or_(page.get_by_role("button", name="บันทึกฉบับร่าง")).first.click()
    page.wait_for_url("**/edit/**")


def press(page: Page, button_selector: str) -> None:
    """Choose one of the editor's acts, which are behind the arrow beside the main button."""
    button = page.locator(f"footer {button_selector}").first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    button.click()
    page.wait_for_url(lambda url: "/edit/" not in url)


def choose(page: Page, field: str, name: str) -> None:
    """Pick a shared thing in Wagtail's chooser: a dialog with a list."""
    page.locator(f"#id_{field}-chooser .unchosen button").click()
    dialog = page.locator(".modal-dialog")
    box = dialog.locator("input[name=q]")
    box.click()  # waits until the dialog has come to rest
    with page.expect_response(lambda response: "q=" in response.url):
        box.press_sequentially(name.removeprefix("เทศบาล"))  # a word inside the name
    dialog.get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator(f"#id_{field}-chooser")).to_contain_text(name)


def test_editor_writes_reviewer_publishes_citizen_finds(live_site, browser: Browser):
    title = f"การขอรถรับส่งผู้ป่วย {secrets.token_hex(3)}"
    editor, reviewer, citizen = (browser.new_context(locale="th-TH").new_page() for _ in range(3))
    sign_in(editor, live_site, "editor")
    write_service(editor, live_site, title=title)
    edit_url = editor.url
    assert title not in found(citizen, live_site, "ขอรถไปหาหมอ")
    press(editor, "[name='action-submit']")
    sign_in(reviewer, live_site, "reviewer")
    reviewer.goto(edit_url)
    press(reviewer, "[data-workflow-action-name='approve']")
    assert wait_until(citizen, lambda: title in found(citizen, live_site, "ขอรถไปหาหมอ"), within_ms=FOUND_WITHIN_MS)
    citizen.get_by_role("link", name=title).click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text(title)
    reviewer.goto(edit_url.replace("/edit/", "/unpublish/"))
    reviewer.locator("form button[type=submit], form input[type=submit]").last.click()
    assert wait_until(citizen, lambda: title not in found(citizen, live_site, "ขอรถไปหาหมอ"), within_ms=FOUND_WITHIN_MS)

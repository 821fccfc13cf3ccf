"""What people do in a browser: fill in a form's steps, sign in, wait for something to appear."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

APPLICANT = {
    "applicant_name": "สมชาย ใจดี",
    "applicant_number": "1234567890121",
    "applicant_phone": "081-234-5678",
    "applicant_email": "somchai@example.com",
    "postal_address": "",
}
SAVE = re.compile("^(บันทึกและทำต่อ|Save and continue)$")


def make_picture(folder: Path, name: str) -> Path:
    """A real PNG, as a phone's photo stands for a paper."""
    content = BytesIO()
    Image.new("RGB", (600, 400), "white").save(content, "PNG")
    path = folder / name
    path.write_bytes(content.getvalue())
    return path


def answer_steps(page: Page, *, file: Path, place: str) -> None:
    """From the first step to the check page. What is not about the applicant is answered by the kind of its field."""
    while not page.url.endswith("/check/"):
        step = page.url
        for field in page.locator("main form .field").all():
            answer(field, file=file, place=place)
        with page.expect_navigation():
            page.get_by_role("button", name=SAVE).click()
        assert page.url != step, page.locator(".error-summary").all_inner_texts()


def answer(field: Locator, *, file: Path, place: str) -> None:
    control = field.locator("input:not([type=hidden]), textarea, select").first
    name, kind = control.get_attribute("name") or "", control.evaluate("control => control.type")
    if name in APPLICANT:
        control.fill(APPLICANT[name])
    elif kind in ("radio", "checkbox"):
        control.check()
    elif kind == "file":
        control.set_input_files(file)
    elif kind == "select-one":
        control.select_option(index=1)
    else:
        control.fill(text_for(control, place))


def text_for(control: Locator, place: str) -> str:
    by_mode = {"decimal": "๘๐", "numeric": "1234567890121", "tel": "0812345678"}
    if control.get_attribute("maxlength") == "60":
        return "12 มีนาคม 2570"
    return by_mode.get(control.get_attribute("inputmode") or "", place)


def sign_in(page: Page, site, username: str) -> None:
    password = {name: password for _role, name, password in site.sign_ins}[username]
    page.goto(f"{site.url}/admin/login/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"{site.url}/admin/")


def wait_until(page: Page, check: Callable[[], bool], *, within_ms: int) -> bool:
    """Whether the check comes true in time; asked four times a second."""
    for _ in range(within_ms // 250):
        if check():
            return True
        page.wait_for_timeout(250)
    return check()


def expect_nothing_wider_than_the_page(page: Page) -> None:
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow == 0, page.url
    expect(page.locator("h1")).to_have_count(1)

"""What a first visit costs: bytes as they travel, and requests (requirement L2)."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
MAX_BYTES = 60_000
MAX_REQUESTS = 8


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/services/",
        "/services/building-permit/",
        "/information/",
        "/information/contact/",
        "/search/?q=อาคาร",
        "/search/",
    ],
)
def test_public_page_is_light_on_a_cold_cache(live_site, browser: Browser, path):
    context = browser.new_context()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(live_site.url + path, wait_until="networkidle")
    context.close()
    assert len(sizes) >= 2  # the page and its stylesheet at least
    assert sum(sizes) <= MAX_BYTES
    assert len(sizes) <= MAX_REQUESTS

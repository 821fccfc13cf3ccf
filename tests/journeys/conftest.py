"""Journeys through the real site: `manage.py start` with the demo, a browser, real servers."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.live_site import LiveSite
from tests.servers import ElasticsearchServer

# Playwright's event loop runs in the tests' thread; Django would refuse to use the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def prepared_site() -> Iterator[LiveSite]:
    """A site with the demo loaded that never runs: the demo is loaded once, and copies of it are run."""
    with LiveSite() as site:
        site.prepare()
        yield site


@pytest.fixture(scope="session")
def live_site(prepared_site: LiveSite) -> Iterator[LiveSite]:
    """The running site with the demo and the embedded search."""
    with prepared_site.copy() as site:
        yield site.start()


@pytest.fixture(scope="session")
def live_site_elasticsearch(prepared_site: LiveSite, elasticsearch: ElasticsearchServer) -> Iterator[LiveSite]:
    """The running site with the demo and Elasticsearch."""
    with prepared_site.copy(ELASTICSEARCH_URL=elasticsearch.url) as site:
        yield site.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A failed test shows what its site said."""
    report = yield
    if report.failed:
        for name, value in getattr(item, "funcargs", {}).items():
            if isinstance(value, LiveSite):
                report.sections.append((f"the log of {name} ends", value.log()[-4000:]))
    return report

"""Times pages and searches of the site that the environment names, and prints a report as JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sala.settings")

import django

django.setup()

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines as template_engines
from django.test import Client
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from catalogue.models import ServicePage
from search import engines
from search.query import SearchQuery, understand
from search.vocabulary import current as vocabulary

ROUNDS = 40
QUERIES = ("เปิดร้านอาหาร", "ต่อเติมบ้าน", "ภาษีป้าย", "แจ้งเกิด", "เบี้ยผู้สูงอายุ")


def milliseconds(work: Callable[[], Any]) -> float:
    work()  # what a process loads once is not what is measured
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def engine_searches(engine: Any) -> Callable[[], None]:
    def work() -> None:
        for text in QUERIES:
            engine.search(SearchQuery(locale="th", asked=understand(text, vocabulary())))

    return work


def wagtail_searches() -> None:
    backend = get_search_backend()
    for text in QUERIES:
        list(backend.search(text, Page.objects.live())[:10])


def bare_page() -> str:
    """One query and a small template: the least that a page of a database site does."""
    page = ServicePage.objects.get(slug="building-permit", locale__language_code="th")
    template = template_engines["django"].from_string("<h1>{{ page.title }}</h1><p>{{ page.summary }}</p>")
    return template.render({"page": page}, HttpRequest())


def fetch(client: Client, path: str) -> Callable[[], HttpResponse]:
    def work() -> HttpResponse:
        response = client.get(path)
        assert response.status_code == 200, path
        return response

    return work


def row(what: str, ms: float, against: str, against_ms: float) -> dict[str, object]:
    return {
        "what": what,
        "ms": round(ms, 2),
        "against": against,
        "against_ms": round(against_ms, 2),
        "ratio": round(ms / against_ms, 2),
    }


def main() -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    wagtail, bare = milliseconds(wagtail_searches), milliseconds(bare_page)
    rows = [
        row(
            "5 searches, embedded",
            milliseconds(engine_searches(engines.embedded_engine())),
            "Wagtail's substring search",
            wagtail,
        )
    ]
    if settings.ELASTICSEARCH_URLS:
        cluster = engines.elasticsearch_engine()
        rows.append(
            row(
                "5 searches, Elasticsearch",
                milliseconds(engine_searches(cluster)),
                "Wagtail's substring search",
                wagtail,
            )
        )
    for path in ("/", "/services/", "/services/building-permit/", "/information/contact/", "/search/?q=อาคาร"):
        rows.append(row(path, milliseconds(fetch(client, path)), "one query and a two-line template", bare))
    print(json.dumps({"rounds": ROUNDS, "rows": rows}))


main()

"""Run by test_follower_process.py in a process of its own, by `manage.py shell`, beside a real follower.

Prints as JSON how many seconds each change took to reach all engines.
"""

import json
import shutil
import time
from collections.abc import Callable

from django.conf import settings

from search import engines
from search.documents import PAGES, PERMITS
from search.engines.base import EngineError
from tests.factories import make_permit, make_service, make_site
from tests.search.making import ask

LIMIT_SECONDS = 30
took: dict[str, float] = {}


def total(text: str, group: str) -> list[int]:
    try:
        return [ask(engine, text).total for engine in engines.configured(group)]
    except EngineError:
        return []


def measure(name: str, act: Callable[[], object], text: str, expected: int, group: str = PAGES) -> None:
    act()
    began = time.monotonic()
    while (
        total(text, group) != [expected] * len(engines.configured(group)) and time.monotonic() < began + LIMIT_SECONDS
    ):
        time.sleep(0.1)
    took[name] = round(time.monotonic() - began, 1)


def run() -> None:
    _home, index, information = make_site()
    page = make_service(index, title="ใบอนุญาตเลี้ยงสุนัข")
    measure("publish", lambda: None, "เลี้ยงสุนัข", 1)
    page.title = "ใบอนุญาตเลี้ยงจระเข้"
    measure("change", lambda: page.save_revision().publish(), "จระเข้", 1)
    measure("unpublish", page.unpublish, "จระเข้", 0)
    measure("publish again", lambda: page.save_revision().publish(), "จระเข้", 1)
    measure("move", lambda: page.move(information, pos="last-child"), "จระเข้", 1)
    measure("delete the folder", lambda: shutil.rmtree(settings.SEARCH_INDEX_DIR), "จระเข้", 1)
    page.refresh_from_db()
    measure("delete", page.delete, "จระเข้", 0)
    measure("issue a permit", lambda: make_permit(name="นายจระเข้ ใจดี", number="754/2526"), "754/2526", 1, PERMITS)
    print(json.dumps(took))


run()

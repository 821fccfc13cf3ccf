"""Times the public list of permits with a small and a large register, and prints a report as JSON.

    SALA_DATA_DIR=$(mktemp -d) python -m tests.benchmarks.permits [--sizes 1000 100000]

The site must be an empty one: it is migrated, filled by bulk_create and indexed here. `ratio` is the median of a page with
the large register against that with the small one.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sala.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from permits.models import Holder, Permit, PermitType
from permits.numbers import number_key
from search import engines
from search.documents import PAGES, PERMITS
from search.followers import rebuild
from tests.factories import make_permit_type, make_site
from thai.collation import sort_key
from thai.dates import to_buddhist_year
from thai.text import fold

ROUNDS = 40
FIRST = ("สมชาย", "สมศรี", "ประเสริฐ", "วิไล", "อนุชา", "กาญจนา", "ธนพล", "พรทิพย์", "สุรชัย", "มาลี", "เอกชัย", "รัตนา")
LAST = ("ใจดี", "รุ่งเรือง", "ศรีสุข", "ทองคำ", "แก้วใส", "บุญมา", "พงษ์ไพร", "วงศ์สว่าง", "จันทร์เพ็ญ", "สายชล")
PLACES = ("ครัว", "ร้าน", "ตลาด", "โรงแรม", "คลินิก", "อู่", "ฟาร์ม", "สปา")
PROVINCES = ("ขอนแก่น", "เลย", "อุดรธานี", "เชียงใหม่", "ภูเก็ต", "กรุงเทพมหานคร")
PAGES_TIMED = {
    "list": "/permits/",
    "a name": "/permits/?q=สมศรี รุ่งเรือง",
    "a common word": "/permits/?q=ร้าน",
    "a number": "/permits/?q=00017/2565",
    "two filters": "/permits/?status=in_force&province=เลย",
    "newest first": "/permits/?sort=newest",
}
numbers = count(1)


def make_permits(permit_types: list[PermitType], wanted: int) -> Iterator[Permit]:
    for _ in range(wanted):
        number, issued_on = next(numbers), date(2018, 1, 1) + timedelta(days=random.randrange(3000))
        name = f"{random.choice(FIRST)} {random.choice(LAST)}"
        holder = Holder(kind="person", name=name, folded_name=fold(name), sort_key=sort_key(name))
        written = f"{number:05}/{to_buddhist_year(issued_on.year)}"
        yield Permit(
            permit_type=random.choice(permit_types),
            number=written,
            number_key=number_key(written),
            holder=holder,
            holder_name=name,
            place_name=f"{random.choice(PLACES)}{random.choice(FIRST)}",
            province=random.choice(PROVINCES),
            district=f"อำเภอ {random.randrange(20)}",
            issued_on=issued_on,
            valid_from=issued_on,
        )


def fill(permit_types: list[PermitType], wanted: int) -> None:
    made = make_permits(permit_types, wanted - Permit.objects.count())
    while some := list(islice(made, 2000)):
        Holder.objects.bulk_create([permit.holder for permit in some])
        Permit.objects.bulk_create(some)


def milliseconds(client: Client, path: str) -> float:
    times = []
    for _ in range(ROUNDS + 2):
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - began) * 1000)
    return median(times[2:])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs=2, default=(1_000, 100_000))
    sizes = parser.parse_args().sizes
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_site()
    rebuild(engines.embedded_engine(PAGES))
    permit_types = [make_permit_type() for _ in range(8)]
    client = Client(HTTP_HOST="127.0.0.1")
    measured: dict[str, list[float]] = {name: [] for name in PAGES_TIMED}
    seconds_to_index = 0.0
    for size in sizes:
        fill(permit_types, size)
        began = time.perf_counter()
        rebuild(engines.embedded_engine(PERMITS))
        seconds_to_index = time.perf_counter() - began
        for name, path in PAGES_TIMED.items():
            measured[name].append(milliseconds(client, path))
    rows = [
        {"what": name, "small_ms": round(small, 1), "large_ms": round(large, 1), "ratio": round(large / small, 2)}
        for name, (small, large) in measured.items()
    ]
    print(json.dumps({"sizes": sizes, "index_seconds": round(seconds_to_index, 1), "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()

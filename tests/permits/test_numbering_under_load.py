"""Eight at once: on PostgreSQL as it is, on SQLite with the test database copied into a file, since one in memory has no
locks to wait for."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections
from wagtail.models import Locale

from permits.models import NumberSequence, Permit, PermitType
from tests.conftest import is_postgresql
from tests.factories import make_permit, make_permit_type

THREADS, EACH = 8, 12


def connect_to(path: Path) -> None:
    """This thread's database is that file from now on."""
    wrapper = type(connections["default"])
    connections["default"] = wrapper({**connections["default"].settings_dict, "NAME": str(path)}, "default")


@pytest.mark.django_db(transaction=True)
def test_numbers_are_unique_and_without_gaps_when_many_issue(tmp_path: Path) -> None:
    Locale.objects.get_or_create(language_code="th")  # a test with real transactions that ran before emptied all tables
    permit_type = make_permit_type(number_pattern="{number}/{year}")
    path = tmp_path / "copy.sqlite3"
    if not is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])

    def issue(thread: int) -> list[str]:
        if not is_postgresql():
            connect_to(path)
        try:
            permit_type_here = PermitType.objects.get(pk=permit_type.pk)
            return [make_permit(permit_type_here, once=f"{thread * i % 40}").number for i in range(EACH)]
        finally:
            connections.close_all()

    def look(_: int) -> tuple[set[str], int, int]:
        if not is_postgresql():
            connect_to(path)
        try:
            return (
                set(Permit.objects.values_list("number", flat=True)),
                Permit.objects.count(),
                NumberSequence.objects.get().last,
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        given = {number for numbers in pool.map(issue, range(THREADS)) for number in numbers}
        stored, count, last = pool.submit(look, 0).result()

    expected = len({thread * i % 40 for thread in range(THREADS) for i in range(EACH)})
    year = next(iter(stored)).partition("/")[2]
    assert count == last == expected
    assert given == stored == {f"{number}/{year}" for number in range(1, expected + 1)}

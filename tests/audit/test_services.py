"""What is written, and by whom."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.models import Checkpoint, Entry
from audit.services import checkpoint_file, make_checkpoint, record, record_view
from tests.audit.making import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("by", "key", "name"),
    [
        pytest.param(None, "system", "", id="the system"),
        pytest.param("applicant", "applicant", "", id="a word"),
        pytest.param(Person(), "user:5", "สมหญิง ใจดี", id="an account with a name"),
        pytest.param(Person(full_name=""), "user:5", "somying", id="an account without a name"),
    ],
)
def test_entry_says_who_did_what(by: object, key: str, name: str) -> None:
    entry = record("submission:K7PM3QX2", "case.taken", by=by, detail={"unit": 3})

    stored = Entry.objects.get()
    assert stored == entry
    assert (stored.subject, stored.number, stored.actor_key, stored.actor_name, stored.verb, stored.detail) == (
        "submission:K7PM3QX2",
        1,
        key,
        name,
        "case.taken",
        {"unit": 3},
    )
    assert stored.computed_hash() == stored.hash


def test_who_is_not_signed_in_must_be_called_by_a_word() -> None:
    with pytest.raises(TypeError, match="no account"):
        record("submission:1", "case.taken", by=AnonymousUser())


def test_each_subject_has_a_chain_of_its_own() -> None:
    first, other, second = (record(subject, "act", by=None) for subject in ("a:1", "b:1", "a:1"))

    assert [(entry.number, entry.previous_hash) for entry in (first, other, second)] == [
        (1, ""),
        (1, ""),
        (2, first.hash),
    ]
    assert list(Entry.objects.about("a:1")) == [first, second]


def test_details_are_as_the_database_gives_them_back() -> None:
    record("a:1", "act", by=None, detail={"due": date(2027, 3, 12), "fee": Decimal("10.50"), "ids": ["ก"]})

    entry = Entry.objects.get()
    assert entry.detail == {"due": "2027-03-12", "fee": "10.50", "ids": ["ก"]}
    assert entry.computed_hash() == entry.hash


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        record("a:1", "act", by=None, detail={"share": 0.5})


def test_what_is_rolled_back_was_not_done() -> None:
    with transaction.atomic():
        record("a:1", "act", by=None)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_second_look_at_the_same_within_ten_minutes_is_not_written() -> None:
    person, other = Person(), Person(pk=6)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        record_view("a:1", by=person)
        record("a:1", "act", by=person)
        clock.shift(timedelta(minutes=9))
        record_view("a:1", by=person)
        record_view("a:1", by=person, what="file:3")
        record_view("a:1", by=other)
        record_view("b:1", by=person)
        clock.shift(timedelta(minutes=2))
        record_view("a:1", by=person)

    written = [(entry.verb, entry.actor_key, entry.detail) for entry in Entry.objects.about("a:1")]
    assert written == [
        ("viewed", "user:5", {}),
        ("act", "user:5", {}),
        ("viewed", "user:5", {"what": "file:3"}),
        ("viewed", "user:6", {}),
        ("viewed", "user:5", {}),
    ]
    assert Entry.objects.about("b:1").count() == 1


@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}"])
def test_database_refuses_to_change_the_record(table: str, statement: str) -> None:
    record("a:1", "act", by=None)
    make_checkpoint()

    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))

    assert (Entry.objects.count(), Checkpoint.objects.count()) == (1, 1)


def test_checkpoint_is_made_once_a_day_and_names_the_chains_that_grew(
    django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    with time_machine.travel("2027-03-12T20:00:00Z") as clock:
        (_, a2), b1 = (record("a:1", "act", by=None), record("a:1", "act", by=None)), record("b:1", "act", by=None)
        with django_capture_on_commit_callbacks(execute=True):
            first, again = make_checkpoint(), make_checkpoint()
        clock.shift(timedelta(days=1))
        a3 = record("a:1", "act", by=None)
        with django_capture_on_commit_callbacks(execute=True):
            second = make_checkpoint()

    assert again == first
    assert (first.day, first.entries, first.heads) == (date(2027, 3, 13), 3, [["a:1", 2, a2.hash], ["b:1", 1, b1.hash]])
    assert (second.entries, second.heads, second.previous_hash) == (4, [["a:1", 3, a3.hash]], first.hash)
    assert checkpoint_file().read_text().count("\n") == 2
    assert checkpoint_file().stat().st_mode & 0o777 == 0o600

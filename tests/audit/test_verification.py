"""Tampering of each kind is found, and named."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Entry
from audit.services import checkpoint_file, record
from audit.verification import find_faults
from tests.audit.making import Person, tamper

pytestmark = pytest.mark.django_db

START = datetime.fromisoformat("2027-03-12T08:00:00+07:00")


@pytest.fixture
def chains(settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    """Five entries about a:1 and two about b:1, seen by the checkpoint of 12 March; one more each, by that of the 13th."""
    settings.DATA_DIR = tmp_path
    with time_machine.travel(START) as clock:
        for rounds in ({"a:1": 5, "b:1": 2}, {"a:1": 1, "b:1": 1}):
            for subject, count in rounds.items():
                for number in range(count):
                    record(subject, "act", by=Person(), detail={"round": number})
            with django_capture_on_commit_callbacks(execute=True):
                call_command("checkpoint_audit")
            clock.shift(timedelta(days=1))
        yield


def test_whole_record_has_no_fault(chains: None) -> None:
    output = StringIO()
    call_command("verify_audit", stdout=output)

    assert output.getvalue() == ""


def test_command_names_faults_and_fails(chains: None) -> None:
    tamper("UPDATE audit_entry SET verb = 'other' WHERE subject = 'a:1' AND number = 2")
    output = StringIO()

    with pytest.raises(CommandError, match=r"The audit record has 1 fault\.") as error:
        call_command("verify_audit", stdout=output)

    assert error.value.returncode == 1
    assert output.getvalue() == "a:1: entry 2 was changed.\n"


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        pytest.param(
            "UPDATE audit_entry SET actor_key = 'user:6' WHERE subject = 'a:1' AND number = 2",
            ["a:1: entry 2 was changed."],
            id="changed entry",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE subject = 'a:1' AND number IN (2, 3)",
            ["a:1: entries 2 to 3 are missing."],
            id="gap",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE subject = 'a:1' AND number >= 6",
            ["a:1: entry 6 is cut off. The checkpoint of 2027-03-13 saw entry 6."],
            id="cut tail",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE subject = 'b:1'",
            [
                "b:1: the chain is missing. The checkpoint of 2027-03-12 saw 2 of its entries.",
                "b:1: the chain is missing. The checkpoint of 2027-03-13 saw 3 of its entries.",
            ],
            id="missing chain",
        ),
        pytest.param(
            "UPDATE audit_entry SET subject = 'c:1' WHERE subject = 'b:1' AND number = 3",
            [
                "b:1: entry 3 is cut off. The checkpoint of 2027-03-13 saw entry 3.",
                "c:1: entries 1 to 2 are missing.",
                "c:1: entry 3 was changed.",
            ],
            id="moved to another chain",
        ),
        pytest.param(
            "UPDATE audit_checkpoint SET entries = 3 WHERE day = '2027-03-12'",
            ["The checkpoint of 2027-03-12 was changed."],
            id="changed checkpoint",
        ),
        pytest.param(
            "UPDATE audit_checkpoint SET heads = '[]' WHERE day = '2027-03-13'",
            ["The checkpoint of 2027-03-13 was changed."],
            id="changed heads of a checkpoint",
        ),
        pytest.param(
            "DELETE FROM audit_checkpoint WHERE day = '2027-03-12'",
            [
                "The checkpoint of 2027-03-12 is missing; audit-checkpoints.jsonl has it in line 1.",
                "The checkpoint of 2027-03-13 does not continue the one before it.",
            ],
            id="missing checkpoint",
        ),
        pytest.param(
            "DELETE FROM audit_checkpoint WHERE day = '2027-03-13'",
            ["The checkpoint of 2027-03-13 is missing; audit-checkpoints.jsonl has it in line 2."],
            id="last checkpoint cut off",
        ),
    ],
)
def test_tampering_is_found(chains: None, statement: str, faults: list[str]) -> None:
    tamper(statement)

    assert sorted(find_faults()) == faults


def test_entry_with_a_hash_made_to_fit_does_not_fit_the_next(chains: None) -> None:
    forge("a:1", 2)

    assert list(find_faults()) == ["a:1: entry 3 does not continue the entry before it."]


def test_last_entry_with_a_hash_made_to_fit_is_not_the_one_that_was_seen(chains: None) -> None:
    forge("b:1", 3)

    assert list(find_faults()) == ["b:1: entry 3 is not the one that the checkpoint of 2027-03-13 saw."]


def forge(subject: str, number: int) -> None:
    entry = Entry.objects.get(subject=subject, number=number)
    entry.verb = "forged"
    tamper(f"UPDATE audit_entry SET verb = 'forged', hash = '{entry.computed_hash()}' WHERE id = {entry.pk}")


def test_lines_of_the_file_that_differ_are_found(chains: None) -> None:
    first, second = checkpoint_file().read_text().splitlines()
    made_up = json.dumps({**json.loads(first), "hash": "0" * 64})
    checkpoint_file().write_text(f"{made_up}\nnonsense\n{second}\n")

    assert list(find_faults()) == [
        "The checkpoint of 2027-03-12 is not the one in line 1 of audit-checkpoints.jsonl.",
        "audit-checkpoints.jsonl: line 2 cannot be read.",
    ]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
details = st.dictionaries(
    texts, st.recursive(st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3))
)
acts = st.tuples(st.sampled_from(["a:1", "b:1", "c:1"]), st.text("abcé.ก", min_size=1, max_size=20), details)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, min_size=1, max_size=8), st.data())
def test_any_record_is_without_fault_until_an_entry_is_taken_out_of_it(
    acts: list[tuple[str, str, dict[str, object]]], data: st.DataObject
) -> None:
    subject = f"property:{Entry.objects.count()}:"
    entries = [record(subject + name, verb, by=Person(), detail=detail) for name, verb, detail in acts]
    assert list(find_faults()) == []

    inner = [
        entry for entry in entries if Entry.objects.filter(subject=entry.subject, number__gt=entry.number).exists()
    ]
    if inner:
        taken = data.draw(st.sampled_from(inner))
        tamper(f"DELETE FROM audit_entry WHERE id = {taken.pk}")
        assert list(find_faults()) == [f"{taken.subject}: entry {taken.number} is missing."]
    tamper("DELETE FROM audit_entry")

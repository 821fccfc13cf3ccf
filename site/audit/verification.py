"""Looking for faults in the record: whatever `audit.chain` says must hold."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.db.models import Max

from audit import chain
from audit.models import Checkpoint, Entry
from audit.services import checkpoint_file

HEADS_AT_ONCE = 500


def find_faults() -> Iterator[str]:
    """A sentence for each fault of the chains, of the checkpoints, and of their file."""
    yield from _faults_of_chains()
    yield from _faults_of_checkpoints()
    yield from _faults_of_file()


def _faults_of_chains() -> Iterator[str]:
    entries = Entry.objects.order_by("subject", "number").iterator(chunk_size=2000)
    for _, chain_of_subject in groupby(entries, key=lambda entry: entry.subject):
        yield from _faults_of_chain(chain_of_subject)


def _faults_of_chain(entries: Iterator[Entry]) -> Iterator[str]:
    number, previous_hash = 0, chain.NO_HASH
    for entry in entries:
        if entry.number != number + 1:
            yield f"{entry.subject}: {_entries(number + 1, entry.number - 1)} missing."
        elif entry.previous_hash != previous_hash:
            yield f"{entry.subject}: entry {entry.number} does not continue the entry before it."
        if entry.computed_hash() != entry.hash:
            yield f"{entry.subject}: entry {entry.number} was changed."
        number, previous_hash = entry.number, entry.hash


def _entries(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _faults_of_checkpoints() -> Iterator[str]:
    previous_hash = chain.NO_HASH
    for checkpoint in Checkpoint.objects.order_by("day").iterator(chunk_size=10):
        if checkpoint.previous_hash != previous_hash:
            yield f"The checkpoint of {checkpoint} does not continue the one before it."
        if checkpoint.computed_hash() != checkpoint.hash:
            yield f"The checkpoint of {checkpoint} was changed."
        else:
            heads = iter(checkpoint.heads)
            while some := list(islice(heads, HEADS_AT_ONCE)):
                yield from _faults_of_heads(checkpoint, some)
        previous_hash = checkpoint.hash


def _faults_of_heads(checkpoint: Checkpoint, heads: Sequence[Sequence[Any]]) -> Iterator[str]:
    about = Entry.objects.filter(subject__in=[subject for subject, _, _ in heads]).order_by()
    last_numbers = dict(about.values_list("subject").annotate(Max("number")))
    numbers = {number for _, number, _ in heads}
    hashes = {
        (subject, number): hash_
        for subject, number, hash_ in about.filter(number__in=numbers).values_list("subject", "number", "hash")
    }
    for subject, number, hash_ in heads:
        if subject not in last_numbers:
            yield f"{subject}: the chain is missing. The checkpoint of {checkpoint} saw {number} of its entries."
        elif last_numbers[subject] < number:
            cut = _entries(last_numbers[subject] + 1, number)
            yield f"{subject}: {cut} cut off. The checkpoint of {checkpoint} saw entry {number}."
        elif hashes.get((subject, number)) not in {hash_, None}:  # a missing one is a gap, and told as such
            yield f"{subject}: entry {number} is not the one that the checkpoint of {checkpoint} saw."


def _faults_of_file() -> Iterator[str]:
    """What the file has must be in the record. A host that makes no checkpoints has no file."""
    path = checkpoint_file()
    if not path.exists():
        return
    known = dict(Checkpoint.objects.values_list("day", "hash"))
    hashes = {day.isoformat(): hash_ for day, hash_ in known.items()}
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            try:
                line = json.loads(text)
                day, hash_ = line["day"], line["hash"]
            except (ValueError, KeyError, TypeError):
                yield f"{path.name}: line {number} cannot be read."
                continue
            if day not in hashes:
                yield f"The checkpoint of {day} is missing; {path.name} has it in line {number}."
            elif hashes[day] != hash_:
                yield f"The checkpoint of {day} is not the one in line {number} of {path.name}."

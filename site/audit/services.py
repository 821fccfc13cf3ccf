"""Writing to the record. An entry belongs to the transaction of the act: both are there or neither is."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit import chain
from audit.actors import Actor, actor_of
from audit.models import Checkpoint, Entry

VIEWED = "viewed"
SAME_VIEW_FOR = timedelta(minutes=10)
_ADVISORY_LOCKS_OF_CHAINS = 0x5A1A


def record(subject: str, verb: str, *, by: object, detail: Mapping[str, Any] | None = None) -> Entry:
    """Write an act into the chain of a subject ("submission:K7PM3QX2"), in the caller's transaction.

    by: None for the system, a word ("applicant"), or an account. detail: keys and codes, no personal data, no floats.
    Others who write about the same subject wait until the transaction ends. Record last, so that they wait briefly.
    """
    with transaction.atomic():
        _lock_chain(subject)
        return _append(subject, verb, actor_of(by), detail or {})


def record_view(subject: str, *, by: object, what: str = "") -> Entry:
    """Write that somebody read personal data of a subject. `what` names the part, such as a file's key.

    Within ten minutes the same reader's next look at the same thing is not written again.
    """
    actor = actor_of(by)
    with transaction.atomic():
        _lock_chain(subject)
        recent = Entry.objects.about(subject).by_actor(actor.key).since(timezone.now() - SAME_VIEW_FOR)
        for entry in recent.filter(verb=VIEWED):
            if entry.detail.get("what", "") == what:
                return entry
        return _append(subject, VIEWED, actor, {"what": what} if what else {})


def make_checkpoint() -> Checkpoint:
    """Write down how all chains stand today, once a day, and add it as a line to the file of checkpoints."""
    today = timezone.localdate()
    with transaction.atomic():
        _hold_writers()
        if existing := Checkpoint.objects.filter(day=today).first():
            return existing
        previous = Checkpoint.objects.last()
        heads, last_entry = _heads_after(previous.last_entry if previous else 0)
        checkpoint = Checkpoint(
            day=today,
            at=timezone.now(),
            entries=Entry.objects.count(),
            last_entry=last_entry,
            heads=heads,
            heads_hash=chain.digest(heads),
            previous_hash=previous.hash if previous else chain.NO_HASH,
        )
        checkpoint.hash = checkpoint.computed_hash()
        checkpoint.save(force_insert=True)
        transaction.on_commit(lambda: _add_line(checkpoint))
        return checkpoint


def checkpoint_file() -> Path:
    return Path(settings.DATA_DIR) / "audit-checkpoints.jsonl"


def _append(subject: str, verb: str, actor: Actor, detail: Mapping[str, Any]) -> Entry:
    last = Entry.objects.about(subject).last()
    entry = Entry(
        subject=subject,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor_key=actor.key,
        actor_name=actor.name,
        verb=verb,
        detail=chain.plain(detail),
        previous_hash=last.hash if last else chain.NO_HASH,
    )
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry


def _lock_chain(subject: str) -> None:
    """Until the transaction ends. On SQLite, whose transactions are IMMEDIATE, there is only one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_ADVISORY_LOCKS_OF_CHAINS, subject])


def _hold_writers() -> None:
    """Wait for who is writing, let nobody begin: an entry that is committed late would have a lower id than the last."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _heads_after(last_entry: int) -> tuple[list[list[Any]], int]:
    """The newest entry of each chain that grew after an entry, and the id of the newest of all."""
    heads: dict[str, list[Any]] = {}
    entries = Entry.objects.filter(pk__gt=last_entry).order_by("pk").values_list("pk", "subject", "number", "hash")
    for key, subject, number, hash_ in entries.iterator(chunk_size=2000):
        heads[subject] = [subject, number, hash_]
        last_entry = key
    return [heads[subject] for subject in sorted(heads)], last_entry


def _add_line(checkpoint: Checkpoint) -> None:
    line = json.dumps({**checkpoint.summary(), "hash": checkpoint.hash}, sort_keys=True)
    descriptor = os.open(checkpoint_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(descriptor, "a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(descriptor)

"""How entries and checkpoints are chained.

An entry's hash is the SHA-256, in hexadecimal, of its canonical JSON: UTF-8, keys sorted, no spaces, no escapes but
JSON's own. It covers

    {"actor_key": "user:5", "actor_name": "…", "at": "2027-03-12T02:30:00.000000+00:00", "detail": {…}, "number": 2,
     "previous_hash": "…", "subject": "submission:K7PM3QX2", "verb": "case.taken"}

where `previous_hash` is the hash of the entry before it in the same chain, empty for number 1, and `at` is in UTC with
microseconds. A chain is all entries of one subject.

Each night a checkpoint names the heads (subject, number, hash) of all chains that grew since the last one. `heads_hash`
is the hash of that list, by subject; the checkpoint's own hash covers it and the checkpoint before. Every chain's head is
in the newest checkpoint that names the chain, so together they stand for all chains. Each is also a line in
`audit-checkpoints.jsonl` in the data folder.

What this protects against: an entry that was changed, removed or put in between is noticed, whoever did it, because all
after it no longer fit; a chain that was cut short or removed whole is noticed once a checkpoint has seen it.
What it does not: nothing is keyed, so who may write to the database and to the file can make up all of it anew, and what
was written since the last checkpoint can be cut off. Copy the file daily to where the database's administrators cannot
write: then made-up checkpoints differ from the copy.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

NO_HASH = ""
"""What the first of a chain continues."""


def digest(value: Mapping[str, Any] | Sequence[Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def plain(detail: Mapping[str, Any]) -> dict[str, Any]:
    """As it comes back from the database: dates, decimals and translated texts are strings.

    TypeError for a float: PostgreSQL gives some back as whole numbers, and the hash would differ.
    """
    written: dict[str, Any] = json.loads(json.dumps(detail, cls=DjangoJSONEncoder), parse_float=_refuse_float)
    return written


def _refuse_float(text: str) -> float:
    raise TypeError(f"{text} is a float: record a whole number, a Decimal or a text instead")

"""What tests of the record need: a person, and hands that reach past the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from audit import triggers


@dataclass
class Person:
    """What `record` asks of an account."""

    pk: int = 5
    full_name: str = "สมหญิง ใจดี"

    def get_full_name(self) -> str:
        return self.full_name

    def get_username(self) -> str:
        return "somying"


@contextmanager
def triggers_off() -> Iterator[None]:
    triggers.allow_changes(connection)
    try:
        yield
    finally:
        triggers.forbid_changes(connection)


def tamper(statement: str) -> None:
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(statement)

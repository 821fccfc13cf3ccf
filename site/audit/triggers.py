"""The database itself refuses to change or remove what is in the record.

Emptying a whole table is another matter: PostgreSQL's TRUNCATE fires none of these, and checkpoints notice it. SQLite
makes a table anew when a migration alters it and loses its triggers: such a migration calls `forbid_changes` again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_entry", "audit_checkpoint")
ACTS = ("UPDATE", "DELETE")
REFUSAL = "the audit record is only added to"

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def forbid_changes(connection: BaseDatabaseWrapper) -> None:
    is_postgresql = connection.vendor == "postgresql"
    refuse = "EXECUTE FUNCTION audit_refuse()" if is_postgresql else f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table, act in _each():
            cursor.execute(f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} FOR EACH ROW {refuse}")


def allow_changes(connection: BaseDatabaseWrapper) -> None:
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table, act in _each():
            cursor.execute(f"DROP TRIGGER {_name(table, act)}{f' ON {table}' if on_table else ''}")


def _each() -> list[tuple[str, str]]:
    return [(table, act) for table in TABLES for act in ACTS]


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"

"""The database itself refuses to change or remove an event (row L2).

Django rebuilds a SQLite table to alter it and drops its triggers without a word:
``protect`` therefore runs after every migration, and a system check asks ``unprotected``.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_event"

# INSERT OR REPLACE fires no DELETE trigger in SQLite: every unique column must be asked.
_SQLITE = {
    "audit_event_no_update": f"BEFORE UPDATE ON {TABLE}",
    "audit_event_no_delete": f"BEFORE DELETE ON {TABLE}",
    "audit_event_no_replace": (
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id"  # noqa: S608
        " OR digest = NEW.digest OR previous = NEW.previous)"
    ),
}
_POSTGRESQL = {
    "audit_event_no_change": f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}",
}
_REFUSAL = "audit_event is append-only"


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the guards of the event table in place; the ones that stand are made anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, when in _SQLITE.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
        for name, when in _POSTGRESQL.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
            cursor.execute(
                f"CREATE TRIGGER {name} {when} FOR EACH STATEMENT"
                " EXECUTE FUNCTION audit_event_refuse()"
            )
            # ALWAYS: a session in replication mode would step past an ordinary trigger.
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")


def unprotected(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the guards that are missing; empty before the first migration."""
    if TABLE not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = set(_SQLITE)
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'A'",
                [TABLE],
            )
            wanted = set(_POSTGRESQL)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def changeable_by_role(connection: BaseDatabaseWrapper) -> list[str]:
    """Return what the connected PostgreSQL role may do to the event table but must not."""
    if connection.vendor != "postgresql" or TABLE not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) p"
            " WHERE has_table_privilege(current_user, %s, p)",
            [TABLE],
        )
        return [row[0] for row in cursor.fetchall()]


def grant_to(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give ``role`` what the web needs on every table, and on events only to read and append.

    Runs as the owner of the tables, after every migration (PostgreSQL only).
    """
    name = connection.ops.quote_name(role)
    schema = "SCHEMA public"
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON {schema} TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN {schema} TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN {schema} TO {name}")
        cursor.execute(f"REVOKE ALL ON {TABLE} FROM {name}")
        cursor.execute(f"GRANT SELECT, INSERT ON {TABLE} TO {name}")

"""The database itself refuses to change what is on record: moments, numbers, old editions.

Times of publication are real and immutable, and an edition that went out stays as it was
(requirements B1, domain.md 8). Django rebuilds a SQLite table to alter it and drops its
triggers without a word: ``freeze`` therefore runs after every migration.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# For each table: frozen once this column holds something, and the columns that are frozen.
_FROZEN = {
    "publishing_item": (
        "published_here",
        ("code", "body_id", "section_id", "audience", "index_number", "position"),
    ),
    "publishing_edition": (
        "published_at",
        (
            *("item_id", "number", "kind", "title", "summary", "content", "document_number"),
            *("source", "subject", "keywords", "made_on", "in_force_on", "repealed_on"),
            *("validity", "clause_validity", "tax_period_from", "tax_period_until"),
            *("change_note", "revision", "digest", "emergency", "author_id", "elements"),
        ),
    ),
}
_REFUSAL = "what is on record is not changed"


def freeze(connection: BaseDatabaseWrapper) -> None:
    """Put the guards of the record in place; the ones that stand are made anew."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
            )
        for table in _FROZEN:
            name, changed = f"{table}_frozen", _changed(table, connection.vendor)
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {changed}"
                    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
                continue
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})"
                " EXECUTE FUNCTION publishing_refuse()"
            )


def unfrozen(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the guards that are missing; empty before the first migration."""
    tables = connection.introspection.table_names()
    wanted = {f"{table}_frozen" for table in _FROZEN if table in tables}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def _changed(table: str, vendor: str) -> str:
    moment, columns = _FROZEN[table]
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    each = " OR ".join(f"OLD.{one} {differs} NEW.{one}" for one in (moment, *columns))
    return f"OLD.{moment} IS NOT NULL AND ({each})"

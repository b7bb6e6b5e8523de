"""Taking the guards off the event table: what an intruder with the file in hand could do."""

from django.db import connection
from django.test import TransactionTestCase


def drop_guards() -> None:
    """Remove the triggers that refuse changes to events."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for guard in ("no_update", "no_delete", "no_replace"):
                cursor.execute(f"DROP TRIGGER IF EXISTS audit_event_{guard}")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_no_change ON audit_event")


def let_flush_pass() -> None:
    """Let tests that commit empty the tables at their end; the flush puts the guards back."""
    teardown = TransactionTestCase._fixture_teardown

    def unguarded_teardown(case: TransactionTestCase) -> None:
        drop_guards()
        teardown(case)

    TransactionTestCase._fixture_teardown = unguarded_teardown

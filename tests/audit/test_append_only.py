"""Row L2: the database refuses to change or remove an event, whoever asks."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction

from sunshine.audit.append_only import protect, unprotected
from sunshine.audit.models import Event
from tests.build.events import happen
from tests.unguarded import drop_guards

pytestmark = pytest.mark.django_db

COLUMNS = "kind, at, actor, actor_name, body, subject, data, previous, digest"
ATTACKS = {
    "update": "UPDATE audit_event SET kind = 'tests.other' WHERE id = {id}",
    "update_of_nothing_but_itself": "UPDATE audit_event SET kind = kind",
    "delete": "DELETE FROM audit_event WHERE id = {id}",
}
ATTACKS_SQLITE = {
    "replace_by_id": "INSERT OR REPLACE INTO audit_event (id, {columns}) SELECT id, 'tests.other',"
    " at, actor, actor_name, body, subject, data, 'p', 'd' FROM audit_event WHERE id = {id}",
    "replace_by_digest": "REPLACE INTO audit_event ({columns}) SELECT 'tests.other', at, actor,"
    " actor_name, body, subject, data, 'p', digest FROM audit_event WHERE id = {id}",
    "replace_by_link": "REPLACE INTO audit_event ({columns}) SELECT 'tests.other', at, actor,"
    " actor_name, body, subject, data, previous, 'd' FROM audit_event WHERE id = {id}",
    "update_or_replace": "UPDATE OR REPLACE audit_event SET kind = 'tests.other' WHERE id = {id}",
}
ATTACKS_POSTGRESQL = {
    "truncate": "TRUNCATE audit_event",
    "upsert": "INSERT INTO audit_event (id, {columns}) SELECT id, {columns} FROM audit_event"
    " WHERE id = {id} ON CONFLICT (id) DO UPDATE SET kind = 'tests.other'",
    "replication": "SET session_replication_role = replica; DELETE FROM audit_event",
}
ONLY = ATTACKS_POSTGRESQL if connection.vendor == "postgresql" else ATTACKS_SQLITE


@pytest.mark.parametrize("attack", [*ATTACKS, *ONLY])
def test_raw_sql_cannot_change_an_event(attack: str) -> None:
    event = happen()
    statement = (ATTACKS | ONLY)[attack].format(id=event.id, columns=COLUMNS)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.get(id=event.id).digest == event.digest


def test_the_models_cannot_change_an_event() -> None:
    event = happen()
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(kind="tests.other")
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


def test_two_events_cannot_follow_the_same_one() -> None:
    event = happen()
    fork = Event(kind="tests.fork", at=event.at, body="ln", subject="x:1", digest="d")
    fork.previous = event.previous
    with pytest.raises(DatabaseError), transaction.atomic():
        fork.save(force_insert=True)


def test_check_names_a_missing_guard_and_migrate_puts_it_back() -> None:
    drop_guards()
    assert unprotected(connection) != []
    with pytest.raises(SystemCheckError, match=r"sunshine\.E010"):
        call_command("check")
    call_command("migrate", verbosity=0)
    assert unprotected(connection) == []
    call_command("check")


def test_protect_may_run_twice() -> None:
    protect(connection)
    protect(connection)
    assert unprotected(connection) == []

"""PostgreSQL with an owner of its own: the web role can append events but not change them."""

import json
import os
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import errors, sql

from tests.cluster import binaries, start_cluster
from tests.house import House

pytestmark = pytest.mark.slow


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Return when ``condition`` holds; fail if it does not in time."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def address() -> str:
    """Return the address of a cluster's superuser: that of the tests, or one of our own."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return os.environ.get("SUNSHINE_DATABASE_URL") or start_cluster()


@pytest.fixture(scope="module")
def owned(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return a migrated house whose tables belong to another role than the web's."""
    # Roles belong to the whole cluster, which test processes side by side share.
    name, keeper, web = (f"{what}_{os.getpid()}" for what in ("owned", "keeper", "web"))
    admin = address.replace("/sunshine?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as session:
        for role in (keeper, web):
            session.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
            session.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        session.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                sql.Identifier(name), sql.Identifier(keeper)
            )
        )
    here = address.replace("/sunshine?", f"/{name}?")
    house = House(tmp_path_factory.mktemp("owned"), here.replace("sunshine@", f"{web}@"))
    house.extra["SUNSHINE_DATABASE_OWNER_URL"] = here.replace("sunshine@", f"{keeper}@")
    house.run("migrate", "--no-input")
    yield house
    house.close()
    with psycopg.connect(admin, autocommit=True) as session:
        session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        for role in (keeper, web):
            session.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def test_the_web_role_appends_events_and_changes_none(owned: House) -> None:
    last = owned.call("tests.build.events:happen_often", count=2)
    with psycopg.connect(owned.database_url, autocommit=True) as web:
        for statement in (
            "UPDATE audit_event SET kind = 'tests.other'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event",
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "DROP TRIGGER audit_event_no_change ON audit_event",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                web.execute(statement)
        owners = web.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname='public'")
        assert owners.fetchall() == [(f"keeper_{os.getpid()}",)]
    assert f"2 events hold. Last: {last} " in owned.run("audit", "verify").stdout
    owned.run("check")


def test_check_names_rights_the_web_role_must_not_have(owned: House) -> None:
    with psycopg.connect(owned.extra["SUNSHINE_DATABASE_OWNER_URL"], autocommit=True) as keeper:
        keeper.execute(f"GRANT UPDATE ON audit_event TO web_{os.getpid()}")
    found = owned.run("check", check=False)
    assert "sunshine.E011" in found.stderr
    owned.run("migrate", "--no-input")
    owned.run("check")


def test_web_and_worker_outlive_a_restart_of_the_database(owned: House, address: str) -> None:
    site = owned.serve()
    wait_for(lambda: bool(json.loads(site.get("/healthz").body)["ok"]))
    for _ in range(3):
        with psycopg.connect(address, autocommit=True) as session:
            session.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                [f"web_{os.getpid()}"],
            )
        wait_for(lambda: site.get("/healthz").status == 200)
    with psycopg.connect(owned.database_url, autocommit=True) as web:
        web.execute("DELETE FROM jobs_workerbeat")
    wait_for(lambda: bool(json.loads(site.get("/healthz").body)["ok"]))
    assert "ended (" not in owned.log.read_text()

"""Snapshots of the database, taken while it is in use, and putting one in its place."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from sunshine.audit.models import Event
from sunshine.config.environment import postgresql

SQLITE_NAME = "database.sqlite3"
POSTGRESQL_NAME = "database.dump"
_ASIDE = "before_restore_"
_LAST_EVENT = "SELECT id, digest FROM audit_event ORDER BY id DESC LIMIT 1"


class DumpError(Exception):
    """The database could not be saved or put back; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of the database in a file, and where its event log ended."""

    file: Path
    last_event: int
    last_digest: str


def take_snapshot(directory: Path) -> Snapshot:
    """Write the database as it is at one moment into ``directory``; nobody has to wait."""
    if connection.vendor == "sqlite":
        return _snapshot_sqlite(directory / SQLITE_NAME)
    return _snapshot_postgresql(directory / POSTGRESQL_NAME)


def dump_name() -> str:
    """Return the name under which a backup keeps a dump of the kind of database in use."""
    return SQLITE_NAME if connection.vendor == "sqlite" else POSTGRESQL_NAME


def put_back(dump: Path, aside: Path, *, at: datetime) -> None:
    """Replace the database by ``dump``; what was there is kept.

    SQLite: in the directory ``aside``; PostgreSQL: in a schema named after ``at``.
    """
    connections.close_all()
    if connection.vendor == "sqlite":
        _put_back_sqlite(dump, aside)
    else:
        _put_back_postgresql(dump, f"{_ASIDE}{at:%Y%m%d_%H%M%S}")


def other_sessions() -> int:
    """Return how many others are connected to the database (PostgreSQL; 0 for SQLite)."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def _snapshot_sqlite(target: Path) -> Snapshot:
    source_file = str(connection.settings_dict["NAME"])
    with (
        closing(sqlite3.connect(f"file:{source_file}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        # In one step: in smaller ones every write in between would start it anew.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        fault = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if fault != "ok":
            raise DumpError(f"the database is damaged: {fault}")
        last = copy.execute(
            "SELECT id, digest FROM audit_event ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return Snapshot(target, *(last or (0, "")))


def _snapshot_postgresql(target: Path) -> Snapshot:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        shared = cursor.fetchone()[0]
        last = Event.objects.order_by("-id").values_list("id", "digest").first()
        words = ["--format=custom", f"--snapshot={shared}", f"--exclude-schema={_ASIDE}*"]
        _run_tool("pg_dump", *words, "--no-owner", "--no-privileges", f"--file={target}")
    return Snapshot(target, *(last or (0, "")))


def _put_back_sqlite(dump: Path, aside: Path) -> None:
    place = Path(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm"):
        old = place.with_name(place.name + suffix)
        if old.exists():
            old.rename(aside / old.name)
    dump.rename(place)


def _put_back_postgresql(dump: Path, aside: str) -> None:
    _run_sql(f"ALTER SCHEMA public RENAME TO {aside}; CREATE SCHEMA public")
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    try:
        _run_tool("pg_restore", *words, f"--dbname={_owner()['NAME']}", str(dump))
    except DumpError:
        _run_sql(f"DROP SCHEMA public CASCADE; ALTER SCHEMA {aside} RENAME TO public")
        raise


def _run_sql(statements: str) -> None:
    """Run statements as the owner, all or none."""
    _run_tool("psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-1", "-c", statements)


def _owner() -> Mapping[str, Any]:
    """Return who may read and replace everything: the owner if there is one."""
    current: Mapping[str, Any] = connection.settings_dict
    if not settings.DATABASE_OWNER:
        return current
    return {**postgresql(settings.DATABASE_OWNER), "NAME": current["NAME"]}


def _run_tool(name: str, *words: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, which others cannot read."""
    owner = _owner()
    variables = {
        "PGHOST": owner["HOST"],
        "PGPORT": owner["PORT"],
        "PGUSER": owner["USER"],
        "PGPASSWORD": owner["PASSWORD"],
        "PGDATABASE": owner["NAME"],
        **{f"PG{key.upper()}": value for key, value in owner["OPTIONS"].items()},
    }
    done = subprocess.run(  # noqa: S603 - a tool found by name, words of our own
        [_tool(name), *words],
        env=os.environ | {key: str(value) for key, value in variables.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DumpError(f"{name} failed: {done.stderr.strip()}")


def _tool(name: str) -> str:
    """Return the newest tool of that name; raises DumpError if PostgreSQL's tools are missing."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])
    )
    tool = str(found[-1]) if found else shutil.which(name)
    if tool is None:
        raise DumpError(f"{name} is not installed: install the package postgresql-client")
    return tool

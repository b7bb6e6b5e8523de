"""System checks: what is wrong with the environment or the database, said before work starts."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections

from sunshine.audit.append_only import changeable_by_role, unprotected
from sunshine.config import environment
from sunshine.publishing.frozen import unfrozen

_OLDEST_SQLITE = (3, 35, 0)


@register()
def environment_is_readable(**_: Any) -> list[CheckMessage]:
    """Return one error for every variable with a value that cannot be used."""
    return [
        Error(f"{name} {problem}", hint="docs/operate.md lists every variable.", id="sunshine.E001")
        for name, problem in environment.problems
    ]


@register()
def home_is_writable(**_: Any) -> list[CheckMessage]:
    """Return an error if nothing can be kept in SUNSHINE_HOME."""
    if settings.HOME.is_dir() and os.access(settings.HOME, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"SUNSHINE_HOME ({settings.HOME}) cannot be written",
            hint="Make the directory, or give it to the user who runs Sunshine.",
            id="sunshine.E002",
        )
    ]


@register()
def sqlite_is_new_enough(**_: Any) -> list[CheckMessage]:
    """Return an error if SQLite cannot do what the code asks (RETURNING)."""
    if sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return []
    return [Error(f"SQLite {sqlite3.sqlite_version} is too old", id="sunshine.E003")]


@register(Tags.database)
def events_are_guarded(*, databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Return an error if the database would let somebody change the event log (row L2)."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite" and not _exists(str(connection.settings_dict["NAME"])):
            continue
        try:
            missing, allowed = unprotected(connection), changeable_by_role(connection)
        except DatabaseError as error:
            found.append(_unreachable(alias, error))
            continue
        if missing:
            found.append(
                Error(
                    f"the event log is not protected: {', '.join(missing)} is missing",
                    hint="Run: sunshine migrate",
                    id="sunshine.E010",
                )
            )
        if settings.DATABASE_OWNER and allowed:
            found.append(
                Error(
                    f"the web role may {', '.join(allowed)} events",
                    hint="Run: sunshine migrate (with SUNSHINE_DATABASE_OWNER_URL set)",
                    id="sunshine.E011",
                )
            )
    return found


@register(Tags.database)
def record_is_frozen(*, databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Return an error if the database would let somebody change what is on record (row B1)."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite" and not _exists(str(connection.settings_dict["NAME"])):
            continue
        try:
            missing = unfrozen(connection)
        except DatabaseError:
            continue  # said by events_are_guarded
        if missing:
            found.append(
                Error(
                    f"what is on record can be changed: {', '.join(missing)} is missing",
                    hint="Run: sunshine migrate",
                    id="sunshine.E013",
                )
            )
    return found


def _exists(name: str) -> bool:
    # In tests the database is in memory, and there.
    return "memory" in name or Path(name).exists()


def _unreachable(alias: str, error: DatabaseError) -> Error:
    return Error(
        f"the database {alias} does not answer: {error}",
        hint="Is it running? Is SUNSHINE_DATABASE_URL right?",
        id="sunshine.E012",
    )

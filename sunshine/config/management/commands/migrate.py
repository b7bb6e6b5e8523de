from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import DEFAULT_DB_ALIAS, connections

from sunshine.audit.append_only import grant_to
from sunshine.config.environment import postgresql

_WHO = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


class Command(DjangoMigrate):
    """``sunshine migrate``: under the owner's address where there is one.

    The tables then belong to the owner; the web role may read and write them, but only
    read and append events (row L2).
    """

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """Return what to check before: not the database, which this command is to repair."""
        return {**super().get_check_kwargs(options), "databases": None}

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then give the web role its rights."""
        if not settings.DATABASE_OWNER or options["database"] != DEFAULT_DB_ALIAS:
            super().handle(*args, **options)
            _keep_private(options["database"])
            return
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT current_user")
            web_role = cursor.fetchone()[0]
        with _as_owner():
            super().handle(*args, **options)
            grant_to(connections[DEFAULT_DB_ALIAS], web_role)


def _keep_private(alias: str) -> None:
    """Let nobody else on the machine read the SQLite file: it holds personal data."""
    connection = connections[alias]
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.is_file():
        file.chmod(0o600)


@contextmanager
def _as_owner() -> Iterator[None]:
    connection = connections[DEFAULT_DB_ALIAS]
    web = connection.settings_dict
    owner = postgresql(settings.DATABASE_OWNER)
    connection.close()
    connection.settings_dict = {**web, **{key: owner[key] for key in _WHO}}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = web

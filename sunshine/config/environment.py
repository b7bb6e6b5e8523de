"""Typed readers of the environment; a bad value becomes a named system check, not a traceback."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

problems: list[tuple[str, str]] = []


def _value(name: str) -> str:
    """Return the variable, or the content of the file that NAME_FILE names (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            problems.append((f"{name}_FILE", f"cannot be read: {error.strerror}"))
    return os.environ.get(name, "").strip()


def text(name: str, default: str = "") -> str:
    """Return the variable as text."""
    return _value(name) or default


def switch(name: str, default: bool) -> bool:
    """Return the variable as yes or no (1/0, true/false, yes/no, on/off)."""
    given = _value(name).lower()
    if given in {"1", "true", "yes", "on"}:
        return True
    if given in {"0", "false", "no", "off"}:
        return False
    if given:
        problems.append((name, f"{given!r} is neither yes nor no"))
    return default


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000_000) -> int:
    """Return the variable as a whole number between ``least`` and ``most``."""
    given = _value(name)
    if not given:
        return default
    if given.isdecimal() and least <= int(given) <= most:
        return int(given)
    problems.append((name, f"{given!r} is not a whole number from {least} to {most}"))
    return default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the variable as a list of words parted by commas."""
    return [word.strip() for word in _value(name).split(",") if word.strip()] or list(default)


def scanner(name: str) -> str | tuple[str, int] | None:
    """Return where clamd listens: a socket's path, host and port, or None if not wanted."""
    given = _value(name)
    if not given:
        return None
    if given.startswith("unix:/"):
        return given.removeprefix("unix:")
    host, _, port = given.rpartition(":")
    if host and port.isdecimal() and 0 < int(port) < 65536:
        return host, int(port)
    problems.append((name, f"{given!r} is neither unix:/path nor host:port"))
    # Nobody listens there: with a bad value nothing passes unscanned.
    return "127.0.0.1", 0


def database(name: str, sqlite_file: Path) -> dict[str, object]:
    """Return Django's description of the database: PostgreSQL by URL, else the SQLite file."""
    url = _value(name)
    if url.startswith(("postgres://", "postgresql://")):
        return postgresql(url)
    if url:
        problems.append((name, "must start with postgresql:// (leave it empty for SQLite)"))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(sqlite_file),
        # 0 would cost two thirds of the speed; see docs/adr/0005.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
            ),
        },
    }


def postgresql(url: str) -> dict[str, object]:
    """Return Django's description of a PostgreSQL database."""
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = unquote(parts.hostname or "") or str(options.pop("host", ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def secret(name: str, file: Path) -> str:
    """Return the secret of the variable, or of ``file``, which is made on first use (mode 600)."""
    given = _value(name)
    if given:
        return given
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(made)
    return made

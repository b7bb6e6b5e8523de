"""A throw-away PostgreSQL cluster without a network port, gone with the session that made it."""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_INITDB = ["-U", "sunshine", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
_POSTGRES = [
    "-c",
    "listen_addresses=",
    "-c",
    "fsync=off",
    "-c",
    "full_page_writes=off",
    "-c",
    "synchronous_commit=off",
    "-c",
    "max_connections=200",
]


def binaries() -> Path | None:
    """Return the directory of the newest PostgreSQL on this machine, or None."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def start_cluster() -> str:
    """Start a cluster for this session and return the address of its database ``sunshine``.

    Raises RuntimeError if PostgreSQL is not installed or does not answer.
    """
    tools = binaries()
    if tools is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    place = Path(tempfile.mkdtemp(prefix="sunshine-pg-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    account = _account(place)
    subprocess.run(
        [tools / "initdb", *_INITDB, "-D", place / "data"],
        check=True,
        capture_output=True,
        cwd=place,
        **account,
    )
    with (place / "log").open("wb") as log:
        server = subprocess.Popen(
            [tools / "postgres", *_POSTGRES, "-D", place / "data", "-k", place],
            stdout=log,
            stderr=log,
            cwd=place,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - started before any thread
            **account,
        )
    atexit.register(_stop, server)
    _create_database(tools, place)
    return f"postgresql://sunshine@/sunshine?host={place}"


def _account(place: Path) -> dict[str, object]:
    """Return under whom to run: PostgreSQL refuses root, so the account of its package."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    entry = pwd.getpwnam(name)
    os.chown(place, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _create_database(tools: Path, place: Path) -> None:
    for _ in range(100):
        made = subprocess.run(
            [tools / "createdb", "-h", place, "-U", "sunshine", "sunshine"], capture_output=True
        )
        if made.returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL does not answer: {(place / 'log').read_text()[-2000:]}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()

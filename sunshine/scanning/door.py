"""The door to the parsers: files are opened in a child process that may die without harm.

The child (``sunshine.scanning.child``) gets no environment, no open files and no secrets,
only the job on its standard input; limits on time and memory hold it, and what it says is
read from a file that cannot grow past a limit. Whatever happens to it, the caller gets a
reading or an ``Unreadable``.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sunshine
from sunshine.scanning.readings import UNREADABLE, Reading, Unreadable

SECONDS = 60
MEGABYTES = 1024
# What the child may answer: the longest text allowed, three bytes a character, and sightings.
ANSWER_MEGABYTES = 96
_MEGABYTE = 1 << 20
_COMMAND = (sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "sunshine.scanning.child")
_HOME = Path(sunshine.__file__).resolve().parent.parent


def look_through(
    path: Path, media_type: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Reading:
    """Return what is in the file at ``path``, read in a child process.

    With an empty ``media_type`` the child finds the kind by content.
    ``seconds`` is wall clock, ``megabytes`` the child's address space. Raises Unreadable for
    every way of failing, the child's death among them.
    """
    job = {"path": str(path.absolute()), "media_type": media_type}
    return Reading.from_data(run("read", job, seconds=seconds, megabytes=megabytes))


def run(
    operation: str,
    job: Mapping[str, Any],
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    writes_megabytes: int = ANSWER_MEGABYTES,
) -> dict[str, Any]:
    """Return what an operation of the child (``child.OPERATIONS``) says about ``job``.

    ``writes_megabytes``: the largest file that it may write. Raises Unreadable.
    """
    limits = {"seconds": seconds, "megabytes": megabytes, "writes_megabytes": writes_megabytes}
    order = json.dumps({"operation": operation, "limits": limits, "job": dict(job)})
    with tempfile.TemporaryFile() as answer:
        try:
            ended = subprocess.run(  # noqa: S603 - the command is ours, nothing of it is input
                _COMMAND,
                input=order.encode(),
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=_HOME,
                env={},
                timeout=seconds,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("too-slow", seconds=seconds) from error
        if ended.returncode == -signal.SIGXCPU:
            raise Unreadable("too-slow", seconds=seconds)
        if ended.returncode != 0:
            raise Unreadable("reader-died")
        answer.seek(0)
        return _told(answer.read(writes_megabytes * _MEGABYTE), megabytes)


def _told(answer: bytes, megabytes: int) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(answer)
        if "unreadable" not in said:
            return dict(said["result"])
        code, facts = str(said["unreadable"]), dict(said["facts"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("reader-died") from error
    if code not in UNREADABLE:
        raise Unreadable("reader-died")
    if code == "too-much-memory":
        facts = {"megabytes": megabytes}
    raise Unreadable(code, **facts)

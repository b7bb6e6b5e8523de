"""The door to the converters: one child process reads document after document, within limits.

A child that takes too long is killed, one that dies is replaced; the document is told as
unreadable either way, and whoever asked goes on.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sunshine
from sunshine.imports.converting.kinds import Converted, Unconvertible

SECONDS = 60
MEGABYTES = 1024
_MOST_ANSWER = 64_000_000


class Reader:
    """Reads documents in a child process; a context that ends the child."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path, kind: str) -> Converted:
        """Return the document at ``path`` read as ``kind``; raise Unconvertible if it cannot be."""
        child = self._running()
        request = json.dumps({"path": str(path.resolve()), "kind": kind}) + "\n"
        try:
            if child.stdin is None:
                raise BrokenPipeError
            child.stdin.write(request.encode())
            child.stdin.flush()
            found = json.loads(self._line(child))
        except (OSError, ValueError):
            self.close()
            raise Unconvertible("import-too-hard") from None
        except Unconvertible:
            self.close()
            raise
        if "code" in found:
            raise Unconvertible(found["code"], **found["facts"])
        return Converted(**found)

    def read_bytes(self, content: bytes, kind: str) -> Converted:
        """Return ``content`` read as ``kind``, through a file that is gone afterwards."""
        with tempfile.NamedTemporaryFile(prefix="sunshine-import-") as file:
            file.write(content)
            file.flush()
            return self.read(Path(file.name), kind)

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self.close()
            root = Path(sunshine.__file__).parent.parent
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "sunshine.imports.converting.child", str(self._megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
                close_fds=True,
            )
        return self._child

    def _line(self, child: "subprocess.Popen[bytes]") -> bytes:
        """Return one line of the child's output; raise once it takes too long or says too much."""
        if child.stdout is None:
            raise BrokenPipeError
        until, pieces, size = time.monotonic() + self._seconds, list[bytes](), 0
        while True:
            left = until - time.monotonic()
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                raise Unconvertible("import-took-too-long", seconds=round(self._seconds))
            piece = os.read(child.stdout.fileno(), 1 << 16)
            size += len(piece)
            if not piece or size > _MOST_ANSWER:
                raise BrokenPipeError
            pieces.append(piece)
            if piece.endswith(b"\n"):
                return b"".join(pieces)


def converted_data(found: Converted) -> dict[str, Any]:
    """Return the parts of ``found`` that a row keeps until it is written."""
    return {"links": found.links[:500], "trail": found.trail}

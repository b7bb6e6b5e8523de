"""A clamd for tests: speaks INSTREAM over a Unix socket, as clamd(8) says."""

import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# The test file every scanner knows (EICAR), put together so that none finds it here.
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


@dataclass
class FakeClamd:
    """``says``: a fixed answer instead of the true one; ``seen``: what was sent, in order.

    ``is_silent``: hears everything and never answers.
    """

    address: str
    says: bytes = b""
    most: int = 1 << 30
    end: bytes = b"\0"
    is_silent: bool = False
    seen: list[bytes] = field(default_factory=list)

    def answer(self, line: socket.socket) -> None:
        """Read one command and answer it."""
        with line:
            if _until_nul(line) != b"zINSTREAM":
                return
            content = b""
            while size := struct.unpack("!L", _exactly(line, 4))[0]:
                content += _exactly(line, size)
                if len(content) > self.most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.seen.append(content)
            found = b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"stream: OK"
            if self.is_silent:
                line.recv(1)
            else:
                line.sendall((self.says or found) + self.end)


@contextmanager
def fake_clamd() -> Iterator[FakeClamd]:
    """Serve until the block ends."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        path = Path(folder) / "clamd.ctl"
        clamd = FakeClamd(str(path))
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.bind(str(path))
            door.listen()
            threading.Thread(target=_serve, args=(door, clamd), daemon=True).start()
            yield clamd
            door.shutdown(socket.SHUT_RDWR)


def _serve(door: socket.socket, clamd: FakeClamd) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        clamd.answer(line)


def _until_nul(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0"):
        said += line.recv(1)
    return said[:-1]


def _exactly(line: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        piece = line.recv(count - len(got))
        if not piece:
            raise OSError("hung up")
        got += piece
    return got

"""Asking clamd whether a file is infected: one call over its socket (INSTREAM, clamd(8)).

Nothing is guessed: an answer that is neither "OK" nor "FOUND" means that it was not scanned.
"""

import socket
from contextlib import suppress
from pathlib import Path
from struct import pack
from time import monotonic
from typing import BinaryIO

from sunshine.scanning.readings import Unreadable

# A Unix socket's path, or host and port.
Address = str | tuple[str, int]

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_SECONDS = 120.0
_TOO_BIG = "size limit exceeded"


class Unscanned(Exception):
    """No verdict: clamd is away, slow or says what is no answer."""


class Infected(Exception):
    """clamd found the virus ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def refuse_infected(path: Path, address: Address, *, seconds: float = _SECONDS) -> None:
    """Return if clamd calls the file clean; raise Infected or Unscanned.

    The whole call takes at most ``seconds``. Raises Unreadable for a file larger than clamd's
    own StreamMaxLength: asking again would not help.
    """
    with path.open("rb") as file:
        refuse_infected_stream(file, address, seconds=seconds)


def refuse_infected_stream(stream: BinaryIO, address: Address, *, seconds: float) -> None:
    """Return if clamd calls what is left of ``stream`` clean; raises as ``refuse_infected``."""
    try:
        answer = _ask(stream, address, monotonic() + seconds)
    except OSError as error:
        raise Unscanned(f"clamd: {error}") from error
    if answer == "stream: OK":
        return
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        raise Infected(answer.removeprefix("stream: ").removesuffix(" FOUND")[:80])
    if _TOO_BIG in answer:
        raise Unreadable("too-big-for-virus-scan")
    raise Unscanned(f"clamd: {answer[:200]!r}")


def _ask(file: BinaryIO, address: Address, until: float) -> str:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as clamd:
        clamd.settimeout(_left(until))
        clamd.connect(address)
        clamd.sendall(b"zINSTREAM\0")
        # It hangs up in the middle of a file too large for it, and says so.
        with suppress(BrokenPipeError, ConnectionResetError):
            while chunk := file.read(_CHUNK):
                clamd.settimeout(_left(until))
                clamd.sendall(pack("!I", len(chunk)) + chunk)
            clamd.sendall(pack("!I", 0))
        return _answer(clamd, until)


def _answer(clamd: socket.socket, until: float) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        clamd.settimeout(_left(until))
        more = clamd.recv(_LONGEST_ANSWER)
        if not more:
            break  # an answer without its end is none
        answer += more
    whole, end, _ = answer.partition(b"\0")
    return whole.decode("utf-8", "replace") if end else ""


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError("took too long")
    return left

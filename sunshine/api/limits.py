"""How often one address may ask in a minute, counted for all processes of the web server.

One small file, mapped into the memory of every process: a count costs microseconds and no
write to the database. An address is kept only as a keyed digest that is another one in the
next minute.
"""

import fcntl
import hashlib
import ipaddress
import logging
import mmap
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
_SLOT = struct.Struct("<QQQ")  # digest, window, count
_SLOTS = 1 << 15
_NEAR = 8
# Whoever holds a whole network of IPv6 is one reader.
_IPV6_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of the minute for one address; ``reset`` is in seconds."""

    limit: int
    remaining: int
    reset: int
    allowed: bool

    def headers(self) -> dict[str, str]:
        """Return the headers that say so."""
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }
        return told if self.allowed else {**told, "Retry-After": str(self.reset)}


class Limiter:
    """Counts by address and minute in a file that processes share."""

    def __init__(self, file: Path, limit: int, secret: bytes) -> None:
        self._file, self.limit = file, limit
        self._secret = hashlib.sha256(secret).digest()
        self._lock = threading.Lock()
        self._handle = -1
        self._map: mmap.mmap | None = None

    def take(self, address: str, seconds: float) -> Allowance:
        """Count one request of ``address`` at ``seconds`` since the epoch.

        Where the file cannot be had nobody is held back: reading goes before counting.
        """
        window = int(seconds // WINDOW_SECONDS)
        reset = max(1, round((window + 1) * WINDOW_SECONDS - seconds))
        try:
            count = self._count(self._digest(address, window), window)
        except OSError:
            log.exception("the file of the limits cannot be used")
            count = 1
        left = max(0, self.limit - count)
        return Allowance(self.limit, left, reset, count <= self.limit)

    def _digest(self, address: str, window: int) -> int:
        text = f"{window}:{network_of(address)}".encode()
        digest = hashlib.blake2b(text, key=self._secret, digest_size=8).digest()
        return int.from_bytes(digest, "little") or 1

    def _count(self, digest: int, window: int) -> int:
        first = digest % (_SLOTS - _NEAR)
        with self._lock:
            held = self._opened()
            place = first * _SLOT.size
            fcntl.lockf(self._handle, fcntl.LOCK_EX, _NEAR * _SLOT.size, place)
            try:
                number = _slot_for(held, first, digest, window)
                known, then, count = _SLOT.unpack_from(held, number * _SLOT.size)
                count = count + 1 if (known, then) == (digest, window) else 1
                _SLOT.pack_into(held, number * _SLOT.size, digest, window, count)
            finally:
                fcntl.lockf(self._handle, fcntl.LOCK_UN, _NEAR * _SLOT.size, place)
        return count

    def _opened(self) -> mmap.mmap:
        if self._map is None:
            self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if os.fstat(self._handle).st_size < _SLOTS * _SLOT.size:
                os.ftruncate(self._handle, _SLOTS * _SLOT.size)
            self._map = mmap.mmap(self._handle, _SLOTS * _SLOT.size)
        return self._map


def network_of(address: str) -> str:
    """Return what is counted together: one IPv4 address, one /64 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return str(parsed)


def _slot_for(held: mmap.mmap, first: int, digest: int, window: int) -> int:
    """Return the slot of the digest: its own, else one of an earlier minute, else the least."""
    best, least = first, None
    for number in range(first, first + _NEAR):
        known, then, count = _SLOT.unpack_from(held, number * _SLOT.size)
        if known == digest and then == window:
            return number
        weight = count if then == window else 0
        if least is None or weight < least:
            best, least = number, weight
    return best

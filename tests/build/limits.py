"""Taking from a limit in a process of its own: nothing of Django is loaded here."""

from pathlib import Path

from sunshine.api.limits import Limiter


def take(file: Path, count: int) -> int:
    """Return how many of ``count`` questions of one address were let through."""
    limiter = Limiter(file, 100, b"secret")
    return sum(limiter.take("192.0.2.1", 1000.0).allowed for _ in range(count))

"""Questions that found nothing: what readers look for and the authority has not published.

Only the words and how often in a day; not who asked, nor when. What holds personal data, is
long, or says too little is not kept at all.
"""

import contextlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from sunshine.scanning.personal import find_personal
from sunshine.search.asking import read
from sunshine.search.folding import SPACE

_SHORTEST, _LONGEST = 2, 30
_MOST_BYTES = 500_000  # of one day: whoever asks nonsense in a loop fills no disk
_MOST_FIGURES = 5  # more in a question are the number of a person or of his case


def note(root: Path, typed: str, on: date) -> None:
    """Count a question that found nothing; a disk that cannot be written is no reason to fail."""
    words = read(typed).whole.replace(SPACE, " ")
    is_telling = sum(map(str.isdigit, words)) <= _MOST_FIGURES and "@" not in words
    if not _SHORTEST <= len(words) <= _LONGEST or not is_telling or find_personal(words):
        return
    file = _file(root, on)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.stat().st_size < _MOST_BYTES:
            with file.open("a", encoding="utf-8") as lines:
                lines.write(f"{words}\n")


def most_missed(root: Path, on: date, *, days: int = 90, limit: int = 100) -> list[tuple[str, int]]:
    """Return the questions that found nothing in the last ``days``, the most frequent first."""
    counted: Counter[str] = Counter()
    for back in range(days):
        with contextlib.suppress(OSError):
            file = _file(root, on - timedelta(days=back))
            counted.update(file.read_text(encoding="utf-8").splitlines())
    return counted.most_common(limit)


def _file(root: Path, on: date) -> Path:
    return root / "misses" / f"{on.isoformat()}.txt"

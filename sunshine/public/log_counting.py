"""Counting from the access log of a web server before us (``sunshine record count-log``).

What nginx serves from the record never comes to us. Its log, in the form that
deploy/nginx.conf gives it, holds no address of a computer; each line is counted once, however
often the command runs and whenever the log is turned over.
"""

import hashlib
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

from sunshine.kit.days import beijing_day
from sunshine.public.addresses import file_of
from sunshine.public.tally import is_bot

# log_format: $time_iso8601 $status $request_method $request_uri "$http_user_agent"
_LINE = re.compile(r'^(\S+) (200|304) GET (/\S*) "(.*)"$')
_MOST_LINES = 500_000
# Restricted to what the record holds: pages, feeds, exports, attachments.
_NOT_COUNTED = ("/static/", "/desk/", "/account/", "/preview/", "/en/desk/", "/en/account/")

Counted = dict[tuple[str, date], tuple[int, int]]


def mark_of(file: Path) -> str:
    """Return what tells this log from others: the hash of its first line; "" if it has none."""
    with file.open("rb") as stream:
        line = stream.readline()
    return hashlib.sha256(line).hexdigest() if line.endswith(b"\n") else ""


def read_log(file: Path, offset: int) -> tuple[Counted, int]:
    """Return what whole lines from ``offset`` (bytes) on tell, and where they end.

    At most half a million lines at once: call again until the end no longer moves.
    """
    people: Counter[tuple[str, date]] = Counter()
    bots: Counter[tuple[str, date]] = Counter()
    with file.open("rb") as stream:
        stream.seek(offset)
        for _ in range(_MOST_LINES):
            line = stream.readline()
            if not line.endswith(b"\n"):
                break
            offset += len(line)
            found = _of_line(line.decode("utf-8", "replace").rstrip("\r\n"))
            if found is not None:
                path, day, bot = found
                (bots if bot else people)[path, day] += 1
    return {place: (people[place], bots[place]) for place in {*people, *bots}}, offset


def _of_line(line: str) -> tuple[str, date, bool] | None:
    found = _LINE.match(line)
    if found is None:
        return None
    path = unquote(found[3].partition("?")[0])
    if path.startswith(_NOT_COUNTED) or file_of(path, elder=False) is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        return None
    agent = "" if found[4] == "-" else found[4]
    return (path, beijing_day(moment), is_bot(agent)) if moment.tzinfo else None

"""Activities as a calendar file (iCalendar, RFC 5545). Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sunshine.campaigns.models import Activity

_LINE_BYTES = 73


def calendar_of(activities: Iterable[Activity], *, address: str, at: datetime) -> str:
    """Return the file with one event for each activity; ``address`` is where their pages stand."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sunshine//Activities//ZH"]
    for one in activities:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.code}@sunshine",
            f"DTSTAMP:{_moment(at)}",
            f"DTSTART:{_moment(one.begins_at)}",
            f"DTEND:{_moment(one.ends_at)}",
            f"SUMMARY:{_escaped(one.title)}",
            f"LOCATION:{_escaped(one.place)}",
            f"DESCRIPTION:{_escaped(one.part.body.name)}",
            f"URL:{address}{one.code}/",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """Return ``line`` broken so that no piece is longer than 75 octets, and no character cut."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > _LINE_BYTES:
            pieces.append(piece)
            piece = ""
        piece += char
    return "\r\n ".join([*pieces, piece])


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())

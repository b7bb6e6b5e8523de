"""DOCX and XLSX from a process of their own: the web process loads no XML parser."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

from sunshine.figures.documents import Document, Part
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.layouts import layout_of

_COMMAND = (sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "sunshine.figures.printing.child")
_SECONDS = 60


def made_apart(document: Document, kind: str) -> bytes:
    """Return ``document`` as ``docx`` or ``xlsx``.

    Raises CalledProcessError or TimeoutExpired if the child fails.
    """
    given = json.dumps({"document": as_data(document), "kind": kind}).encode()
    done = subprocess.run(  # noqa: S603 - our own module, the account on its standard input
        _COMMAND, input=given, capture_output=True, check=True, timeout=_SECONDS
    )
    return done.stdout


def as_data(document: Document) -> dict[str, Any]:
    """Return ``document`` as plain data."""
    return {
        "title": document.title,
        "body": document.body,
        "parts": [[part.title, list(part.paragraphs), part.table] for part in document.parts],
        "layout": layout_of(document.report),
        "explanation": document.explanation,
        "day": document.day.isoformat() if document.day else None,
        "mark": document.mark,
    }


def from_data(data: dict[str, Any]) -> Document:
    """Return the document that ``as_data`` wrote."""
    return Document(
        data["title"],
        data["body"],
        tuple(Part(title, tuple(lines), table) for title, lines, table in data["parts"]),
        report_from_json(json.dumps(data["layout"]), data["title"]),
        data["explanation"],
        date.fromisoformat(data["day"]) if data["day"] else None,
        data["mark"],
    )

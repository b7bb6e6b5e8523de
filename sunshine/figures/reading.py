"""Reading a file that holds a yearly account: JSON, or the web page it was published on."""

import re
from pathlib import Path

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.figures.html_reports import report_from_html
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.reports import Report
from sunshine.kit.errors import Refused

MOST_MEGABYTES = 20
_MEGABYTE = 1_000_000
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = {b"gb2312", b"gbk", b"gb18030"}
_BOM = "\ufeff"


def read_report(path: Path) -> Report:
    """Return the account in a file; raise Refused with what is wrong and what to do."""
    name = path.name
    text = _text(_content(path, name), name).removeprefix(_BOM).strip()
    if not text:
        raise Refused("account-file-empty", name=name)
    if text.startswith("<"):
        return report_from_html(text, name)
    return report_from_json(text, name)


def _content(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more tells a file that is too long, also where its size is not known.
            content = file.read(MOST_MEGABYTES * _MEGABYTE + 1)
    except (OSError, ValueError) as fault:
        raise Refused("account-file-unread", name=name) from fault
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise Refused("account-file-too-big", name=name, most=MOST_MEGABYTES)
    return content


def _text(content: bytes, name: str) -> str:
    declared = _DECLARED.search(content[:2048])
    encodings = ["utf-8", "gb18030"]
    if declared and declared[1].lower() in _CHINESE:
        encodings.reverse()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.startswith("%PDF"):
            return text
    raise Refused("account-not-text", name=name)

"""Reading a list of closed cases from another system: CSV or JSON lines, fault by fault. Pure.

Columns: ``number`` (of the case), ``source`` (matter, waiting, reply, complaint, inspection),
``matter`` (its key) or ``conduct``, ``received``, ``closed`` (ISO days), ``minutes`` (waiting),
``founded`` (yes or no: complaints and inspections). Names of people have no column.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.matters.models import CaseSource

COLUMNS = ("number", "source", "matter", "conduct", "received", "closed", "minutes", "founded")
_YES = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False}
_TRUTH: Mapping[str, bool] = {**_YES, "0": False, "否": False}
MOST_MINUTES = 24 * 60

FAULTS: Mapping[str, str | Promise] = {
    "number": _("缺少件号，或者超过60个字符"),
    "source": _("来源只能是 matter、waiting、reply、complaint、inspection"),
    "bound": _("请写明事项代号或者行为代号，只写一个"),
    "received": _("收到日期不是日期，请写成2026-03-02"),
    "closed": _("办结日期不是日期，或者早于收到日期、晚于今天"),
    "minutes": _("等候分钟数请写0至1440的整数"),
    "founded": _("投诉和检查请写明是否属实：yes 或者 no"),
    "unreadable": _("这一行不能读"),
    "matter": _("没有这个代号的事项"),
    "twice": _("同一件号在本文件中出现过"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A closed case as a line of the list describes it."""

    number: str
    source: str
    matter: str
    conduct: str
    received: date
    closed: date
    minutes: int | None = None
    founded: bool | None = None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what the line says, in hexadecimal."""
        return hashlib.sha256("\x1f".join(map(str, astuple(self))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: the case, or what is wrong with it (keys of ``FAULTS``)."""

    line: int
    number: str
    row: CaseRow | None
    faults: tuple[str, ...] = ()


def read_list(content: bytes, *, is_csv: bool, on: date) -> Iterator[Line]:
    """Yield the lines of a list, each read or with all its faults; ``on``: no case closes later.

    Raises UnicodeDecodeError for what is neither UTF-8 nor GB 18030.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    for line, given in _csv(text) if is_csv else _json_lines(text):
        if given is None:
            yield Line(line, "", None, ("unreadable",))
        else:
            yield _line(line, given, on)


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, str] | None]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        cells = {name: value for name, value in row.items() if isinstance(name, str)}
        yield reader.line_num, {name: str(value or "").strip() for name, value in cells.items()}


def _json_lines(text: str) -> Iterator[tuple[int, Mapping[str, str] | None]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError:
            given = None
        if isinstance(given, dict):
            plain = {str(key): "" if value is None else str(value) for key, value in given.items()}
            yield number, {key: value.strip() for key, value in plain.items()}
        else:
            yield number, None


def _line(line: int, given: Mapping[str, str], on: date) -> Line:
    told = {name: given.get(name, "") for name in COLUMNS}
    received, closed = _day(told["received"]), _day(told["closed"])
    faults = []
    if not told["number"] or len(told["number"]) > 60:
        faults.append("number")
    if told["source"] not in CaseSource.values:
        faults.append("source")
    if bool(told["matter"]) == bool(told["conduct"]) and told["source"] != CaseSource.WAITING:
        faults.append("bound")
    if received is None:
        faults.append("received")
    if closed is None or closed > on or (received is not None and closed < received):
        faults.append("closed")
    faults += _why_not_measured(told)
    if faults or received is None or closed is None:
        return Line(line, told["number"], None, tuple(faults))
    row = CaseRow(
        *(told["number"], told["source"], told["matter"], told["conduct"], received, closed),
        int(told["minutes"]) if told["minutes"] else None,
        _TRUTH.get(told["founded"].casefold()),
    )
    return Line(line, row.number, row)


def _why_not_measured(told: Mapping[str, str]) -> list[str]:
    faults = []
    minutes = told["minutes"]
    waits = told["source"] == CaseSource.WAITING
    if (minutes or waits) and not (
        minutes.isascii()
        and minutes.isdecimal()
        and len(minutes) < 5
        and int(minutes) <= MOST_MINUTES
    ):
        faults.append("minutes")
    judged = told["source"] in {CaseSource.COMPLAINT, CaseSource.INSPECTION}
    if (judged or told["founded"]) and told["founded"].casefold() not in _TRUTH:
        faults.append("founded")
    return faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

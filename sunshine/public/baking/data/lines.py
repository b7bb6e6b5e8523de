"""One item as a line of an export, and the two formats lines are written in.

The schema of the JSON is described in docs/open-data.md; columns are only ever added.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from sunshine.publishing.models import Item

SCHEMA = "sunshine.items/1"

COLUMNS = {
    "index_number": "索引号",
    "title": "名称",
    "summary": "内容概述",
    "document_number": "文号",
    "body": "发布机构",
    "section": "栏目",
    "subject": "主题分类",
    "made_on": "生成日期",
    "published_at": "公开日期",
    "in_force_on": "施行日期",
    "repealed_on": "废止日期",
    "validity": "效力状况",
    "keywords": "关键词",
    "edition": "版次",
    "source_index_number": "原索引号",
    "address": "网址",
}
# A cell that starts so would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def site_address(address: str) -> str:
    """Return the full address of a page, file or feed."""
    return f"{settings.SITE_URL.rstrip('/')}{address}"


def line_of(item: Item) -> dict[str, Any]:
    """Return what an export says of a listed item; texts, ISO dates, numbers, or None."""
    edition = item.current
    if edition is None or item.published_here is None:
        raise ValueError(f"{item.code} is listed and has nothing to show")
    return {
        "index_number": item.index_number,
        "title": edition.title,
        "summary": edition.summary,
        "document_number": edition.document_number,
        "body": item.body.name,
        "section": item.section.name,
        "subject": edition.subject,
        "made_on": _day(edition.made_on),
        "published_at": localtime(item.published_here).isoformat(timespec="seconds"),
        "in_force_on": _day(edition.in_force_on),
        "repealed_on": _day(edition.repealed_on),
        "validity": edition.validity,
        "keywords": list(edition.keywords),
        "edition": edition.number,
        "source_index_number": item.source_index_number,
        "address": site_address(f"/i/{item.code}/"),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def as_json(head: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the JSON of an export: its head, and the lines as ``items``."""
    content = {"schema": SCHEMA, **head, "items": list(lines)}
    return pretty_json(content)


def pretty_json(content: Mapping[str, Any]) -> bytes:
    """Return JSON that people can read too; the same bytes for the same content."""
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def as_csv(lines: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    """Return the CSV of an export (RFC 4180, UTF-8 with a mark, so that spreadsheets read it)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns.values())
    for line in lines:
        writer.writerow([cell(line[name]) for name in columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = "；".join(str(part) for part in value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

"""What an account consists of when it is printed or frozen: plain data with a digest."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sunshine.figures.computing import report_of
from sunshine.figures.counts import Counted, Counts, Remembered
from sunshine.figures.documents import Document, Part
from sunshine.figures.editions import APPLICATIONS
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.layouts import layout_of
from sunshine.figures.models import Account, Kind, Snapshot
from sunshine.figures.narrative import Frame, claims_in, filled, sections_of
from sunshine.figures.record_counts import published_counts
from sunshine.figures.reports import Report
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.kit.papers.paper import digest_of
from sunshine.orgs.models import Body

DRAFT = "草稿"
INTERNAL = "内部汇总"


def live_report(account: Account, counts: Counts) -> tuple[Report, Frame]:
    """Return the numbers of ``account`` as they stand now, with the claims its text makes."""
    body, year, counts = account.body, account.year, Remembered(counts)
    report = report_of(body, year, account.kind, counts)
    frame = frame_of(body, report, counts)
    return replace(report, claims=claims_in(account.texts, report, frame)), frame


def frame_of(body: Body, report: Report, counts: Counts) -> Frame:
    """Return what fills the fields of a text besides the tables; two queries."""
    year = report.year or 0
    fees = None
    if APPLICATIONS in report.edition.tables:
        fees = counts.counted([body], year).get(body.pk, Counted()).fees
    return Frame(report.agency, year, published_counts([body], year).get(body.pk, 0), fees)


def content_of(account: Account, report: Report, frame: Frame) -> dict[str, Any]:
    """Return everything that is printed of ``account``, as data that can be frozen."""
    return {
        "title": title_of(report.agency, account.year, account.kind),
        "body": report.agency,
        "kind": str(account.kind),
        "sections": [
            {
                "title": section.title,
                "paragraphs": _paragraphs(
                    filled(account.texts.get(section.key, ""), report, frame)
                ),
                "table": section.table,
            }
            for section in sections_of(report.edition)
        ],
        "explanation": account.explanation,
        "layout": layout_of(report),
    }


def title_of(body: str, year: int, kind: str) -> str:
    """Return the title of an account, as 国办公开办函〔2021〕30号 wants it."""
    if kind == Kind.ENFORCEMENT:
        return f"{body}{year}年行政执法总体情况"
    return f"{body}{year}年政府信息公开工作年度报告"


def document_of(content: Mapping[str, Any], *, day: date | None = None, mark: str = "") -> Document:
    """Return ``content`` ready to be printed."""
    layout = json.dumps(content["layout"], ensure_ascii=False)
    return Document(
        content["title"],
        content["body"],
        tuple(
            Part(one["title"], tuple(one["paragraphs"]), one["table"])
            for one in content["sections"]
        ),
        report_from_json(layout, str(content["layout"]["year"])),
        content["explanation"],
        day,
        mark,
    )


def draft_document(account: Account, counts: Counts) -> Document:
    """Return ``account`` as it stands now, marked as a draft on every page."""
    report, frame = live_report(account, counts)
    return document_of(content_of(account, report, frame), mark=DRAFT)


def snapshot_document(snapshot: Snapshot) -> Document:
    """Return what was signed; raise Refused if it is no longer what was signed."""
    if digest_of(snapshot.content) != snapshot.digest:
        raise Refused("account-snapshot-changed", number=snapshot.number)
    return document_of(snapshot.content, day=beijing_day(snapshot.signed_at))


def sum_document(report: Report, kind: str) -> Document:
    """Return the sum of several bodies, marked as internal: its tables without a text."""
    tables = tuple(report.edition.tables)
    parts = tuple(Part("", (), table) for table in tables)
    title = title_of(report.agency, report.year or 0, kind)
    return Document(title, report.agency, parts, report, mark=INTERNAL)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

"""Setting a bulletin out: clean HTML for the record, an official paper, or data."""

from html import escape
from typing import Any

from sunshine.campaigns.coverage import coverage_of
from sunshine.campaigns.lines import Line, Sheet
from sunshine.kit.papers.paper import Paper, Table

DRAFT_MARK = "未签发 稿样"
_BLOCKS = {"heading": "h2", "subheading": "h3"}


def content_of(sheet: Sheet) -> str:
    """Return the bulletin as HTML of structure only, as an item of the record holds it."""
    return "".join(_block(line) for line in sheet.lines)


def page_of(sheet: Sheet) -> str:
    """Return the bulletin as a web page that stands alone."""
    title = escape(sheet.title)
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><h1>{title}</h1>\n"
        f"{content_of(sheet)}\n<p>{escape(sheet.campaign.body.name)}</p>"
        f"<p>{_day(sheet)}</p></main></body></html>\n"
    )


def paper_of(sheet: Sheet) -> Paper:
    """Return the bulletin as an official paper (GB/T 9704); marked while it is not approved."""
    return Paper(
        issuer=sheet.campaign.body.name,
        title=sheet.title,
        day=sheet.day,
        body=tuple(_paper_block(line) for line in sheet.lines if line.kind != "picture"),
        signed=sheet.campaign.body.name,
        mark="" if sheet.is_approved else DRAFT_MARK,
    )


def data_of(sheet: Sheet) -> dict[str, Any]:
    """Return the bulletin as data: each paragraph with the reports and fields it comes from."""
    return {
        "campaign": sheet.campaign.code,
        "title": sheet.title,
        "body": sheet.campaign.body.slug,
        "day": sheet.day.isoformat(),
        "approved": sheet.is_approved,
        "coverage": [one.as_data() for one in coverage_of(sheet.campaign)],
        "paragraphs": [
            {
                "key": line.key,
                "kind": line.kind,
                "text": line.text,
                "rows": [list(row) for row in line.rows],
                "edited": line.is_away,
                "sources": list(line.sources),
            }
            for line in sheet.lines
        ],
    }


def _day(sheet: Sheet) -> str:
    return f"{sheet.day.year}年{sheet.day.month}月{sheet.day.day}日"


def _block(line: Line) -> str:
    if line.kind == "picture":
        return ""
    if line.kind == "table":
        head, *rest = line.rows
        cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        rows = "".join(
            f'<tr><th scope="row">{escape(row[0])}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
            + "</tr>"
            for row in rest
        )
        caption = f"<caption>{escape(line.text)}</caption>"
        head_row = f"<thead><tr>{cells}</tr></thead>"
        return f"<table>{caption}{head_row}<tbody>{rows}</tbody></table>"
    tag = _BLOCKS.get(line.kind, "p")
    return f"<{tag}>{escape(line.text)}</{tag}>"


def _paper_block(line: Line) -> str | Table:
    if line.kind == "table":
        return Table(rows=line.rows, heads=False)
    return line.text

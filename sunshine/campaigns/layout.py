"""Setting a bulletin out: clean HTML for the record, an official paper, or data."""

import base64
from collections.abc import Mapping
from html import escape
from typing import Any

from sunshine.campaigns.coverage import coverage_of
from sunshine.campaigns.lines import Line, Sheet
from sunshine.kit.papers.paper import Block, Paper, Picture, Table

DRAFT_MARK = "未签发 稿样"
_BLOCKS = {"heading": "h2", "subheading": "h3"}


def content_of(sheet: Sheet, addresses: Mapping[str, str] | None = None) -> str:
    """Return the bulletin as HTML of structure only, as an item of the record holds it.

    ``addresses``: of the pictures by code; a paragraph that is nothing but a link to an attached
    picture shows it. A picture without an address is left out.
    """
    return "".join(_block(line, addresses or {}) for line in sheet.lines)


def page_of(sheet: Sheet, pictures: Mapping[str, bytes] | None = None) -> str:
    """Return the bulletin as a web page that stands alone, the pictures in it."""
    held = {code: _held(jpeg) for code, jpeg in (pictures or {}).items()}
    content = "".join(
        _figure(held[line.picture], line.text) if line.picture in held else _block(line, {})
        for line in sheet.lines
    )
    title = escape(sheet.title)
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><h1>{title}</h1>\n"
        f"{content}\n<p>{escape(sheet.campaign.body.name)}</p>"
        f"<p>{_day(sheet)}</p></main></body></html>\n"
    )


def paper_of(sheet: Sheet, pictures: Mapping[str, bytes] | None = None) -> Paper:
    """Return the bulletin as an official paper (GB/T 9704); marked while it is not approved."""
    return Paper(
        issuer=sheet.campaign.body.name,
        title=sheet.title,
        day=sheet.day,
        body=tuple(
            _paper_block(line, pictures or {})
            for line in sheet.lines
            if line.kind != "picture" or line.picture in (pictures or {})
        ),
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


def _held(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def _figure(address: str, caption: str) -> str:
    alt = escape(caption)
    return f'<figure><img src="{address}" alt="{alt}"><figcaption>{alt}</figcaption></figure>'


def _block(line: Line, addresses: Mapping[str, str]) -> str:
    if line.kind == "picture":
        address = addresses.get(line.picture)
        link = f'<a href="{escape(address)}">{escape(line.text)}</a>' if address else ""
        return f"<p>{link}</p>" if link else ""
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


def _paper_block(line: Line, pictures: Mapping[str, bytes]) -> Block:
    if line.kind == "picture":
        return Picture(pictures[line.picture], line.text)
    if line.kind == "table":
        return Table(rows=line.rows, heads=False)
    return line.text

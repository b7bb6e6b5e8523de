"""An account as HTML: the text of the record, and a page that stands alone."""

from html import escape

from sunshine.figures.documents import Document
from sunshine.figures.editions import FIGURES
from sunshine.figures.grid_cells import Cell, Grid, grid_of
from sunshine.figures.printing.drawing import pictures_of

_STYLE = """
body { font: 17px/1.75 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2530; }
h1 { font-size: 1.6rem; text-align: center; line-height: 1.4; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #8794a5; padding: .3rem .5rem; text-align: center; }
th { font-weight: normal; background: #f2f5f9; }
td { font-variant-numeric: tabular-nums; }
svg { width: 100%; height: auto; max-width: 40rem; }
.mark { border: 2px solid #a3262a; color: #a3262a; padding: .4rem 1rem; display: inline-block; }
@media print { body { margin: 0; max-width: none; } }
"""


def record_html(document: Document) -> str:
    """Return the text of the item of the record: headings, paragraphs, tables; nothing else."""
    parts = []
    for part in document.parts:
        parts.append(f"<h2>{escape(part.title)}</h2>" if part.title else "")
        parts += [f"<p>{escape(line)}</p>" for line in part.paragraphs]
        if part.table:
            parts.append(table_html(grid_of(document.report, part.table), part.table))
    if document.explanation:
        parts.append("<h2>与上一年数据不一致的说明</h2>")
        lines = document.explanation.splitlines()
        parts += [f"<p>{escape(line.strip())}</p>" for line in lines if line.strip()]
    return "".join(parts)


def page_html(document: Document) -> str:
    """Return a page that stands alone, with pictures before the tables they are drawn from."""
    title = escape(document.title)
    mark = f'<p><strong class="mark">{escape(document.mark)}</strong></p>' if document.mark else ""
    signed = ""
    if document.day is not None:
        day = document.day
        signed = f"<p>{escape(document.body)}<br>{day.year}年{day.month}月{day.day}日</p>"
    return (
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body>{mark}<h1>{title}</h1>{_pictures(document)}"
        f"{_scrolling(record_html(document))}{signed}</body></html>"
    )


def table_html(grid: Grid, table: str) -> str:
    """Return a table; its heads are heads, so that a screen reader says them with a number."""
    lines = ("<tr>" + "".join(map(_cell, line)) + "</tr>" for line in grid)
    named = {FIGURES: "<caption>统计表</caption>"}.get(table, "")
    return f"<table>{named}<tbody>{''.join(lines)}</tbody></table>"


def _cell(cell: Cell) -> str:
    name = "th" if cell.is_head else "td"
    spans = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    spans += f' colspan="{cell.across}"' if cell.across > 1 else ""
    return f"<{name}{spans}>{escape(cell.text)}</{name}>"


def _pictures(document: Document) -> str:
    return "".join(
        f"<figure><figcaption>{escape(picture.title)}</figcaption>{picture.svg}</figure>"
        for picture in pictures_of(document.report)
    )


def _scrolling(html: str) -> str:
    return html.replace("<table>", '<div class="scroll"><table>').replace(
        "</table>", "</table></div>"
    )

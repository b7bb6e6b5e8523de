"""Components of a page: ``{% load sunshine %}``. See ui/README.md for an example of each."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sunshine.kit.errors import Reason
from sunshine.ui.charts import BarChart, StackedChart, TrendChart
from sunshine.ui.dates import beijing_date, day_words, moment_iso, moment_words
from sunshine.ui.icons import ICONS, TONE_ICONS
from sunshine.ui.parts import DiffBlock, Fact, FileLink, Pager, Tab, TimelineEntry
from sunshine.ui.shell import Crumb

register = template.Library()

Text = str | Promise


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a line icon; it is hidden from screen readers, the word beside it speaks."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """Return a ``<time>`` with the day in Beijing; unknown days say so."""
    if value is None:
        return format_html("<span>{}</span>", _("日期不详"))
    return format_html(
        '<time datetime="{}">{}</time>', beijing_date(value).isoformat(), day_words(value)
    )


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """Return a ``<time>`` with day and time of day in Beijing."""
    if value is None:
        return day(None)
    return format_html('<time datetime="{}">{}</time>', moment_iso(value), moment_words(value))


@register.filter
def day_text(value: date | datetime | None) -> str:
    """Return the day as plain text, for attributes and titles."""
    return _("日期不详") if value is None else day_words(value)


@register.simple_tag
def badge(tone: str, label: Text, icon_name: str = "") -> SafeString:
    """Return a state in an icon and a word; tones: good, info, warn, late, stop, plain."""
    return format_html(
        '<span class="badge tone-{}">{}{}</span>', tone, icon(icon_name or TONE_ICONS[tone]), label
    )


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[Crumb]) -> dict[str, object]:
    """Show the way to this page; the last crumb is the page itself."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Iterable[Fact | tuple[Text, object]], columns: int = 1) -> dict[str, object]:
    """Show key facts as a description list; rows without a value are left out."""
    found = [row if isinstance(row, Fact) else Fact(*row) for row in rows]
    return {"rows": [row for row in found if row.value not in (None, "")], "columns": columns}


@register.inclusion_tag("ui/parts/pager.html")
def pages(pager: Pager) -> dict[str, object]:
    """Show the numbers of a list that has more than one page."""
    return {"pager": pager}


@register.inclusion_tag("ui/parts/reckoning.html")
def reckoning(
    label: Text, due: date, lines: Iterable[Any], law: str = "", provisional: bool = False
) -> dict[str, object]:
    """Show a due day that unfolds into its reckoning.

    ``lines`` have ``date``, ``counted``, ``why`` and ``law`` (workdays.calendar.DayReckoning).
    """
    numbered, number = [], 0
    for line in lines:
        number += bool(line.counted)
        numbered.append((number if line.counted else None, line))
    return {
        "label": label,
        "due": due,
        "lines": numbered,
        "total": number,
        "law": law,
        "provisional": provisional,
    }


@register.inclusion_tag("ui/parts/errors.html")
def error_summary(*forms: BaseForm) -> dict[str, object]:
    """Show all errors of the forms on top, each linked to its field; nothing if there are none."""
    found: list[tuple[str, str]] = []
    for form in forms:
        found += [("", str(error)) for error in form.non_field_errors()]
        for bound in form:
            label = _("%(label)s：") % {"label": bound.label}
            found += [(bound.auto_id, f"{label}{error}") for error in bound.errors]
    return {"found": found}


@register.inclusion_tag("ui/parts/why_not.html")
def why_not(reasons: Sequence[Reason], label: Text = "") -> dict[str, object]:
    """Show all reasons why something cannot be done now, with their law."""
    return {"reasons": reasons, "label": label}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[TimelineEntry]) -> dict[str, object]:
    """Show what happened, in the order given."""
    return {"entries": entries}


@register.inclusion_tag("ui/parts/diff.html")
def diff(blocks: Sequence[DiffBlock], only_changes: bool = False) -> dict[str, object]:
    """Show a comparison clause by clause; added and removed in words and lines, not colour."""
    shown = [block for block in blocks if block.change != "same"] if only_changes else blocks
    return {"blocks": shown}


@register.inclusion_tag("ui/parts/files.html")
def files(links: Sequence[FileLink]) -> dict[str, object]:
    """Show files with their kind and size."""
    return {"links": links}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Tab], label: Text) -> dict[str, object]:
    """Show tabs; ``label`` names them for screen readers."""
    return {"tabs": items, "label": label}


@register.inclusion_tag("ui/parts/bar_chart.html")
def bar_chart(chart: BarChart) -> dict[str, object]:
    """Draw bars, with the table beneath."""
    return {"chart": chart}


@register.inclusion_tag("ui/parts/stacked_chart.html")
def stacked_chart(chart: StackedChart) -> dict[str, object]:
    """Draw shares of a whole, with the table beneath."""
    return {"chart": chart}


@register.inclusion_tag("ui/parts/trend_chart.html")
def trend_chart(chart: TrendChart) -> dict[str, object]:
    """Draw lines over time, with the table beneath."""
    return {"chart": chart}


@register.inclusion_tag("ui/parts/share.html")
def share(url: str, title: str) -> dict[str, object]:
    """Show the buttons to share, copy the address and print; without JavaScript, the address."""
    return {"url": url, "title": title}


@lru_cache(maxsize=512)
def _drawn(url: str) -> str:
    """Return the code without its opening tag; both languages and variants of a page share it."""
    code = segno.make(url, micro=False, error="m")
    svg: str = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=2)
    return svg.removeprefix("<svg ")


@register.simple_tag
def qr(url: str, label: Text = "") -> SafeString:
    """Return a QR code of the address as inline SVG with its label."""
    named = f'<svg role="img" aria-label="{escape(_("二维码"))}" {_drawn(url)}'
    return format_html('<div class="qr">{}<span>{}</span></div>', mark_safe(named), label)  # noqa: S308


@register.simple_block_tag
def notice(content: str, tone: str, title: Text = "", icon_name: str = "") -> SafeString:
    """Wrap the content in a notice: ``{% notice "warn" _("本件已撤回") %}…{% endnotice %}``."""
    heading = format_html("<b>{}</b>", title) if title else ""
    return format_html(
        '<div class="notice tone-{}">{}<div>{}{}</div></div>',
        tone,
        icon(icon_name or TONE_ICONS[tone]),
        heading,
        content,
    )


@register.simple_block_tag
def unfold(content: str, summary: Text, is_open: bool = False) -> SafeString:
    """Wrap the content in a line that unfolds; printed unfolded."""
    return format_html(
        '<details class="unfold"{}><summary>{}</summary><div>{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: Text) -> SafeString:
    """Say what would be here and how it gets here."""
    return format_html('<div class="empty"><b>{}</b>{}</div>', title, content)

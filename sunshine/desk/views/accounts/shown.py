"""An account in the form that templates take: tables whose cells open, what can be done now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sunshine.figures.computing import RULES
from sunshine.figures.documents import Document, Part
from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW
from sunshine.figures.forms import Group, form_of, groups_of
from sunshine.figures.grid_cells import grid_of
from sunshine.figures.models import Account, Entry
from sunshine.figures.printing.drawing import pictures_of
from sunshine.figures.reports import Place, Report
from sunshine.ui.charts import Bar, BarChart

NARROW = 4
TABLE_NAMES: Mapping[str, str | Promise] = {
    PROACTIVE: _("表一 主动公开"),
    APPLICATIONS: _("表二 申请"),
    REVIEW: _("表三 复议、诉讼"),
    FIGURES: _("统计表"),
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table; ``url`` opens what is behind its number."""

    text: str
    down: int
    across: int
    is_head: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A section with its table, if it has one."""

    part: Part
    table: str | Promise
    rows: Sequence[Sequence[ShownCell]]
    charts: Sequence[BarChart]

    @property
    def is_wide(self) -> bool:
        """Return whether the table has too many columns for a phone: it is scrolled there."""
        return bool(self.rows) and sum(cell.across for cell in self.rows[0]) > NARROW


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of figures from another system, and what has been entered of it."""

    group: Group
    entry: Entry | None

    @property
    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield the words of each cell and the number entered."""
        rows = {row.key: row for row in self.group.rows}
        for place in self.group.places:
            row = rows[place.row]
            words = row.label if len(row.columns) == 1 else f"{row.label} · {place.column}"
            value = self.entry.values.get(f"{place.row}|{place.column}", "") if self.entry else ""
            yield words, value


def shown_parts(document: Document, account: Account | None = None) -> list[ShownPart]:
    """Return the parts of ``document``; with ``account``, its cells open what is behind them."""
    found = []
    for part in document.parts:
        rows: list[list[ShownCell]] = []
        if part.table:
            rows = [
                [
                    ShownCell(
                        cell.text,
                        cell.down,
                        cell.across,
                        cell.is_head,
                        _url(account, cell.place) if cell.place and account else "",
                    )
                    for cell in line
                ]
                for line in grid_of(document.report, part.table)
            ]
        charts = charts_of(document.report) if part.table == APPLICATIONS else []
        found.append(ShownPart(part, TABLE_NAMES.get(part.table, ""), rows, charts))
    return found


def charts_of(report: Report) -> list[BarChart]:
    """Return the pictures of table two as charts of the desk."""
    return [
        BarChart(
            f"chart-{number}",
            picture.title,
            picture.told,
            [Bar(label, float(value)) for label, value in picture.bars],
            label_head=_now("项目"),
            value_head=_now("件"),
        )
        for number, picture in enumerate(pictures_of(report))
    ]


def shown_groups(account: Account) -> list[ShownGroup]:
    """Return what is entered from other systems, in order; one query."""
    entries = {
        entry.group: entry
        for entry in Entry.objects.filter(account=account).select_related("entered_by", "signed_by")
    }
    return [
        ShownGroup(group, entries.get(group.key))
        for group in groups_of(form_of(account.kind, account.year))
    ]


def group_holding(account: Account, place: Place) -> Group | None:
    """Return the entered group in which a cell stands, or None if it is reckoned."""
    groups = groups_of(form_of(account.kind, account.year))
    return next((group for group in groups if place in group.places), None)


def opens(place: Place) -> bool:
    """Return whether something is behind a cell: a total of codes is only the sum of others."""
    return place.table in {APPLICATIONS, REVIEW} or place.row in RULES


def _url(account: Account, place: Place) -> str:
    group = group_holding(account, place)
    if group is not None:
        return reverse("desk:account", args=[account.pk]) + f"#group-{group.key}"
    if not opens(place):
        return ""
    asked = urlencode({"table": place.table, "row": place.row, "column": place.column})
    return reverse("desk:account_cell", args=[account.pk]) + f"?{asked}"

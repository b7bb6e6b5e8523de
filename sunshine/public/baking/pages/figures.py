"""How open a body is: shares of what it made, kept periods, grounds of closure (row B3)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.orgs.models import Body
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.public.section_facts import states_of
from sunshine.publishing.models import Attribute
from sunshine.publishing.openness import Shares, shares_by_year
from sunshine.rulebook.grounds import grounds
from sunshine.ui.charts import Bar, BarChart, StackedChart, StackedRow
from sunshine.ui.shell import PageMeta, Shell

TITLE = gettext_lazy("公开比例")
YEARS_DRAWN = 6


def _read(body: Body, on: date) -> Callable[[Shell], Mapping[str, Any]]:
    years = [shares for shares in shares_by_year(body, on) if shares.total]
    wordings = {ground.key: ground.wording for ground in grounds(on)}
    states = states_of(body)

    def build(shell: Shell) -> Mapping[str, Any]:
        name = str(TITLE)
        return {
            "years": years,
            "states": states,
            "latest": years[0] if years else None,
            "shares": _drawn_shares(years),
            "kept": _drawn_kept(years),
            "grounds": _drawn_grounds(years, wordings),
            "base": shell.at(f"/b/{body.slug}/"),
            "on": on,
            "meta": PageMeta(column_name=name, column_type=name),
        }

    return build


def _percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{value}%"


def _drawn_shares(years: Sequence[Shares]) -> StackedChart | None:
    if not years:
        return None
    newest = years[0]
    words = {"year": newest.year, "share": _percent(newest.share(newest.proactive))}
    rows = [
        StackedRow(str(one.year), [one.proactive, one.on_request, one.withheld])
        for one in years[:YEARS_DRAWN]
    ]
    return StackedChart(
        key="shares",
        title=_("各年形成的文件：主动公开、依申请公开、不予公开"),
        description=_("%(year)s年形成的文件中，%(share)s属于主动公开。") % words,
        parts=[attribute.label for attribute in Attribute],
        rows=rows,
        label_head=_("年份"),
    )


def _drawn_kept(years: Sequence[Shares]) -> StackedChart | None:
    if not any(one.in_time + one.late + one.overdue for one in years):
        return None
    newest = next(one for one in years if one.in_time + one.late + one.overdue)
    words = {"year": newest.year, "share": _percent(newest.kept)}
    rows = [
        StackedRow(str(one.year), [one.in_time, one.late, one.overdue, one.waiting])
        for one in years[:YEARS_DRAWN]
    ]
    return StackedChart(
        key="kept",
        title=_("应当主动公开的文件：按期公开了没有"),
        description=_("%(year)s年形成的文件中，到期应当公开的有%(share)s按期公开。") % words,
        parts=[_("按期公开"), _("逾期公开"), _("逾期未公开"), _("期限未到")],
        rows=rows,
        label_head=_("年份"),
    )


def _drawn_grounds(years: Sequence[Shares], wordings: Mapping[str, object]) -> BarChart | None:
    counts: dict[str, int] = {}
    for one in years:
        for key, count in one.grounds:
            counts[key] = counts.get(key, 0) + count
    if not counts:
        return None
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    words = {"ground": wordings.get(ranked[0][0], ranked[0][0]), "count": ranked[0][1]}
    return BarChart(
        key="grounds",
        title=_("不主动公开的理由"),
        description=_("用得最多的理由是“%(ground)s”，%(count)s件。") % words,
        bars=[
            Bar(str(wordings.get(key, key)), count, _("%(count)d件") % {"count": count})
            for key, count in ranked
        ],
        label_head=_("理由"),
        value_head=_("件数"),
    )


KINDS = (page_kind("figures", TITLE, _read),)

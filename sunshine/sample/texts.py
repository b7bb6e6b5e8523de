"""The series of the sample written out: one plan for each item of each body and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from sunshine.sample.authority import Authority, drawn
from sunshine.sample.reading import toml


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one item of the sample says of itself."""

    body: str
    section: str
    made_on: date
    title: str
    summary: str
    content: str
    document_number: str = ""
    subject: str = ""
    keywords: Sequence[str] = ()
    validity: str = "unknown"
    repealed_on: date | None = None
    tax_period: tuple[date, date] | None = None
    second: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    in_force_on: date | None = None
    # The rows of a table that is attached as a file.
    attached: Sequence[Sequence[str]] = ()


def plans(authority: Authority) -> list[Plan]:
    """Return every plan of the series, the oldest first."""
    series = [*toml("items_1")["series"], *toml("items_2")["series"]]
    found = [plan for one in series for plan in _plans_of(one, authority)]
    return sorted(found, key=lambda plan: (plan.made_on, plan.body, plan.key))


def _plans_of(series: dict[str, Any], authority: Authority) -> Iterator[Plan]:
    for slug in _bodies(series["bodies"], authority):
        for year in series["years"]:
            yield _plan(series, slug, year, authority)


def _bodies(names: Sequence[str], authority: Authority) -> Iterator[str]:
    kinds = {
        "province": ["ln"],
        "cities": authority.cities(),
        "named": toml("authority")["full_extra"],
    }
    for name in names:
        yield from kinds.get(name, [name])


def _plan(series: dict[str, Any], slug: str, year: int, authority: Authority) -> Plan:
    body = authority.bodies[slug]
    figures: dict[str, object] = {
        "body": body.name,
        "short": body.short_name,
        "year": year,
        "prev": year - 1,
        **{f"n{place}": drawn(series["key"], slug, year, place, most=9) + 1 for place in (4, 5, 6)},
        **{
            f"n{place}": drawn(series["key"], slug, year, place, most=80) + 15
            for place in (1, 2, 3)
        },
    }
    month, day = map(int, series["made"].split("-"))
    # Bodies do not all finish on one day.
    later = 0 if slug == "ln" else drawn(series["key"], slug, most=5)
    period = series.get("tax_period")
    return Plan(
        key=series["key"],
        body=slug,
        section=series["section"],
        made_on=date(year, month, min(day + later, 28) if day <= 28 else day),
        title=series["title"].format(**figures),
        summary=series["summary"].format(**figures),
        content=markup(series["content"].format(**figures)),
        document_number=series.get("number", "").format(**figures),
        subject=series.get("subject", ""),
        keywords=series.get("keywords", ()),
        # What was partly repealed later was valid when it came out.
        validity="valid" if "edition2" in series else series.get("validity", "unknown"),
        in_force_on=_in_force_on(series, year),
        repealed_on=_repealed_on(series, year),
        tax_period=_months(period, figures) if period else None,
        second={**series.get("edition2", {}), "clauses": series.get("clauses", ())},
        attached=_budget(figures) if series.get("attachment") == "budget" else (),
    )


def _budget(figures: dict[str, object]) -> list[list[str]]:
    """Return a small table of income and spending that adds up, in 万元."""
    staff, office, projects = (int(str(figures[f"n{place}"])) * 10 for place in (1, 2, 3))
    return [
        ["项目", "预算数（万元）"],
        ["一般公共预算拨款收入", str(staff + office + projects)],
        ["收入总计", str(staff + office + projects)],
        ["工资福利支出", str(staff)],
        ["商品和服务支出", str(office)],
        ["项目支出", str(projects)],
        ["支出总计", str(staff + office + projects)],
    ]


def _drawn_figures(*facts: object) -> dict[str, object]:
    """Return n1 to n3, of two digits, and n4 to n6, of one."""
    large = {f"n{place}": drawn(*facts, place, most=80) + 15 for place in (1, 2, 3)}
    small = {f"n{place}": drawn(*facts, place, most=9) + 1 for place in (4, 5, 6)}
    return {**large, **small}


def _in_force_on(series: dict[str, Any], year: int) -> date | None:
    if "in_force" in series:
        return date.fromisoformat(f"{year}-{series['in_force']}")
    return None


def _repealed_on(series: dict[str, Any], year: int) -> date | None:
    if "repealed" in series:
        return date.fromisoformat(series["repealed"])
    return date(year, 12, 31) if series.get("validity") == "expired" else None


def _months(period: Sequence[str], figures: dict[str, object]) -> tuple[date, date]:
    first, last = (part.format(**figures).split("-") for part in period)
    last_days = {"03": 31, "06": 30, "09": 30, "12": 31}
    return (
        date(int(first[0]), int(first[1]), 1),
        date(int(last[0]), int(last[1]), last_days[last[1]]),
    )


def markup(text: str) -> str:
    """Return the plain notation of the data files as HTML."""
    blocks: list[str] = []
    rows: list[str] = []
    entries: list[str] = []
    for line in [*text.strip().splitlines(), ""]:
        if not line.startswith("- ") and entries:
            blocks.append(f"<ul>{''.join(entries)}</ul>")
            entries = []
        if not line.startswith("|") and rows:
            blocks.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line.startswith("## "):
            blocks.append(f"<h2>{escape(line[3:])}</h2>")
        elif line.startswith("- "):
            entries.append(f"<li>{escape(line[2:])}</li>")
        elif line.startswith("|"):
            rows.append(_row(line, is_head=not rows))
        elif line:
            blocks.append(f"<p>{escape(line)}</p>")
    return "".join(blocks)


def _row(line: str, *, is_head: bool) -> str:
    tag = 'th scope="col"' if is_head else "td"
    cells = (cell.strip() for cell in line.strip("|").split("|"))
    return "<tr>" + "".join(f"<{tag}>{escape(c)}</{tag[:2]}>" for c in cells) + "</tr>"

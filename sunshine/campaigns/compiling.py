"""Compiling a bulletin: reports become paragraphs that name where they come from. Pure.

Nothing is said that no report or the deployment says: words are taken over, and what is
counted or summed names every report that it was counted from.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from django.utils.translation import override

from sunshine.campaigns.agreement import plain
from sunshine.campaigns.models.activities import PlaceKind
from sunshine.campaigns.models.reports import Theme
from sunshine.campaigns.told import Drafted, Source, Told, ToldFigure, ToldPassage, ToldReport
from sunshine.campaigns.totals import Total, totals_of
from sunshine.kit.numerals import to_chinese

HEADING, SUBHEADING, TEXT, TABLE, PICTURE = "heading", "subheading", "text", "table", "picture"
OPENING, OVERVIEW, BODIES, ALIKE = "opening", "overview", "bodies", "alike"
PARTS = (OPENING, OVERVIEW, BODIES, ALIKE)
HEADINGS = {OVERVIEW: "总体情况", BODIES: "各单位开展情况", ALIKE: "共同做法"}
_FULL_STOPS = ("。", "！", "？", "；", "：", "”", "…")
_MOST_COLUMNS = 4


def compile_bulletin(told: Told, parts: Sequence[str] = PARTS) -> list[Drafted]:
    """Return the paragraphs of the bulletin in the order of ``parts`` and of the tree."""
    makers = {OPENING: _opening, OVERVIEW: _overview, BODIES: _bodies, ALIKE: _alike}
    drafted: list[Drafted] = []
    number = 0
    for part in parts:
        made = list(makers[part](told))
        if not made:
            continue
        if part in HEADINGS:
            number += 1
            text = f"{to_chinese(number)}、{HEADINGS[part]}"
            sources = _all_sources(told, "sent") or (_own(told, "title"),)
            drafted.append(Drafted(f"heading:{part}", HEADING, text, sources))
        drafted += made
    return drafted


def day_text(day: date) -> str:
    """Return a day as the bulletin writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def closed(text: str) -> str:
    """Return ``text`` ended by a full stop, unless it ends with a mark already."""
    text = text.strip()
    return text if not text or text.endswith(_FULL_STOPS) else f"{text}。"


def _own(told: Told, *fields: str) -> Source:
    return Source("", told.body, fields)


def _all_sources(told: Told, *fields: str) -> tuple[Source, ...]:
    return tuple(report.source(*fields) for report in told.reports)


def _opening(told: Told) -> Iterator[Drafted]:
    if told.begins == told.ends:
        period = day_text(told.begins)
    else:
        period = f"{day_text(told.begins)}至{day_text(told.ends)}"
    fields = ["title", "begins", "ends", "goal"]
    title = told.title if "“" in told.title else f"“{told.title}”"
    text = f"{period}，{told.body_name}部署开展{title}。"
    if told.series and told.ordinal:
        text = text.removesuffix("。") + f"（第{told.ordinal}个{told.series}）。"
        fields += ["series", "ordinal"]
    if told.co_host:
        text += f"活动与{told.co_host}联合举办。"
        fields.append("co_host")
    text += closed(told.goal)
    yield Drafted("opening", TEXT, text, (_own(told, *fields),))


def _overview(told: Told) -> Iterator[Drafted]:
    acting = [report for report in told.reports if not report.nothing_reason]
    if not told.reports:
        return
    text = f"活动部署到{told.sent_to}个单位，收到{len(told.reports)}个单位的报送材料。"
    sources = (_own(told, "sent_to"), *_all_sources(told, "sent"))
    yield Drafted("overview:coverage", TEXT, text, sources)
    totals = totals_of(told)
    if totals:
        told_sums = "、".join(f"{one.label}{plain(one.value)}{one.unit}" for one in totals)
        yield Drafted(
            "overview:totals", TEXT, f"各单位报送合计：{told_sums}。", _sources_of(totals)
        )
        yield from _table(told, totals)
    if any(report.held for report in acting):
        yield _held_in_all(acting)


def _sources_of(totals: Sequence[Total]) -> tuple[Source, ...]:
    fields: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for total in totals:
        for report in total.reports:
            fields[report.code, report.body].append(f"figure:{total.key}")
    return tuple(Source(code, body, tuple(names)) for (code, body), names in fields.items())


def _table(told: Told, totals: Sequence[Total]) -> Iterator[Drafted]:
    """Draw up the sums by city, where more than one city reports the same figure."""
    shown = list(totals[:_MOST_COLUMNS])
    cities = list(dict.fromkeys(report.city for report in told.reports))
    rows = [("单位", *(f"{one.label}（{one.unit}）" for one in shown))]
    for city in cities:
        cells = [one.of_city(city) for one in shown]
        if any(cells):
            rows.append((city, *(plain(cell) for cell in cells)))
    if len(rows) > 2:
        rows.append(("合计", *(plain(one.value) for one in shown)))
        title = "各地报送的主要数字"
        yield Drafted("overview:table", TABLE, title, _sources_of(shown), rows=tuple(rows))


def _held_in_all(acting: Sequence[ToldReport]) -> Drafted:
    places: defaultdict[str, int] = defaultdict(int)
    for report in acting:
        for place, count in (report.held.by_place if report.held else {}).items():
            places[place] += count
    number = sum(report.held.activities for report in acting if report.held)
    people = sum(report.held.people for report in acting if report.held)
    text = f"系统登记的活动共{number}场，{_places_text(places)}；参加{people}人次。"
    sources = tuple(report.source("activities") for report in acting if report.held)
    return Drafted("overview:held", TEXT, text, sources)


def _places_text(places: Mapping[str, int]) -> str:
    order = {place.value: number for number, place in enumerate(PlaceKind)}
    found = sorted(places.items(), key=lambda one: (-one[1], order[one[0]]))
    return "、".join(f"{place_name(kind)}{count}场" for kind, count in found)


@cache
def place_name(kind: str) -> str:
    """Return what the bulletin calls a kind of place: Chinese, whoever compiles it."""
    with override("zh-hans"):
        return str(PlaceKind(kind).label)


@cache
def theme_name(theme: str) -> str:
    """Return what the bulletin calls a theme."""
    with override("zh-hans"):
        return str(Theme(theme).label)


def _bodies(told: Told) -> Iterator[Drafted]:
    acting = [report for report in told.reports if not report.nothing_reason]
    for number, report in enumerate(acting, 1):
        headline = report.headline
        if report.name not in headline:
            headline = f"{report.name}：{headline}"
        text = f"（{to_chinese(number)}）{headline}"
        key = f"report:{report.code}"
        yield Drafted(key, SUBHEADING, text, (report.source("headline"),), report.body)
        if report.summary:
            source = (report.source("summary"),)
            yield Drafted(f"{key}:summary", TEXT, closed(report.summary), source, report.body)
        for passage in report.passages:
            yield _passage(report, passage)
        yield from _figures(report)
        yield from _held(report)


def _passage(report: ToldReport, passage: ToldPassage) -> Drafted:
    text = closed(passage.title) + closed(passage.text)
    if passage.is_highlight:
        text = f"亮点：{text}"
    key = f"report:{report.code}:{passage.field}"
    return Drafted(key, TEXT, text, (report.source(passage.field),), report.body)


def _figures(report: ToldReport) -> Iterator[Drafted]:
    wholes = [one for one in report.figures if not one.part_of]
    if not wholes:
        return
    told = "；".join(_figure_text(one, report.figures) for one in wholes)
    fields = tuple(f"figure:{one.key}" for one in report.figures)
    key = f"report:{report.code}:figures"
    yield Drafted(key, TEXT, f"主要数字：{told}。", (report.source(*fields),), report.body)


def _figure_text(figure: ToldFigure, all_: Sequence[ToldFigure]) -> str:
    text = f"{figure.label}{plain(figure.value)}{figure.unit}"
    parts = [one for one in all_ if one.part_of == figure.key]
    if parts:
        inside = "、".join(f"{one.label}{plain(one.value)}{one.unit}" for one in parts)
        text += f"（其中{inside}）"
    return text


def _held(report: ToldReport) -> Iterator[Drafted]:
    held, key = report.held, f"report:{report.code}:activities"
    if held is None:
        return
    text = f"举办活动{held.activities}场，{_places_text(held.by_place)}"
    if held.people:
        text += f"，参加{held.people}人次"
    if held.questions:
        text += f"；现场和会后收到提问{held.questions}个，已答复{held.answered}个"
    yield Drafted(key, TEXT, f"{text}。", (report.source("activities"),), report.body)
    for code, caption in held.pictures:
        source = (report.source(f"photograph:{code}"),)
        yield Drafted(f"{key}:{code}", PICTURE, caption or "活动现场", source, report.body)


def _alike(told: Told) -> Iterator[Drafted]:
    """Bring together the measures of one theme that several bodies report."""
    for theme in Theme:
        if theme == Theme.OTHER:
            continue
        found = [
            (report, passages)
            for report in told.reports
            if (passages := [one for one in report.passages if one.theme == theme and one.title])
        ]
        if len(found) < 2:
            continue
        named = "；".join(
            f"{report.name}：{'、'.join(one.title.rstrip('。') for one in passages)}"
            for report, passages in found
        )
        text = f"{theme_name(theme)}方面，{len(found)}个单位报送了做法。{named}。"
        sources = tuple(
            report.source(*(one.field for one in passages)) for report, passages in found
        )
        yield Drafted(f"alike:{theme.value}", TEXT, text, sources)

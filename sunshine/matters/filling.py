"""Filling a board: each source is a query of live data, for one hall, on one day."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import translation

from sunshine.kit.wording import Wording
from sunshine.matters.boards import Block, Board, BoardContent, Row, boards_of
from sunshine.matters.promises import Kept, promises_of
from sunshine.matters.standing import Standing, guides_in_hall
from sunshine.matters.text import period_text
from sunshine.orgs.models import Body, Department, Hall, Post
from sunshine.publishing.models import Item
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.rulebook.queries import rules_in_force

MOST_ITEMS = 12
LICENCES = frozenset({"01"})


def board_content(hall: Hall, board: str, on: date) -> BoardContent | None:
    """Return what ``board`` of ``hall`` shows on ``on``; None if the hall has no such board.

    Texts are Chinese, as the record's. Up to some fifteen queries, whatever the record's size.
    """
    chosen = boards_of(hall)
    one = chosen.boards.get(board)
    if one is None:
        return None
    with translation.override("zh-hans"):
        return BoardContent(hall, chosen, one, tuple(_blocks(hall, one, on)), on)


def _blocks(hall: Hall, board: Board, on: date) -> Iterable[Block]:
    for source in board.sources:
        kind, _, value = source.partition(":")
        if kind == "section":
            yield Block(source, _HEADINGS[kind], _items(_in_section(hall.body, value)))
        elif kind == "keyword":
            yield Block(source, _HEADINGS[kind], _items(_with_keyword(hall.body, value)))
        else:
            yield Block(source, _HEADINGS[kind], tuple(_SOURCES[kind](hall, on)))


def _hall(hall: Hall, on: date) -> Iterable[Row]:
    if hall.closed is not None and hall.closed <= on:
        yield Row(hall.name, f"自{_day(hall.closed)}起停止对外办公")
        return
    yield Row("地址", hall.address)
    yield Row("办公时间", hall.office_hours)
    if hall.telephone:
        yield Row("电话", hall.telephone)
    if hall.accessibility:
        yield Row("无障碍设施", hall.accessibility)


def _departments(hall: Hall, on: date) -> Iterable[Row]:
    open_ones = Department.objects.filter(Q(closed__isnull=True) | Q(closed__gt=on), body=hall.body)
    for one in open_ones:
        yield Row(one.name, _joined(one.duties, one.telephone))


def _posts(hall: Hall, on: date) -> Iterable[Row]:
    standing = Q(abolished__isnull=True) | Q(abolished__gt=on)
    for post in Post.objects.filter(standing, body=hall.body).select_related("department"):
        department = post.department.name if post.department else ""
        yield Row(post.name, _joined(department, post.telephone))


def _guides(hall: Hall, on: date) -> Iterable[Row]:
    for one in guides_in_hall(hall, on):
        yield _guide(one)


def _approvals(hall: Hall, on: date) -> Iterable[Row]:
    for one in guides_in_hall(hall, on):
        if one.guide.type in LICENCES:
            yield _guide(one)


def _guide(one: Standing) -> Row:
    guide = one.guide
    periods = [
        f"法定{period_text(guide.legal)}" if guide.legal.unit else "",
        f"承诺{period_text(guide.promised)}" if guide.promised.unit else "",
        "收费" if guide.charged else "不收费",
        _windows(one),
    ]
    return Row(guide.name, "，".join(filter(None, periods)), one.address)


def _windows(one: Standing) -> str:
    return "、".join(dict.fromkeys(place.windows for place in one.guide.places if place.windows))


def _steps(hall: Hall, on: date) -> Iterable[Row]:
    for one in guides_in_hall(hall, on):
        steps = " → ".join(step.name for step in one.guide.steps)
        yield Row(one.guide.name, steps, one.address)


def _materials(hall: Hall, on: date) -> Iterable[Row]:
    for one in guides_in_hall(hall, on):
        asked = [material.name for material in one.guide.materials if not material.made_by]
        yield Row(one.guide.name, "；".join(asked) or "无须提交材料", one.address)


def _fees(hall: Hall, on: date) -> Iterable[Row]:
    for one in guides_in_hall(hall, on):
        if one.guide.charged:
            yield Row(one.guide.name, _joined(one.guide.fee, one.guide.fee_basis), one.address)


def _promises(hall: Hall, on: date) -> Iterable[Row]:
    for kept in promises_of(hall.body, on):
        if kept.holds:
            yield Row(kept.promise.words, fulfilment_words(kept), _address(kept.promise.item))


def fulfilment_words(kept: Kept) -> str:
    """Return how far a promise was kept, in Chinese words, for boards and books."""
    found = kept.fulfilment
    if found.incidents is not None:
        return "尚无查实的情况" if found.incidents == 0 else f"查实{found.incidents}件"
    if found.share is None:
        return "尚无办结的件"
    return f"兑现{found.kept}件，逾期{found.late}件，兑现率{found.share}%"


def _rules(hall: Hall, on: date) -> Iterable[Row]:
    versions = rules_in_force(hall.body, on)
    items = listed(PUBLIC).filter(rule_version__in=[version.pk for version in versions])
    published = {item.rule_version_id: item for item in items}
    for version in versions:
        item = published.get(version.pk)
        address = _address(item) if item else ""
        yield Row(version.rule.title, version.document_number, address, version.effective_from)


def _contacts(hall: Hall, on: date) -> Iterable[Row]:
    body = hall.body
    if body.dissolved is not None and body.dissolved <= on:
        return
    if body.supervision_telephone:
        yield Row("监督投诉电话", _joined(body.name, body.supervision_telephone))
    for above in reversed(body.ancestors()):
        if above.supervision_telephone:
            yield Row("上级机关监督电话", _joined(above.name, above.supervision_telephone))
    if hall.telephone:
        yield Row("办税服务厅", _joined(hall.name, hall.telephone))
    if body.disclosure_office:
        contact = _joined(body.disclosure_address, body.disclosure_telephone)
        yield Row(body.disclosure_office, contact)


def _remedies(hall: Hall, on: date) -> Iterable[Row]:
    said = (text for one in guides_in_hall(hall, on) for text in one.guide.remedies)
    for text in dict.fromkeys(said):
        yield Row(text)


def _in_section(body: Body, section: str) -> QuerySet[Item]:
    return _reaching(body).filter(section__slug=section)


def _with_keyword(body: Body, keyword: str) -> QuerySet[Item]:
    return _reaching(body).filter(
        Q(current__title__contains=keyword) | Q(current__summary__contains=keyword)
    )


def _reaching(body: Body) -> QuerySet[Item]:
    """Return what ``body`` and the bodies above it have published for everybody."""
    steps = [part for part in body.path.split("/") if part]
    paths = ["".join(f"{part}/" for part in steps[:end]) for end in range(1, len(steps) + 1)]
    return listed(PUBLIC).filter(body__path__in=paths).exclude(matter__isnull=False)


def _items(items: QuerySet[Item]) -> tuple[Row, ...]:
    newest = items.select_related("current", "body").order_by("-published_here", "-pk")[:MOST_ITEMS]
    return tuple(
        Row(
            item.current.title,
            _joined(item.current.document_number, item.body.short_name),
            _address(item),
            item.current.made_on,
        )
        for item in newest
        if item.current is not None
    )


def _address(item: Item) -> str:
    return f"/i/{item.code}/"


def _joined(*texts: str) -> str:
    return "，".join(filter(None, texts))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_SOURCES: Mapping[str, Callable[[Hall, date], Iterable[Row]]] = {
    "hall": _hall,
    "departments": _departments,
    "posts": _posts,
    "guides": _guides,
    "steps": _steps,
    "materials": _materials,
    "approvals": _approvals,
    "fees": _fees,
    "promises": _promises,
    "rules": _rules,
    "contacts": _contacts,
    "remedies": _remedies,
}
_HEADINGS: Mapping[str, Wording] = {
    "hall": Wording("办税服务厅", "Tax service hall"),
    "departments": Wording("内设机构", "Departments"),
    "posts": Wording("岗位", "Posts"),
    "guides": Wording("办理事项和时限", "Matters and periods"),
    "steps": Wording("办理流程", "Steps"),
    "materials": Wording("办理材料", "Materials"),
    "approvals": Wording("行政许可事项", "Licences"),
    "fees": Wording("收费", "Fees"),
    "promises": Wording("服务承诺和兑现情况", "Promises and how they were kept"),
    "rules": Wording("现行制度", "Rules in force"),
    "contacts": Wording("监督和投诉", "Supervision and complaints"),
    "remedies": Wording("救济途径", "Remedies"),
    "section": Wording("公开信息", "Published"),
    "keyword": Wording("相关公开信息", "Published on this"),
}

"""Search over everything a reader may see (row L1): the page, and what is offered while typing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunshine.orgs.models import Body
from sunshine.public.catalogue.asked import days_asked
from sunshine.public.clause_marks import article_anchor
from sunshine.public.face import PRIVATE, Reader, answer, frame, reader_of
from sunshine.public.wording import name_in
from sunshine.publishing.models import Section, Validity
from sunshine.publishing.searching import Kind, index_dir, note_miss
from sunshine.publishing.visibility import PUBLIC, listed, tokens_of
from sunshine.search.engine import Hit, Lead, Results, find, lead_to, suggest
from sunshine.search.entries import Entry
from sunshine.search.matching import Filters
from sunshine.search.store import IndexUnusable
from sunshine.search.ways import Mode, Sort
from sunshine.ui.shell import Crumb, PageMeta

PAGE_SIZE, MOST_CHOICES = 20, 12
_DAYS = ("since", "until")
_FILTERS = ("section", "body", "year", "validity", "kind")
KINDS: dict[str, str | Promise] = {
    Kind.RULE: gettext_lazy("制度"),
    Kind.GUIDE: gettext_lazy("办事指南"),
    Kind.DOCUMENT: gettext_lazy("有文号的文件"),
    Kind.OTHER: gettext_lazy("其他信息"),
}
_SORTS: dict[str, str | Promise] = {
    Sort.RELEVANCE: gettext_lazy("最相关的在前"),
    Sort.NEWEST: gettext_lazy("最近公开的在前"),
    Sort.TITLE: gettext_lazy("按标题拼音"),
}
_MODES: dict[str, str | Promise] = {
    Mode.NUMBER: gettext_lazy("按文号查找：本身就是这个文号的在前，引用它的在后。"),
    Mode.SOUND: gettext_lazy("按标题的拼音查找。"),
    Mode.SHORT: gettext_lazy("没有这样写的原文，以下标题的简称与它相符。"),
    Mode.ALL_WORDS: gettext_lazy("没有这样写的原文，以下含有其中的全部词语或者同义的说法。"),
    Mode.SOME_WORDS: gettext_lazy("没有这样写的原文，以下含有其中的部分词语。"),
}


@dataclass(frozen=True, slots=True)
class _Typed:
    """The question as it stands in the address."""

    q: str
    filters: Filters
    sort: Sort
    after: int
    is_damaged: bool
    is_unfolded: bool
    days: Mapping[str, str]
    errors: Mapping[str, str]

    def query(self, **changes: object) -> str:
        """Return the query string, some of it changed; from the first find on, unless said."""
        pairs: dict[str, object] = {"q": self.q, "sort": self.sort.value}
        pairs |= {name: getattr(self.filters, name) for name in _FILTERS} | dict(self.days)
        pairs |= changes
        return urlencode(
            [(n, v) for n, v in pairs.items() if v and (n, v) != ("sort", "relevance")]
        )


def _typed(request: HttpRequest) -> _Typed:
    given = request.GET
    after, sort = given.get("after", ""), given.get("sort", "")
    days = {name: given.get(name, "").strip()[:60] for name in _DAYS}
    errors: dict[str, str] = {}
    first, last = days_asked(days, *_DAYS, errors)
    is_place = after.isascii() and after.isdigit() and len(after) < 6
    return _Typed(
        q=given.get("q", "").strip(),
        filters=Filters(
            section=given.get("section", "")[:60],
            body=given.get("body", "")[:60],
            year=given.get("year", "")[:60],
            validity=given.get("validity", "")[:60],
            kind=given.get("kind", "")[:60],
            first_day=first.toordinal() if first else 0,
            last_day=last.toordinal() if last else 0,
        ),
        sort=Sort(sort) if sort in set(Sort) else Sort.RELEVANCE,
        after=int(after) if is_place else 0,
        is_damaged=bool(after and not is_place) or bool(sort and sort not in set(Sort)),
        is_unfolded=given.get("unfolded") == "1",
        days=days,
        errors=errors,
    )


@require_safe
def show_search(request: HttpRequest) -> HttpResponse:
    """Show what was found; 503 with other ways to go on while the index cannot be used."""
    typed, reader = _typed(request), reader_of(request)
    shell = frame(request)
    title = _("搜索")
    context: dict[str, Any] = {
        "typed": typed,
        "title": title,
        "alert_url": f"{shell.at('/alerts/')}?{typed.query(sort='', since='', until='')}",
        "here": shell.at("/search/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
        "meta": PageMeta(column_name=title, column_type=title),
        "sorts": _SORTS.items(),
    }
    status = 400 if typed.is_damaged or typed.errors else 200
    try:
        context |= _found(typed, reader)
    except IndexUnusable:
        context["is_down"], status = True, 503
    return answer(request, "public/find.html", context, shell=shell, status=status, cache=PRIVATE)


@require_safe
def suggest_titles(request: HttpRequest) -> JsonResponse:
    """Return titles that begin to answer what is being typed, as JSON; none if none can be had."""
    reader = reader_of(request)
    try:
        entries = suggest(
            request.GET.get("q", ""), root=index_dir(), tokens=tokens_of(reader.viewer)
        )
    except IndexUnusable:
        entries = ()
    seen = _seen(reader, entries)
    titles = dict.fromkeys(entry.title for entry in entries if entry.code in seen)
    response = JsonResponse({"titles": list(titles)}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = PRIVATE
    return response


def _seen(reader: Reader, entries: Sequence[Entry]) -> set[str]:
    """Return which of ``entries`` the reader may see now: the index may be a moment behind."""
    codes = [entry.code for entry in entries]
    if not codes:
        return set()
    return set(listed(reader.viewer).filter(code__in=codes).values_list("code", flat=True))


def _found(typed: _Typed, reader: Reader) -> dict[str, Any]:
    root, tokens = index_dir(), tokens_of(reader.viewer)
    results = find(
        typed.q,
        root=root,
        tokens=tokens,
        filters=typed.filters,
        sort=typed.sort,
        limit=PAGE_SIZE,
        after=typed.after,
        with_facets=True,
    )
    lead = None if typed.after else lead_to(typed.q, root=root, tokens=tokens)
    is_plain = typed.filters == Filters() and reader.viewer == PUBLIC
    if results.asked.parts and not results.total and is_plain:
        note_miss(typed.q, at=reader.at)
    shown = [hit.entry for hit in (*results.hits, *results.also)]
    seen = _seen(reader, [*shown, *([lead.entry] if lead else [])])
    names = _names(Body, {entry.body for entry in shown}.union(results.facets.get("body", ())))
    groups = _groups(typed, results, names)
    return {
        "results": results,
        "lead": _led(lead, seen),
        "hits": [_line(hit, names) for hit in results.hits if hit.entry.code in seen],
        "also": [_line(hit, names) for hit in results.also if hit.entry.code in seen],
        "first": typed.after + 1,
        "last": typed.after + len(results.hits),
        "mode_words": _MODES.get(results.mode, "") if results.total else "",
        "offers": [(one, urlencode({"q": one.text})) for one in results.offers],
        "groups": groups,
        "chosen": [one for group in groups for one in group["choices"] if one["is_chosen"]]
        + _chosen_days(typed),
        "earlier": typed.query(after=typed.after - PAGE_SIZE) if typed.after else "",
        "later": typed.query(after=results.after) if results.after else "",
    }


def _line(hit: Hit, names: Mapping[str, str]) -> dict[str, Any]:
    place = f"/i/{hit.entry.code}/"
    if hit.article:
        place += f"#{article_anchor(hit.article)}"
    return {"hit": hit, "place": place, "body": names.get(hit.entry.body, "")}


def _led(lead: Lead | None, seen: set[str]) -> dict[str, Any] | None:
    if lead is None or lead.entry.code not in seen:
        return None
    anchor = article_anchor(lead.article.forms[0])
    return {"lead": lead, "place": f"/i/{lead.entry.code}/#{anchor}"}


def _names(kind: type[Body | Section], slugs: Collection[str]) -> dict[str, str]:
    """Return the names of bodies or sections in the language of the page; one query."""
    things = kind.objects.filter(slug__in=slugs).only("slug", "name", "name_en")
    return {one.slug: name_in(one) for one in things}


def _groups(typed: _Typed, results: Results, bodies: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the filters: each choice with its true count and the address that makes it."""
    if not results.facets:
        return []
    counts = results.facets
    sections = _names(Section, counts["section"])
    validities = {one.value: str(one.label) for one in Validity}
    kinds = {kind: str(label) for kind, label in KINDS.items()}
    years = {year: year for year in sorted(counts["year"], reverse=True)}
    labelled = (
        ("section", _("栏目"), sections),
        ("body", _("发布机构"), bodies),
        ("year", _("公开年份"), years),
        ("validity", _("效力状况"), validities),
        ("kind", _("种类"), kinds),
    )
    found = []
    for name, label, names in labelled:
        choices = _choices(typed, name, counts[name], names)
        shown = choices if typed.is_unfolded else _most(choices)
        if choices:
            more = typed.query(unfolded="1") if len(shown) < len(choices) else ""
            found.append({"label": label, "choices": shown, "all": len(choices), "more": more})
    return found


def _most(choices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the choices with the most finds and the chosen one, in the order they had."""
    most = sorted(choices, key=lambda one: (not one["is_chosen"], -one["count"]))[:MOST_CHOICES]
    return [one for one in choices if one in most]


def _chosen_days(typed: _Typed) -> list[dict[str, Any]]:
    """Return the days the finds are narrowed to, as a filter that can be taken off."""
    if not typed.filters.first_day and not typed.filters.last_day:
        return []
    label = f"{typed.days['since']} — {typed.days['until']}".strip()
    return [{"label": label, "query": typed.query(since="", until="")}]


def _choices(
    typed: _Typed, name: str, counts: dict[str, int], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    chosen = getattr(typed.filters, name)
    return [
        {
            "label": names[value],
            "count": counts[value],
            "is_chosen": value == chosen,
            "query": typed.query(**{name: "" if value == chosen else value}),
        }
        for value in names
        if value in counts
    ]

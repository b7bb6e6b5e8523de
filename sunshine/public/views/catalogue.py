"""The catalogue of everything public, with filters; and exactly that list as open data (B2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunshine.orgs.models import Body
from sunshine.public.baking.data.lines import COLUMNS, SCHEMA, as_csv, line_of, pretty_json
from sunshine.public.catalogue.answering import BadCursor, answers, counts_of, page_of
from sunshine.public.catalogue.asked import (
    MADE,
    NEWEST,
    OLDEST,
    Asked,
    UnknownFilter,
    read_asked,
)
from sunshine.public.face import answer, frame
from sunshine.public.wording import name_in
from sunshine.publishing.models import Item, Section, Validity
from sunshine.ui.shell import Crumb, PageMeta

_CHUNK = 500
_OPEN = "public, max-age=0, must-revalidate"
_ORDERS = {
    NEWEST: ("-published_here", "-pk"),
    OLDEST: ("published_here", "pk"),
    MADE: ("-current__made_on", "-pk"),
}
_SORTS = {
    NEWEST: gettext_lazy("最近公开的在前"),
    OLDEST: gettext_lazy("最早公开的在前"),
    MADE: gettext_lazy("最近生成的在前"),
}


@require_safe
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Show the page of the catalogue that was asked for; 400 if part of it cannot be read."""
    asked, body = _read(request)
    items = answers(asked, body)
    cursor_error = ""
    try:
        page = page_of(items, asked.sort, request.GET.get("after", ""))
    except BadCursor:
        cursor_error = _("翻页的位置无法识别，现在显示第一页。请从这里翻起。")
        page = page_of(items, asked.sort, "")
    count = items.count()
    shell = frame(request)
    title = _("政府信息公开目录")
    query = asked.query()
    context: dict[str, Any] = {
        "asked": asked,
        "items": page.items,
        "count": count,
        "first": page.before + 1,
        "last": page.before + len(page.items),
        "earlier": _with_cursor(query, page.earlier),
        "later": _with_cursor(query, page.later),
        "cursor_error": cursor_error,
        "chosen": _chosen(asked, body),
        "choices": _choices(asked, body),
        "query": query,
        "here": shell.at("/catalogue/"),
        "title": title,
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
        "meta": PageMeta(column_name=title, column_type=title),
    }
    status = 400 if asked.errors or cursor_error else 200
    return answer(request, "public/search.html", context, shell=shell, status=status, cache=_OPEN)


@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the list that was asked for as CSV (RFC 4180, UTF-8 with a mark)."""
    return _download(_csv_lines(_asked_items(request)), "text/csv; charset=utf-8", "csv")


@require_safe
def export_json(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the list that was asked for as JSON, each item as in the yearly shards."""
    asked, _body = _read(request)
    lines = _json_lines(_asked_items(request), asked.query())
    return _download(lines, "application/json; charset=utf-8", "json")


def _read(request: HttpRequest) -> tuple[Asked, Body | None]:
    try:
        asked = read_asked(request.GET.dict())
    except UnknownFilter as error:
        raise Http404 from error
    body = None
    if asked.body:
        body = Body.objects.filter(slug=asked.body).first()
        if body is None:
            raise Http404
    if asked.section and not Section.objects.filter(slug=asked.section).exists():
        raise Http404
    return asked, body


def _asked_items(request: HttpRequest) -> QuerySet[Item]:
    asked, body = _read(request)
    if asked.errors:
        raise Http404
    return answers(asked, body).order_by(*_ORDERS[asked.sort])


def _csv_lines(items: QuerySet[Item]) -> Iterator[bytes]:
    yield as_csv([], COLUMNS)
    mark_and_head = len(as_csv([], COLUMNS))
    for item in items.iterator(chunk_size=_CHUNK):
        yield as_csv([line_of(item)], COLUMNS)[mark_and_head:]


def _json_lines(items: QuerySet[Item], query: str) -> Iterator[bytes]:
    head = pretty_json({"schema": SCHEMA, "query": query}).decode().rstrip()
    yield f'{head[:-2]},\n "items": ['.encode()
    between = "\n"
    for item in items.iterator(chunk_size=_CHUNK):
        line = pretty_json(line_of(item)).decode().rstrip().replace("\n", "\n  ")
        yield f"{between}  {line}".encode()
        between = ",\n"
    yield b"\n ]\n}\n"


def _download(lines: Iterator[bytes], kind: str, ending: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="catalogue.{ending}"'
    response["Cache-Control"] = _OPEN
    return response


def _with_cursor(query: str, cursor: str) -> str:
    if not cursor:
        return ""
    return f"{query}&after={cursor}" if query else f"after={cursor}"


def _chosen(asked: Asked, body: Body | None) -> list[tuple[str, str]]:
    """Return what is filtered by, each with the query that leaves it out."""
    chosen: list[tuple[str, str]] = []
    if asked.q:
        chosen.append((_("含“%(words)s”") % {"words": asked.q}, asked.query(q="")))
    if body is not None:
        chosen.append((name_in(body), asked.query(body="", below=False)))
    if asked.section:
        section = Section.objects.filter(slug=asked.section).first()
        chosen.append((name_in(section) if section else "", asked.query(section="")))
    if asked.in_year is not None:
        chosen.append((_("%(year)s年公开") % {"year": asked.year}, asked.query(year="")))
    if asked.validity:
        chosen.append((str(Validity(asked.validity).label), asked.query(validity="")))
    if asked.subject:
        chosen.append((asked.subject, asked.query(subject="")))
    if asked.number:
        chosen.append((asked.number, asked.query(number="")))
    if asked.first_day or asked.last_day:
        days = f"{asked.made_from} — {asked.made_until}"
        chosen.append((days, asked.query(made_from="", made_until="")))
    return chosen


def _choices(asked: Asked, body: Body | None) -> dict[str, Any]:
    """Return the choices of every filter with their true counts."""
    counts = counts_of(asked, body)
    return {
        "bodies": [
            (one, "　" * (one.path.count("/") - 1), counts.bodies.get(one.pk, 0))
            for one in Body.objects.order_by("path")
        ],
        "sections": counts.sections,
        "years": [(str(year), count) for year, count in counts.years],
        "validities": [
            (validity.value, validity.label, counts.validities.get(validity.value, 0))
            for validity in Validity
        ],
        "sorts": list(_SORTS.items()),
    }

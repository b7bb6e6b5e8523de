"""Search for programs: the engine finds, the one query of visibility has the last word."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router

from sunshine.api import cursors, reading
from sunshine.api.asked import Day, PageAsked, Short, Slug, Year, refuse_unknown
from sunshine.api.problems import Problem
from sunshine.api.shapes import ItemLine, Page, Validity
from sunshine.publishing.searching import index_dir
from sunshine.search import engine
from sunshine.search.matching import Filters
from sunshine.search.snippets import markup
from sunshine.search.store import IndexUnusable
from sunshine.search.ways import Sort

router = Router()


class SearchAsked(PageAsked):
    q: str = Field(description=_("要找的字词；加引号为整句，减号为不含，文号和索引号照原文"))
    body: Slug | None = Field(None, description=_("发布机构的代号"))
    below: Slug | None = Field(None, description=_("只要这个机关和它的下级"))
    section: Slug | None = Field(None, description=_("栏目的代号"))
    year: Year | None = Field(None, description=_("公开的年份"))
    validity: Validity | None = Field(None, description=_("效力状况"))
    kind: Short | None = Field(None, description=_("种类：rule、guide、document或者other"))
    published_from: Day | None = Field(None, description=_("公开日期不早于"))
    published_until: Day | None = Field(None, description=_("公开日期不晚于"))
    sort: Literal["relevance", "newest", "title"] = Field(
        "relevance", description=_("按相关程度、公开时间或者标题的拼音")
    )


class SearchLine(ItemLine):
    snippet: str = Field(description=_("找到的那一段，纯文字"))
    snippet_html: str = Field(description=_("同一段，找到的字词用mark标出"))
    article: str = Field(description=_("问的是某一条时，这件里的那一条"))


class SearchPage(Page[SearchLine]):
    mode: str = Field(description=_("怎样理解所问的：exact为照字面，其余为放宽之后"))


@router.get(
    "/search",
    response=SearchPage,
    summary=_("搜索"),
    description=_("在公开的全部信息里找。总数准确；找到的段落里只有公开的文字。"),
    operation_id="search",
)
def search(
    request: HttpRequest, response: HttpResponse, asked: Query[SearchAsked]
) -> dict[str, Any]:
    """Return a page of finds; one query for what the page shows."""
    refuse_unknown(request, SearchAsked)
    question = asked.model_dump(exclude={"cursor"}, mode="json")
    after = 0
    if asked.cursor:
        after = int(cursors.read(asked.cursor, question, request.path, parts=1)[0])
    found = _found(asked, after)
    codes = [hit.entry.code for hit in found.hits]
    shown = {item.code: item for item in reading.public_items().filter(code__in=codes)}
    lines = [_line(shown[hit.entry.code], hit) for hit in found.hits if hit.entry.code in shown]
    following = ""
    if found.after:
        cursor = cursors.write([str(found.after)], question, request.path)
        following = cursors.address(request.path, question, cursor)
        response["Link"] = f'<{following}>; rel="next"'
    # What was taken down a moment ago may still stand in the index, but is not told of.
    total = found.total - (len(codes) - len(lines))
    return {"total": total, "items": lines, "next": following or None, "mode": found.mode.value}


def _found(asked: SearchAsked, after: int) -> engine.Results:
    filters = Filters(
        section=asked.section or "",
        body=asked.body or "",
        under=asked.below or "",
        year=str(asked.year or ""),
        validity=asked.validity or "",
        kind=asked.kind or "",
        first_day=asked.published_from.toordinal() if asked.published_from else 0,
        last_day=asked.published_until.toordinal() if asked.published_until else 0,
    )
    try:
        return engine.find(
            asked.q,
            root=index_dir(),
            filters=filters,
            sort=Sort(asked.sort),
            limit=asked.limit,
            after=after,
            with_offers=False,
        )
    except IndexUnusable as error:
        raise Problem("search-unavailable", status=503) from error


def _line(item: Any, hit: engine.Hit) -> dict[str, Any]:
    return {
        **reading.line_of(item),
        "snippet": "".join(piece.text for piece in hit.snippet),
        "snippet_html": str(markup(hit.snippet)),
        "article": hit.article,
    }

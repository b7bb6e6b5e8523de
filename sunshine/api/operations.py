"""The operations of version 1. Each answers one question and writes nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from sunshine.api import reading
from sunshine.api.asked import BodiesAsked, ItemsAsked, PageAsked, refuse_unknown
from sunshine.api.problems import Problem
from sunshine.api.shapes import (
    BodyLine,
    BodyText,
    CatalogueLine,
    Door,
    EditionLine,
    EditionText,
    Figures,
    ItemLine,
    ItemText,
    Page,
    SectionLine,
)
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.publishing.models import ItemState, Section, SectionPromise
from sunshine.publishing.openness import shares_by_year
from sunshine.publishing.visibility import PUBLIC, listed, public_of

VERSION = "1.0.0"
NAME = _("阳光政务公开接口")
ABOUT = _("主动公开的全部政府信息，供程序读取：不要登记，不要密钥，不收费。")
router = Router()


@router.get(
    "/", response=Door, summary=_("入口"), description=_("从哪里读起。"), operation_id="door"
)
def show_door(request: HttpRequest) -> dict[str, Any]:
    """Return where to begin."""
    refuse_unknown(request)
    names = ("items", "catalogue", "sections", "bodies", "figures", "search")
    return {
        "name": NAME,
        "about": ABOUT,
        "version": VERSION,
        "openapi": reading.site("/api/v1/openapi.json"),
        "reference": reading.site("/api/"),
        "links": {name: reading.site(f"/api/v1/{name}") for name in names},
    }


@router.get(
    "/items",
    response=Page[ItemLine],
    summary=_("条目清单"),
    description=_("公开的条目，最近公开的在前；可以按机关、栏目、年份、效力等筛选。"),
    operation_id="items",
)
def list_items(
    request: HttpRequest, response: HttpResponse, asked: Query[ItemsAsked]
) -> dict[str, Any]:
    """Return a page of items; three or four queries."""
    refuse_unknown(request, ItemsAsked)
    items, total, following = reading.page_of(reading.answers(asked), asked, request.path)
    return _page(response, total, [reading.line_of(item) for item in items], following)


@router.get(
    "/items/{code}",
    response=ItemText,
    summary=_("一个条目"),
    description=_(
        "一件信息的要素、正文、附件和历次版本。已撤回的写明撤回的时间和原因；已转移的转到新的编号。"
    ),
    operation_id="item",
)
def show_item(request: HttpRequest, code: str) -> Any:
    """Return an item, or where a moved one is; five queries."""
    refuse_unknown(request)
    item = reading.item_of(code)
    if item.state != ItemState.MOVED:
        return reading.text_of(item)
    target = item.moved_to
    if target is None:
        raise Problem("not-found", status=404)
    answer = HttpResponse(status=301)
    answer["Location"] = f"/api/v1/items/{target.code}"
    return answer


@router.get(
    "/items/{code}/editions",
    response=Page[EditionLine],
    summary=_("历次版本"),
    description=_("一件信息公开过的各版，最新的在前。"),
    operation_id="editions",
)
def list_editions(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the editions of an item; two queries."""
    refuse_unknown(request)
    item = _still_here(code)
    editions = reading.editions_of(item)
    lines = [reading.edition_line(item, edition) for edition in reversed(editions)]
    return {"total": len(lines), "items": lines, "next": None}


@router.get(
    "/items/{code}/editions/{number}",
    response=EditionText,
    summary=_("一个版本"),
    description=_("一件信息的某一版的要素、正文和附件。"),
    operation_id="edition",
)
def show_edition(request: HttpRequest, code: str, number: int) -> dict[str, Any]:
    """Return an edition with its text; three queries."""
    refuse_unknown(request)
    item = _still_here(code)
    for edition in reading.editions_of(item):
        if edition.number == number:
            return reading.edition_text(item, edition)
    raise Problem("not-found", status=404)


@router.get(
    "/catalogue",
    response=Page[CatalogueLine],
    summary=_("公开目录"),
    description=_("政府信息公开目录的条目，各列与下载的目录文件相同（条例第十二条）。"),
    operation_id="catalogue",
)
def list_catalogue(
    request: HttpRequest, response: HttpResponse, asked: Query[ItemsAsked]
) -> dict[str, Any]:
    """Return a page of the catalogue; three or four queries."""
    refuse_unknown(request, ItemsAsked)
    items, total, following = reading.page_of(reading.answers(asked), asked, request.path)
    return _page(response, total, [reading.catalogue_line(item) for item in items], following)


@router.get(
    "/sections",
    response=Page[SectionLine],
    summary=_("栏目"),
    description=_("全部公开栏目，以及各栏目公开了多少条。"),
    operation_id="sections",
)
def list_sections(
    request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the open sections by rank; three queries."""
    refuse_unknown(request, PageAsked)
    sections = Section.objects.filter(closed=None).order_by("rank", "pk")
    count = sections.count()
    shown, following = reading.numbered_page(asked, request.path, count)
    lines = reading.section_lines(sections[shown], listed(PUBLIC), {})
    return _page(response, count, lines, following)


@router.get(
    "/bodies",
    response=Page[BodyLine],
    summary=_("机关"),
    description=_("全部机关，上级在前，连同已经撤销的。"),
    operation_id="bodies",
)
def list_bodies(
    request: HttpRequest, response: HttpResponse, asked: Query[BodiesAsked]
) -> dict[str, Any]:
    """Return bodies in the order of the tree; three or four queries."""
    refuse_unknown(request, BodiesAsked)
    bodies = Body.objects.select_related("parent", "successor").order_by("path")
    if asked.below is not None:
        bodies = bodies.filter(path__startswith=reading.body_of(asked.below).path)
    count = bodies.count()
    shown, following = reading.numbered_page(asked, request.path, count)
    return _page(response, count, reading.body_lines(list(bodies[shown])), following)


@router.get(
    "/bodies/{slug}",
    response=BodyText,
    summary=_("一个机关"),
    description=_("一个机关的联系方式、公开工作机构、办税服务厅和栏目。"),
    operation_id="body",
)
def show_body(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return a body with its offices and sections; six queries."""
    refuse_unknown(request)
    body = reading.body_of(slug)
    sections = Section.objects.filter(set__slug=body.section_set, closed=None)
    promises = SectionPromise.objects.filter(body=body).values_list("section", "update_days")
    return {
        **reading.body_lines([body])[0],
        "region_code": body.region_code,
        "credit_code": body.credit_code,
        "address": body.address,
        "hours": body.office_hours,
        "telephone": body.telephone,
        "duties": body.duties,
        "disclosure_office": {
            "name": body.disclosure_office,
            "address": body.disclosure_address,
            "hours": body.disclosure_hours,
            "telephone": body.disclosure_telephone,
        },
        "halls": [
            {
                "name": hall.name,
                "address": hall.address,
                "hours": hall.office_hours,
                "telephone": hall.telephone,
            }
            for hall in body.halls.filter(closed=None)
        ],
        "feed": reading.site(f"/b/{body.slug}/feed.atom"),
        "sections": reading.section_lines(
            sections.order_by("rank", "pk"), public_of(body), dict(promises)
        ),
    }


@router.get(
    "/figures/{slug}",
    response=Figures,
    summary=_("公开比例"),
    description=_("一个机关形成的文件各年有多少主动公开、依申请公开、不予公开，以及是否按期。"),
    operation_id="figures",
)
def show_figures(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return how open a body is; five queries."""
    refuse_unknown(request)
    body, on = reading.body_of(slug), beijing_day(timezone.now())
    counted = ("year", "total", "proactive", "on_request", "withheld", "in_time", "late")
    return {
        "body": {"slug": body.slug, "name": body.name},
        "on": on,
        "items": public_of(body).count(),
        "years": [
            {
                **{name: getattr(one, name) for name in (*counted, "overdue", "waiting")},
                "kept_percent": None if one.kept is None else float(one.kept),
                "grounds": dict(one.grounds),
            }
            for one in shares_by_year(body, on)
            if one.total
        ],
        "url": reading.site(f"/b/{body.slug}/figures/"),
    }


@router.get(
    "/figures",
    response=Figures,
    summary=_("全省最高一级机关的公开比例"),
    description=_("不指明机关时，看最高一级机关。"),
    operation_id="figures_of_root",
)
def show_root_figures(request: HttpRequest) -> dict[str, Any]:
    """Return the figures of the highest body; six queries."""
    root = Body.objects.filter(parent__isnull=True).order_by("path").first()
    if root is None:
        raise Http404
    return show_figures(request, root.slug)


def _still_here(code: str) -> Any:
    item = reading.item_of(code)
    if item.state == ItemState.MOVED:
        raise Problem("not-found", status=404)
    return item


def _page(
    response: HttpResponse, total: int, lines: list[dict[str, Any]], following: str
) -> dict[str, Any]:
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return {"total": total, "items": lines, "next": following or None}

"""Finding a matter, one's own list of materials, and sheets to print (rows B4, E2)."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.kit.papers.hall_sheet import Sheet, Size
from sunshine.matters.asking import own_list
from sunshine.matters.books import book_given_out, book_pdf
from sunshine.matters.codes import categories
from sunshine.matters.filling import board_content
from sunshine.matters.finding import LONGEST_TYPED, found
from sunshine.matters.sheets import board_sheet, guide_sheet, printed
from sunshine.matters.standing import Standing, guide_of, guides_for
from sunshine.orgs.models import Body, Hall
from sunshine.public.baking.pages.matters import MATTERS, list_of
from sunshine.public.face import answer, frame, reader_of
from sunshine.public.guide_facts import MaterialLine
from sunshine.ui.shell import Crumb, PageMeta

_OPEN = "public, max-age=0, must-revalidate"
_SHEET = "public, max-age=300"
_SIZES: dict[str, Size] = {"a4": "a4", "a3": "a3", "leaflet": "leaflet"}


@require_safe
def find_matter(request: HttpRequest, body: str) -> HttpResponse:
    """Show the guides that answer to words, to who somebody is, or to what happened to him."""
    speaker = _body(body)
    shell = frame(request, speaker, door="matters")
    typed = request.GET.get("q", "").strip()[:LONGEST_TYPED]
    who, event = request.GET.get("who", ""), request.GET.get("event", "")
    if (who and who not in categories("who")) or (event and event not in categories("events")):
        raise Http404
    every = guides_for(speaker, reader_of(request).on)
    answers = found(every, typed=typed, who=who, event=event)
    chosen = [categories("who").get(who), categories("events").get(event)]
    title = str(MATTERS)
    home = shell.at(f"/b/{speaker.slug}/matters/")
    context = {
        **list_of(speaker, every, shell),
        "body": speaker,
        "title": title,
        "guides": [(one, shell.at(one.address)) for one in answers],
        "asked": {"q": typed, "chosen": [str(one) for one in chosen if one], "home": home},
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(title, home), Crumb(_("查找"))],
        "meta": PageMeta(column_name=title, column_type=title),
    }
    return answer(request, "public/matters.html", context, shell=shell, cache=_OPEN)


@require_safe
def own_materials(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a few questions and show which materials one's own case needs."""
    standing = _guide(request, code)
    shell = frame(request, standing.matter.body, door="matters")
    guide = standing.guide
    answers = {one.key: request.GET.get(one.key, "") for one in guide.questions}
    mine = own_list(guide, answers)
    here = shell.at(standing.address)
    context = {
        "standing": standing,
        "guide": guide,
        "questions": [(one, answers[one.key]) for one in guide.questions],
        "is_answered": any(answers.values()),
        "mine": mine,
        "needed": [MaterialLine(one, None) for one in mine.needed],
        "sometimes": [MaterialLine(one, None) for one in mine.sometimes],
        "here": shell.at(f"{standing.address}materials/"),
        "guide_url": here,
        "crumbs": [
            Crumb(_("首页"), shell.body_url),
            Crumb(str(MATTERS), shell.at(f"/b/{standing.matter.body.slug}/matters/")),
            Crumb(guide.name, here),
            Crumb(_("我的材料")),
        ],
    }
    return answer(request, "public/own_materials.html", context, shell=shell, cache=_OPEN)


@require_safe
def send_guide_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Send the guide as one sheet, PDF; ``large=1`` in large type."""
    standing = _guide(request, code)
    on = reader_of(request).on
    return _pdf(request, guide_sheet(standing, on), "a4")


@require_safe
def send_board(request: HttpRequest, body: str, hall: str, board: str) -> HttpResponse:
    """Send a board of a hall as PDF: ``size`` a4 (board), a3 (poster) or leaflet."""
    size = _SIZES.get(request.GET.get("size", "a4"))
    on = reader_of(request).on
    content = board_content(_hall(body, hall, on), board, on)
    if size is None or content is None:
        raise Http404
    sheet = board_sheet(content, address=f"/b/{body}/boards/")
    return _pdf(request, sheet, size)


@require_safe
def send_handbook(request: HttpRequest, body: str, hall: str) -> HttpResponse:
    """Send the newest edition of the handbook of a hall as PDF."""
    on = reader_of(request).on
    book = book_given_out(_hall(body, hall, on))
    if book is None:
        raise Http404
    try:
        return _file(book_pdf(book))
    except Refused as refused:
        return HttpResponse(str(refused), status=503, content_type="text/plain; charset=utf-8")


def _guide(request: HttpRequest, code: str) -> Standing:
    standing = guide_of(code, beijing_day(reader_of(request).at))
    if standing is None:
        raise Http404
    return standing


def _body(slug: str) -> Body:
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise Http404
    return body


def _hall(body: str, slug: str, on: date) -> Hall:
    hall = Hall.objects.filter(body__slug=body, slug=slug).select_related("body").first()
    if hall is None or (hall.closed is not None and hall.closed <= on):
        raise Http404
    return hall


def _pdf(request: HttpRequest, sheet: Sheet, size: Size) -> HttpResponse:
    try:
        return _file(printed(sheet, size=size, large=request.GET.get("large") == "1"))
    except Refused as refused:
        return HttpResponse(str(refused), status=503, content_type="text/plain; charset=utf-8")


def _file(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = _SHEET
    response["X-Robots-Tag"] = "noindex"
    return response

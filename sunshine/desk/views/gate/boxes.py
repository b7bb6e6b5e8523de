"""Blacking out (涂黑): boxes over the pages of a file, drawn, or written as page and percent.

The rows of the form are the truth; a script draws them over the page and writes them. Turning
the page sends the form too, so that nothing typed is lost without the script.
"""

import math
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

import sunshine.desk.reasons  # noqa: F401 - registers the sentences
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.refusals import sentence
from sunshine.desk.views.gate.shown import Found, groups_of
from sunshine.desk.views.publishing.findings import item_crumbs, written_edition
from sunshine.files.kinds import GIF, JPEG, PDF, PNG, WEBP
from sunshine.gate.explaining import file_sentence
from sunshine.gate.models import Finding
from sunshine.gate.page_pictures import page_picture, pages_of
from sunshine.gate.parts import FILE
from sunshine.gate.serving import why_not_serve
from sunshine.kit.errors import Reason, Refused
from sunshine.publishing.actions.clean_copies import clean_file, why_not_clean_file
from sunshine.publishing.models import Attachment, Edition
from sunshine.scanning.clean_copies import Box
from sunshine.ui.shell import Crumb

FIELDS = ("page", "left", "top", "width", "height")
_PLACE = FIELDS[1:]
_PAGED = {kind.media_type for kind in (PDF, PNG, JPEG, GIF, WEBP)}
_MOST_ROWS = 200
_EMPTY_ROWS = 3
_publisher = role(*PUBLISHING)

Row = Mapping[str, str]


def paged_files(edition: Edition) -> list[Attachment]:
    """Return the files of ``edition`` that have pages to black out; one query."""
    standing = edition.attached.select_related("attachment")
    return [one.attachment for one in standing if one.attachment.media_type in _PAGED]


def boxes_of(given: QueryDict) -> list[Box]:
    """Return the places written in; rows left empty are none.

    Raises Refused("box-unfit") naming the first row that is no place on a page.
    """
    rows = rows_of(given)
    return [_box(number, row) for number, row in enumerate(rows, 1) if _is_written(row)]


def rows_of(given: QueryDict) -> list[Row]:
    """Return the rows as they were typed; what one of them lacks is empty."""
    columns = [given.getlist(field)[:_MOST_ROWS] for field in FIELDS]
    count = max(map(len, columns))
    return [
        {
            field: column[number].strip() if number < len(column) else ""
            for field, column in zip(FIELDS, columns, strict=True)
        }
        for number in range(count)
    ]


def _is_written(row: Row) -> bool:
    return any(row[field] for field in _PLACE)


def _box(number: int, row: Row) -> Box:
    try:
        page = int(row["page"])
        left, top, width, height = (float(row[field]) / 100 for field in _PLACE)
    except ValueError:
        raise Refused("box-unfit", row=number) from None
    sides = (left, top, width, height)
    on_page = all(map(math.isfinite, sides)) and 0 <= left < 1 and 0 <= top < 1
    if not (1 <= page <= 100_000 and on_page and width > 0 and height > 0):
        raise Refused("box-unfit", row=number)
    return Box(page, left, top, min(left + width, 1.0), min(top + height, 1.0))


@_publisher
def black_out(request: StaffRequest, code: str, number: int, file: str) -> HttpResponse:
    """Show a page of a file with its boxes; ask for the clean copy when told so."""
    edition, attachment = _written(request, code, number, file)
    if request.method != "POST" or request.POST.get("act") != "black-out":
        return _page(request, edition, attachment)
    values = {one.row.pk: one.row for one in _values(edition, attachment)}
    masks = [values[int(key)] for key in request.POST.getlist("mask") if _known(key, values)]
    try:
        boxes = boxes_of(request.POST)
        if not boxes and not masks:
            raise Refused("cleaning-nothing")
        clean_file(edition, attachment, masks=masks, boxes=boxes, by=request.person, at=request.at)
    except Refused as refused:
        return _page(request, edition, attachment, refused)
    messages.success(request, _("正在制作净本，完成后自动替换附件。原件封存，不再公开。"))
    return redirect("desk:gate", code, number)


@_publisher
def stage(request: StaffRequest, code: str, number: int, file: str, page: int) -> HttpResponse:
    """Return the part that shows one page, or that it is being drawn."""
    edition, attachment = _written(request, code, number, file)
    response = render(request, "desk/gate/stage.html", _stage(request, edition, attachment, page))
    response["Cache-Control"] = "private, no-store"
    return response


@_publisher
def picture(request: StaffRequest, code: str, number: int, file: str, page: int) -> HttpResponse:
    """Return a page as PNG; raise Http404 while it is not drawn, and for a sealed file."""
    _edition, attachment = _written(request, code, number, file)
    drawn = page_picture(attachment.digest, page, request.at)
    if drawn is None or drawn.png is None:
        raise Http404
    response = HttpResponse(bytes(drawn.png), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _written(
    request: StaffRequest, code: str, number: int, file: str
) -> tuple[Edition, Attachment]:
    edition = written_edition(request, code, number)
    attachment = get_object_or_404(Attachment, code=file, standing__edition=edition)
    if attachment.media_type not in _PAGED or why_not_serve(attachment.digest, ""):
        raise Http404
    return edition, attachment


def _known(key: str, values: Mapping[int, Finding]) -> bool:
    return key.isdecimal() and int(key) in values


def _values(edition: Edition, attachment: Attachment) -> list[Found]:
    part = f"{FILE}{attachment.code}"
    return [one for group in groups_of(edition) if group.part == part for one in group.values]


def _page(
    request: StaffRequest, edition: Edition, attachment: Attachment, refused: Refused | None = None
) -> HttpResponse:
    by, given = request.person, request.POST
    told = refused.reasons if refused else []
    reasons: Sequence[Reason] = why_not_clean_file(edition, attachment, by=by, on=request.today)
    shown = _number(given.get("show") or given.get("shown"), pages_of(attachment.digest))
    context = {
        **_stage(request, edition, attachment, shown),
        "rows": _with_empty(rows_of(given) if given else [], shown),
        "values": _values(edition, attachment),
        "ticked": given.getlist("mask"),
        "is_first": not given,
        "reasons": reasons,
        "refused": [sentence(one) for one in told],
    }
    gate = reverse("desk:gate", args=[edition.item.code, edition.number])
    way = [*item_crumbs(edition.item, edition), Crumb(_("发布前检查"), gate), Crumb(_("涂黑"))]
    status = 422 if refused else 200
    return render_desk(
        request, "desk/gate/black_out.html", context, current="items", crumbs=way, status=status
    )


def _stage(
    request: StaffRequest, edition: Edition, attachment: Attachment, page: int
) -> dict[str, object]:
    count = pages_of(attachment.digest)
    if not 1 <= page <= count:
        raise Http404
    drawn = page_picture(attachment.digest, page, request.at)
    if drawn is None:
        raise Http404
    return {
        "edition": edition,
        "item": edition.item,
        "file": attachment,
        "shown": page,
        "count": count,
        "drawn": drawn,
        "trouble": file_sentence(drawn.code, drawn.facts) if drawn.code else "",
    }


def _number(given: str | None, count: int) -> int:
    page = int(given) if given and given.isdecimal() and len(given) < 7 else 1
    return min(max(page, 1), count)


def _with_empty(rows: Sequence[Row], page: int) -> list[Row]:
    """Return the rows that say something, and some to write in."""
    written = [row for row in rows if _is_written(row)]
    empty = {"page": str(page), **dict.fromkeys(_PLACE, "")}
    return [*written, *[empty] * min(_EMPTY_ROWS, _MOST_ROWS - len(written))]

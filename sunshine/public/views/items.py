"""Items for a named group, the staff or a place (row B8): for everybody else they do not exist.

They stand at the same addresses as public ones and are never in the record. Nobody gets the
finished page of what was never there, before any question to the database.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.public.baking.data.attachments import attachment_address
from sunshine.public.baking.readings import SHOWN_EDITIONS, shown_editions
from sunshine.public.face import PRIVATE, Reader, answer, frame, reader_of
from sunshine.public.item_facts import (
    crumbs_of,
    diff_blocks,
    differing_facts,
    edition_address,
    gather,
    item_address,
    page_of,
)
from sunshine.publishing.actions.looking import look
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Attachment, Audience, Edition, EditionState, Item, ItemState
from sunshine.publishing.visibility import readable
from sunshine.rulebook.comparing import compare
from sunshine.ui.shell import Crumb


def find_item(reader: Reader, code: str) -> Item:
    """Return the item if it is addressed to ``reader``; raise Http404 for anything else."""
    if reader.person is None:
        raise Http404
    items = readable(reader.viewer).exclude(audience=Audience.PUBLIC).exclude(state=ItemState.MOVED)
    related = items.select_related("body", "section", "current", "responsible_post")
    item = related.filter(code=code).first()
    if item is None or item.current is None:
        raise Http404
    return item


def _note(request: HttpRequest, reader: Reader, item: Item, what: str) -> None:
    """Note that the reader has opened it; asking for the headers alone shows nothing."""
    if reader.person is not None and request.method == "GET":
        look(item, what=what, by=reader.person, at=reader.at)


@require_safe
def show_item(request: HttpRequest, code: str) -> HttpResponse:
    """Show the current edition."""
    reader = reader_of(request)
    item = find_item(reader, code)
    if item.current is None:
        raise Http404
    _note(request, reader, item, "page")
    shell = frame(request, item.body, door="mine")
    found = gather(item, item.current, list(shown_editions(item)))
    found["related"] = list(
        readable(reader.viewer)
        .filter(pk__in=item.related.values("pk"), state=ItemState.PUBLISHED)
        .select_related("body", "section", "current")
    )
    context = {**page_of(found, shell), "audience_note": _audience_note(item)}
    return answer(request, "public/item.html", context, shell=shell)


@require_safe
def show_edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an old edition."""
    reader = reader_of(request)
    item = find_item(reader, code)
    editions = list(shown_editions(item))
    old = (one for one in editions if one.state == EditionState.SUPERSEDED)
    edition = next((one for one in old if one.number == number), None)
    if edition is None:
        raise Http404
    _note(request, reader, item, f"edition:{number}")
    shell = frame(request, item.body, door="mine")
    context = page_of(gather(item, edition, editions), shell)
    context["crumbs"] = crumbs_of(item, shell, Crumb(_("第%(number)d版") % {"number": number}))
    context["audience_note"] = _audience_note(item)
    return answer(request, "public/edition.html", context, shell=shell)


@require_safe
def compare_editions(request: HttpRequest, code: str, older: int, newer: int) -> HttpResponse:
    """Compare two editions clause by clause."""
    reader = reader_of(request)
    item = find_item(reader, code)
    editions = {edition.number: edition for edition in shown_editions(item)}
    if older not in editions or newer not in editions:
        raise Http404
    _note(request, reader, item, f"comparison:{older}-{newer}")
    old, new = editions[older], editions[newer]
    shell = frame(request, item.body, door="mine")
    context = {
        "item": item,
        "older": old,
        "newer": new,
        "blocks": diff_blocks(compare(plain_text(old.content), plain_text(new.content))),
        "facts": differing_facts(old, new),
        "crumbs": crumbs_of(item, shell, Crumb(_("版次比较"))),
        "older_url": shell.at(_address(item, old)),
        "newer_url": shell.at(_address(item, new)),
    }
    return answer(request, "public/comparison.html", context, shell=shell)


@require_safe
def send_file(request: HttpRequest, code: str, name: str) -> HttpResponseBase:
    """Send an attachment of an item that is addressed to the reader."""
    reader = reader_of(request)
    if reader.person is None:
        raise Http404
    items = readable(reader.viewer).exclude(audience=Audience.PUBLIC).exclude(state=ItemState.MOVED)
    shown = Attachment.objects.filter(
        code=code, item__in=items, standing__edition__state__in=SHOWN_EDITIONS
    )
    attachment = shown.select_related("item__body").first()
    if attachment is None or attachment_address(code, attachment.name) != f"/f/{code}/{name}":
        raise Http404
    kept = StoredFile.objects.filter(sha256=attachment.digest, is_sealed=False).first()
    if kept is None or why_not_serve(kept.sha256, attachment.name):
        raise Http404
    _note(request, reader, attachment.item, f"file:{code}")
    response = FileResponse(
        open_content(kept),
        as_attachment=True,
        filename=attachment.name,
        content_type=kept.media_type,
    )
    response["Cache-Control"] = PRIVATE
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _address(item: Item, edition: Edition) -> str:
    if edition.pk == item.current_id:
        return item_address(item.code)
    return edition_address(item.code, edition.number)


def _audience_note(item: Item) -> str:
    if item.audience == Audience.STAFF:
        return _("本件只供系统内部阅读")
    if item.audience == Audience.PLACE:
        return _("本件只在指定场所公开")
    return _("本件只向特定人群公开")

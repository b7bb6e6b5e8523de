"""The bundle for a court: everything about a request, in order, paged, with proof of service."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.requests import bundle_parts as parts
from sunshine.desk.views.requests.findings import opened_request
from sunshine.inforequests.actions import enclosing
from sunshine.inforequests.models import InfoRequest, Purpose
from sunshine.kit.errors import Refused
from sunshine.kit.papers.binding import Bundle, CannotBeBound, Part, bound_apart

# A court reads Chinese, whatever the officer's language.
_LANGUAGE = "zh-hans"


@staff
def request_bundle(request: StaffRequest, number: int) -> HttpResponse:
    """Return the bundle as PDF; making it is an event."""
    info = opened_request(request, number)
    try:
        with override(_LANGUAGE):
            content = bound(bundle_of(info))
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("desk:case", info.case_id)
    enclosing.look(info, what="bundle", by=request.person, at=request.at)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="bundle-{info.case_id}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def bundle_of(info: InfoRequest) -> Bundle:
    """Return everything about the request in the order in which a court reads it."""
    found: list[Part] = [parts.application(info)]
    came = (Purpose.IDENTITY, Purpose.MANDATE, Purpose.SIGNATURE, Purpose.SCAN)
    found += parts.enclosures(info, came)
    found += parts.letters(info)
    found += parts.enclosures(info, (Purpose.CORRECTION, Purpose.PAYMENT, Purpose.OPINION))
    found += parts.handling(info)
    found += parts.enclosures(info, (Purpose.ANSWER,))
    found += parts.service(info)
    found += parts.enclosures(info, (Purpose.PROOF,))
    found += parts.remedies(info)
    found += parts.enclosures(info, (Purpose.REMEDY,))
    found += [*parts.clock(info), parts.course(info)]
    return Bundle(
        title=_("政府信息公开申请办理证据材料"),
        note=f"{info.body.name}　{info.case.number}　{info.case.title}",
        heads=(_("序号"), _("材料"), _("日期"), _("页码")),
        footer=_("第{page}页　共{pages}页"),
        unreadable=_("本件不能装订成页，原件另行提交。SHA-256：{digest}"),
        parts=found,
    )


def bound(bundle: Bundle) -> bytes:
    """Return the bundle as PDF; raise Refused if it cannot be bound here."""
    try:
        return bound_apart(bundle, fonts=Path(settings.HOME) / "fonts")
    except CannotBeBound as error:
        raise Refused("bundle-not-bound", problem=str(error)[-200:]) from error

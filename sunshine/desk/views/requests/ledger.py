"""The ledger of requests (台账): every request of a body and a year, as table, XLSX and print."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.cases.kinds import kind_of
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.cases.findings import crumbs
from sunshine.desk.views.publishing.lists import MOST_EXPORTED, Column, sheet_of, with_state
from sunshine.desk.views.requests.identity import channel_name
from sunshine.files.kinds import XLSX
from sunshine.inforequests.actions.exporting import export_ledger
from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.inforequests.letter_facts import identity_of
from sunshine.inforequests.models import (
    Delivery,
    FeeNotice,
    InfoRequest,
    InfoRequestQuerySet,
)
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.queries.ledger import of_office
from sunshine.kit.days import beijing_day
from sunshine.kit.papers.grid import Cell, xlsx_of
from sunshine.orgs.models import Body, Role
from sunshine.orgs.rights import bodies_of
from sunshine.ui.shell import Crumb

KEEPERS = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)
COLUMNS = (
    Column("number", gettext_lazy("编号"), ("case__year", "case__serial")),
    Column("received", gettext_lazy("收到日期"), ("case__received_on",)),
    Column("applicant", gettext_lazy("申请人")),
    Column("what", gettext_lazy("所需信息"), ("case__title",)),
    Column("state", gettext_lazy("状态"), ("state",)),
    Column("due", gettext_lazy("期限"), ("case__due",)),
    Column("outcome", gettext_lazy("结果"), ("outcome",)),
    Column("served", gettext_lazy("答复日期"), ("finished_on",)),
)


@role(*KEEPERS)
def ledger(request: StaffRequest) -> HttpResponse:
    """Show the ledger of a year: sought, filtered, sorted; as XLSX with everything in it."""
    bodies = _bodies(request)
    body = next((one for one in bodies if one.slug == request.GET.get("body")), bodies[0])
    year = _year(request)
    seen = of_office(request.person, request.today).filter(body=body)
    rows = sought(request.GET, seen, year)
    if request.GET.get("export") == "xlsx":
        return _exported(request, rows.order_by("case__year", "case__serial"), body, year)
    sheet = sheet_of(request, rows, COLUMNS, usual="-number")
    context = {
        "sheet": sheet,
        "rows": [_shown(info) for info in sheet.rows if isinstance(info, InfoRequest)],
        "bodies": bodies if len(bodies) > 1 else [],
        "body": body,
        "year": year,
        "years": range(request.today.year, request.today.year - 6, -1),
        "outcomes": [(key, one.name) for key, one in outcomes().items()],
        "given": request.GET,
        "export_url": with_state(request, export="xlsx", page=None),
    }
    way = [*crumbs(), Crumb(_("台账"))]
    return render_desk(request, "desk/requests/ledger.html", context, current="ledger", crumbs=way)


def _year(request: StaffRequest) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2008 <= int(asked) <= 2999 else request.today.year


def _bodies(request: StaffRequest) -> list[Body]:
    """Return the bodies whose ledger the person keeps: his own first, a head's below too."""
    own = bodies_of(request.person, request.today, KEEPERS)
    led = bodies_of(request.person, request.today, [Role.DISCLOSURE_HEAD])
    below = Q(pk__in=[])
    for body in led:
        below |= Q(path__startswith=body.path)
    known = {body.pk for body in own}
    others = Body.objects.filter(below, dissolved__isnull=True).exclude(pk__in=known)
    return [*own, *others.in_tree_order()]


def sought(
    given: Mapping[str, Any], requests: InfoRequestQuerySet, year: int
) -> InfoRequestQuerySet:
    """Return the requests of a year that the address asks for: received in it, or not yet."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    of_year = Q(case__received_on__range=(first, last))
    of_year |= Q(case__received_on__isnull=True, arrived_on__range=(first, last))
    rows = requests.filter(of_year)
    words = str(given.get("q", "")).strip()
    if words:
        rows = rows.filter(Q(case__number__icontains=words) | Q(case__title__icontains=words))
    if given.get("outcome") in outcomes():
        rows = rows.filter(outcome=given["outcome"])
    if given.get("state") == "open":
        rows = rows.filter(finished_on__isnull=True)
    elif given.get("state") == "done":
        rows = rows.filter(finished_on__isnull=False)
    return rows.select_related("case__owner", "applicant", "reply__letter")


def _shown(info: InfoRequest) -> dict[str, Any]:
    outcome = outcomes().get(info.outcome)
    return {
        "info": info,
        "case": info.case,
        "applicant": identity_of(info).name,
        "outcome": outcome.name if outcome else "",
    }


def _exported(
    request: StaffRequest, rows: InfoRequestQuerySet, body: Body, year: int
) -> HttpResponse:
    title = _("%(kind)s台账 %(year)s") % {"kind": kind_of(DISCLOSURE.slug).name, "year": year}
    found = list(rows[:MOST_EXPORTED])
    export_ledger(body, year=year, rows=len(found), by=request.person, at=request.at)
    content = xlsx_of(title, [str(head) for head in HEADS], lines_of(found))
    response = HttpResponse(content, content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="ledger-{body.slug}-{year}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


HEADS = (
    *(gettext_lazy("编号"), gettext_lazy("提出方式"), gettext_lazy("提出日期")),
    *(gettext_lazy("收到日期"), gettext_lazy("申请人"), gettext_lazy("申请人类别")),
    *(gettext_lazy("所需信息"), gettext_lazy("负责人"), gettext_lazy("状态")),
    *(gettext_lazy("期限"), gettext_lazy("延长（工作日）"), gettext_lazy("结果")),
    *(gettext_lazy("年报栏目"), gettext_lazy("答复文号"), gettext_lazy("答复日期")),
    *(gettext_lazy("送达方式"), gettext_lazy("邮件号码"), gettext_lazy("收费（元）")),
    *(gettext_lazy("档号"),),
)


def lines_of(requests: Iterable[InfoRequest]) -> list[list[Cell]]:
    """Return a line of the ledger for each request, in the order of ``HEADS``; three queries."""
    found = list(requests)
    replies = [info.reply_id for info in found if info.reply_id]
    served = {one.reply_id: one for one in Delivery.objects.filter(reply__in=replies)}
    paid: dict[int, Any] = {}
    keys = [info.pk for info in found]
    fees = FeeNotice.objects.filter(request__in=keys)
    for fee in fees.exclude(paid_on=None):
        paid[fee.request_id] = paid.get(fee.request_id, 0) + fee.amount
    return [_line(info, served.get(info.reply_id or 0), paid.get(info.pk)) for info in found]


def _line(info: InfoRequest, delivery: Delivery | None, paid: Any) -> list[Cell]:
    outcome = outcomes().get(info.outcome)
    letter = info.reply.letter if info.reply else None
    case = info.case
    return [
        case.number,
        channel_name(info),
        beijing_day(info.submitted_at),
        case.received_on,
        identity_of(info).name,
        str(info.get_applicant_class_display()),
        info.description,
        case.owner.name if case.owner else "",
        str(info.get_state_display()),
        case.due,
        info.extension or None,
        str(outcome.name) if outcome else "",
        outcome.row if outcome else "",
        letter.number if letter else "",
        info.finished_on,
        str(delivery.get_manner_display()) if delivery else "",
        delivery.postal_number if delivery else "",
        paid,
        info.archive_number,
    ]

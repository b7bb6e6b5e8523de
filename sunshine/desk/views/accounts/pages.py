"""Reading accounts: all bodies of a year, one account, what is behind a cell, the files."""

from collections.abc import Sequence
from datetime import date

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from sunshine.cases.queries import seen_by
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.lateness import Left, left_until
from sunshine.desk.views.accounts.findings import (
    CURRENT,
    accountant,
    asked_kind,
    asked_year,
    crumbs_to,
    seen_account,
    seen_bodies,
    seen_entry,
)
from sunshine.desk.views.accounts.shown import (
    TABLE_NAMES,
    charts_of,
    group_holding,
    opens,
    shown_groups,
    shown_parts,
)
from sunshine.desk.views.accounts.standing import acts_of, facts_of, steps_of
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.figures.case_counts import CASES
from sunshine.figures.computing import RULES, counted_cells, sum_of
from sunshine.figures.contents import draft_document, snapshot_document, sum_document
from sunshine.figures.counts import CASE, ITEM, Behind
from sunshine.figures.documents import Document
from sunshine.figures.faults import Faults, faults_of
from sunshine.figures.forms import due_of, first_year, form_of
from sunshine.figures.models import Kind, State
from sunshine.figures.overview import Line, overview
from sunshine.figures.printing.formats import FORMATS, made_as
from sunshine.figures.queries import accounting_bodies, standings
from sunshine.figures.record_counts import behind_rule_cell
from sunshine.figures.reports import Place
from sunshine.figures.sentences import place_words, sentence
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.ui.shell import Crumb


@accountant
def accounts(request: StaffRequest) -> HttpResponse:
    """Show how far every body the person sees is with the account of a year, and the sum."""
    kind = asked_kind(request)
    year = asked_year(request, kind)
    bodies = accounting_bodies(seen_bodies(request), year)
    lines = overview(bodies, year, kind, CASES) if bodies else []
    due, _law = due_of(kind, year)
    total = sum_of((line.report for line in lines), agency=bodies[0].name) if lines else None
    context = {
        "lines": [(line, _left(line.standing.is_out, due, request)) for line in lines],
        "sums": _sums(lines, request),
        "year": year,
        "kind": kind,
        "kinds": Kind.choices,
        "years": range(request.today.year, first_year(kind) - 1, -1),
        "due": due,
        "total": total if total is not None and len(bodies) > 1 else None,
        "charts": charts_of(total) if total is not None and len(bodies) > 1 else [],
        "asked": f"?year={year}&kind={kind}",
    }
    return render_desk(request, "desk/accounts/overview.html", context, current=CURRENT)


@accountant
def total(request: StaffRequest) -> HttpResponse:
    """Show, or hand out, the sum of all the bodies the person sees, marked as internal."""
    kind = asked_kind(request)
    year = asked_year(request, kind)
    bodies = accounting_bodies(seen_bodies(request), year)
    if len(bodies) < 2:
        raise Http404
    lines = overview(bodies, year, kind, CASES)
    document = sum_document(sum_of((one.report for one in lines), agency=bodies[0].name), kind)
    if request.GET.get("format"):
        return _download(document, request.GET["format"])
    context = {
        "document": document,
        "parts": shown_parts(document),
        "signed": sum(line.standing.snapshot is not None for line in lines),
        "number": len(lines),
        "formats": FORMATS,
        "asked": f"?year={year}&kind={kind}",
    }
    title = _("全部机关汇总")
    return render_desk(
        request,
        "desk/accounts/sum.html",
        context,
        current=CURRENT,
        crumbs=[*crumbs_to(), Crumb(title)],
    )


@accountant
def account(request: StaffRequest, number: int) -> HttpResponse:
    """Show an account: what is wrong, what is entered, text and tables, versions, what to do."""
    seen = seen_account(request, number)
    standing = standings([seen.body], seen.year, seen.kind)[0]
    snapshot = standing.snapshot
    faults: Faults | None = None
    if seen.state == State.SIGNED and snapshot is not None:
        document = snapshot_document(snapshot)
    else:
        document = draft_document(seen, CASES)
        faults = faults_of(seen, document.report, CASES)
    context = {
        "account": seen,
        "document": document,
        "parts": shown_parts(document, seen),
        "groups": shown_groups(seen),
        "faults": faults,
        "differing": _differing(faults),
        "snapshots": seen.snapshots.select_related("signed_by", "edition__item"),
        "snapshot": snapshot,
        "facts": facts_of(seen, standing),
        "steps": steps_of(seen, standing),
        "acts": acts_of(request, seen),
        "left": _left(standing.is_out, standing.due, request),
        "formats": FORMATS,
    }
    way = crumbs_to(seen)
    return render_desk(request, "desk/accounts/account.html", context, current=CURRENT, crumbs=way)


@accountant
def cell(request: StaffRequest, number: int) -> HttpResponse:
    """Show the cases or papers behind one cell, as they are now."""
    seen = seen_account(request, number)
    form = form_of(seen.kind, seen.year)
    asked = (request.GET.get(name, "") for name in ("table", "row", "column"))
    place = Place(*asked)
    row = form.row(place.table, place.row)
    if row is None or place.column not in row.columns or not opens(place):
        raise Http404
    if group_holding(seen, place) is not None:
        raise Http404
    if place.row in RULES:
        found = behind_rule_cell(seen.body, seen.year, place.row, place.column)
    else:
        cells = counted_cells(form, place.table, place.row, place.column)
        found = list(CASES.behind(seen.body, seen.year, place.table, cells))
    leaf = leaf_of(request, found)
    context = {
        "table": TABLE_NAMES[place.table],
        "row": row,
        "column": place.column,
        "leaf": leaf,
        "rows": _addresses(request, leaf.rows),
        "account": seen,
        "is_signed": seen.state == State.SIGNED,
    }
    way = [*crumbs_to(seen), Crumb(_("数字背后"))]
    return render_desk(request, "desk/accounts/cell.html", context, current=CURRENT, crumbs=way)


@accountant
def file(request: StaffRequest, number: int, form: str) -> HttpResponseBase:
    """Hand out the account in one of its formats: a snapshot, or the draft marked as one."""
    seen = seen_account(request, number)
    document = draft_document(seen, CASES) if seen.state != State.SIGNED else None
    asked = request.GET.get("version", "")
    if document is None or asked:
        snapshots = seen.snapshots.order_by("-number")
        if asked:
            snapshots = snapshots.filter(number=asked) if asked.isdigit() else snapshots.none()
        kept = snapshots.first()
        if kept is None:
            raise Http404
        document = snapshot_document(kept)
    return _download(document, form)


@accountant
def evidence(request: StaffRequest, number: int, group: str) -> HttpResponseBase:
    """Hand out the evidence of a group of figures."""
    entry = seen_entry(seen_account(request, number), group)
    kept = get_object_or_404(StoredFile, sha256=entry.evidence, is_sealed=False)
    if why_not_serve(kept.sha256, entry.evidence_name):
        raise Http404
    response = FileResponse(open_content(kept), as_attachment=True, filename=entry.evidence_name)
    response["Content-Type"] = kept.media_type
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _download(document: Document, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    made = made_as(document, form)
    response = HttpResponse(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = _attachment(made.name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _attachment(name: str) -> str:
    header: str = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return header


def _left(is_out: bool, due: date, request: StaffRequest) -> Left:
    if is_out:
        return Left(None, "good", _("已公开"))
    return left_until(due, request.today, soon_days=31)


def _differing(faults: Faults | None) -> list[tuple[str, str]]:
    if faults is None:
        return []
    return [(place_words(one.place), sentence(one)) for one in faults.differing]


def _addresses(request: StaffRequest, rows: Sequence[Behind]) -> list[tuple[Behind, str]]:
    """Return each row with its address on the desk; "" for a case the person may not open."""
    asked = [int(one.ref) for one in rows if one.kind == CASE]
    seen = seen_by(request.person, request.today, request.posts).filter(pk__in=asked)
    keys = {str(key) for key in seen.values_list("pk", flat=True)}
    found = []
    for one in rows:
        url = reverse("desk:item", args=[one.ref]) if one.kind == ITEM else ""
        if one.ref in keys and one.kind == CASE:
            url = reverse("desk:case", args=[one.ref])
        found.append((one, url))
    return found


def _sums(lines: list[Line], request: StaffRequest) -> list[tuple[int, str, str]]:
    """Return (number, words, class) of how far the bodies are."""
    told = [line.standing for line in lines]
    late = sum(one.is_late(request.today) for one in told)
    return [
        (len(told), _("个机关"), ""),
        (sum(one.account is not None for one in told), _("已起草"), ""),
        (sum(one.snapshot is not None for one in told), _("已签发"), ""),
        (sum(one.is_out for one in told), _("已公开"), ""),
        (late, _("逾期"), "is-late" if late else ""),
    ]

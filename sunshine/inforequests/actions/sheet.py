"""The search record (检索记录) and the sheet 拟办 批示 会签."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest, SearchEntry, SheetEntry
from sunshine.inforequests.plausible import why_not_past, why_not_text
from sunshine.inforequests.states import Party, parties_of, why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.orgs.rights import posts_of

_KIND_OF = {
    SheetEntry.Kind.INSTRUCTION: frozenset({Party.HEAD, Party.LEADER}),
    SheetEntry.Kind.PROPOSAL: frozenset({Party.KEEPER, Party.OFFICER, Party.HEAD}),
    SheetEntry.Kind.COUNTERSIGN: frozenset({Party.ASKED}),
}


def why_not_record_search(
    request: InfoRequest,
    *,
    place: str,
    words: str,
    result: str,
    searched_on: date,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the search cannot be recorded so."""
    return [
        *why_not_step("record_search", request, by=by, on=on),
        *why_not_text(place, "place", most=200),
        *why_not_text(words, "words", most=300),
        *why_not_text(result, "result"),
        *why_not_past(searched_on, "searched_on", on=on, since=request.arrived_on),
    ]


@action
def record_search(
    request: InfoRequest,
    *,
    place: str,
    words: str,
    result: str,
    found: bool,
    by: Person,
    at: datetime,
    searched_on: date | None = None,
) -> SearchEntry:
    """Record who looked where, with which words, with what result; return the entry."""
    hold_request(request)
    on = beijing_day(at)
    said = {"place": place, "words": words, "result": result, "searched_on": searched_on or on}
    refuse_if(why_not_record_search(request, **said, by=by, on=on))  # type: ignore[arg-type]
    entry = SearchEntry.objects.create(
        request=request,
        place=place.strip(),
        words=words.strip(),
        result=result.strip(),
        found=found,
        searched_on=searched_on or on,
        searched_by=by,
        noted_at=at,
    )
    append(**event_of("search_recorded", request, by=by, at=at, entry=entry.pk, found=found))
    return entry


def why_not_ask_countersign(
    request: InfoRequest, of: Person, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``of`` cannot be asked to countersign."""
    reasons = why_not_step("ask_countersign", request, by=by, on=on)
    if all(post.body_id != request.body_id for post in posts_of(of, on)):
        facts = {"person": of.name, "body": request.body.name}
        reasons.append(Reason("case-keeper-not-of-body", field="of", facts=facts))
    if request.case.may_not_own.filter(pk=of.pk).exists():
        facts = {"person": of.name}
        reasons.append(Reason("case-concerns-keeper", field="of", facts=facts))
    if request.sheet.filter(by=of, written_at__isnull=True).exists():
        reasons.append(Reason("countersign-asked", field="of", facts={"person": of.name}))
    return reasons


@action
def ask_countersign(request: InfoRequest, of: Person, *, by: Person, at: datetime) -> SheetEntry:
    """Ask somebody of the body to countersign (会签) and return the empty entry."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_ask_countersign(request, of, by=by, on=on))
    own = [post for post in posts_of(of, on) if post.body_id == request.body_id]
    department = next((post.department for post in own if post.department), None)
    entry = SheetEntry.objects.create(
        request=request,
        kind=SheetEntry.Kind.COUNTERSIGN,
        by=of,
        department=department,
        asked_by=by,
        asked_at=at,
    )
    append(**event_of("countersign_asked", request, by=by, at=at, of=of.pk, entry=entry.pk))
    return entry


def why_not_write_on_sheet(
    request: InfoRequest, *, kind: str, text: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot write this on the sheet."""
    reasons = why_not_step("write_on_sheet", request, by=by, on=on) + why_not_text(text, "text")
    if kind not in SheetEntry.Kind.values:
        reasons.append(Reason("request-choice", field="kind"))
        return reasons
    wanted = _KIND_OF.get(SheetEntry.Kind(kind))
    if wanted is not None and wanted.isdisjoint(parties_of(request, by, on)):
        reasons.append(Reason("sheet-kind-not-yours", field="kind"))
    return reasons


@action
def write_on_sheet(
    request: InfoRequest,
    *,
    kind: str,
    text: str,
    by: Person,
    at: datetime,
    agrees: bool | None = None,
) -> SheetEntry:
    """Write on the sheet and return the entry; what was asked of ``by`` is answered by it."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_write_on_sheet(request, kind=kind, text=text, by=by, on=on))
    asked = request.sheet.filter(kind=kind, by=by, written_at__isnull=True).first()
    entry = asked or SheetEntry(request=request, kind=kind, by=by)
    entry.text, entry.agrees, entry.written_at = text.strip(), agrees, at
    entry.save()
    append(**event_of("sheet_written", request, by=by, at=at, entry=entry.pk, on_sheet=kind))
    return entry

"""Taking in closed cases from another system: as often as one likes, with the same result."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.case_lists import CaseRow, Line
from sunshine.matters.models import ClosedCase, Matter
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import EDITING, why_not_duty


class Result(StrEnum):
    """What became of a line."""

    ADDED = "added"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one line of the list."""

    line: Line
    result: Result


def why_not_import_cases(body: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot take in closed cases of ``body``."""
    return why_not_duty(by, body, on, EDITING)


@action
def import_cases(
    body: Body, lines: Iterable[Line], *, source: str, by: Person, at: datetime
) -> list[Told]:
    """Take in the closed cases of ``lines`` and return what became of each.

    A line with a fault is left out and the others go in. A case that is known under its number
    is corrected if the line says something else. ``source``: name of the file.
    """
    refuse_if(why_not_import_cases(body, by=by, on=beijing_day(at)))
    matters = {
        one.key: one
        for one in Matter.objects.reaching(body).select_related("item").order_by("body__path")
    }
    # One import of a body at a time.
    list(Body.objects.select_for_update().filter(pk=body.pk).values_list("pk"))
    told = _taken_in(body, lines, matters)
    counts = {result.value: sum(one.result == result for one in told) for result in Result}
    named = {one.line.row.matter for one in told if one.line.row and one.line.row.matter}
    guides = [matters[key].item.code for key in sorted(named)]
    append(
        "matters.cases_imported",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"file": source[:120], "guides": guides, **counts},
    )
    return told


def _taken_in(body: Body, lines: Iterable[Line], matters: dict[str, Matter]) -> list[Told]:
    rows = ClosedCase.objects.filter(body=body).values_list("source", "number", "pk", "digest")
    known = {(kind, number): (key, digest) for kind, number, key, digest in rows}
    told, new = [], []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        checked = _checked(line, matters, seen)
        if checked.row is None:
            told.append(Told(checked, Result.REFUSED))
            continue
        row = checked.row
        seen.add((row.source, row.number))
        case = _case(body, row, matters)
        key, digest = known.get((row.source, row.number), (None, ""))
        if key is None:
            new.append(case)
            told.append(Told(checked, Result.ADDED))
        elif digest == row.digest:
            told.append(Told(checked, Result.UNCHANGED))
        else:
            case.pk = key
            case.save(force_update=True)
            told.append(Told(checked, Result.CORRECTED))
    ClosedCase.objects.bulk_create(new, batch_size=500)
    return told


def _checked(line: Line, matters: dict[str, Matter], seen: set[tuple[str, str]]) -> Line:
    """Return the line with the faults that it has beside the others and the matters there are."""
    row = line.row
    if row is None:
        return line
    faults = []
    if row.matter and row.matter not in matters:
        faults.append("matter")
    if (row.source, row.number) in seen:
        faults.append("twice")
    return replace(line, row=None, faults=tuple(faults)) if faults else line


def _case(body: Body, row: CaseRow, matters: dict[str, Matter]) -> ClosedCase:
    return ClosedCase(
        body=body,
        source=row.source,
        number=row.number,
        matter=matters[row.matter] if row.matter else None,
        conduct=row.conduct,
        received_on=row.received,
        closed_on=row.closed,
        waited_minutes=row.minutes,
        is_founded=row.founded,
        digest=row.digest,
    )

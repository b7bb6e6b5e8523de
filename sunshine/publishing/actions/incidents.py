"""After a pull: the report, the tasks about every copy, and the end of the incident.

Law: 保守国家秘密法实施条例 2024 art. 61; 个人信息保护法 arts. 47, 57.
"""

from collections.abc import Collection
from datetime import datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.files.store import Readable
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.duties import DISCLOSURE, PULLING, why_not_duty, why_not_duty_above
from sunshine.publishing.locking import hold
from sunshine.publishing.models import PAPER, Incident, Outcome, TakedownTask, TaskKind
from sunshine.publishing.pictures import keep_picture

LEAK_LAW = "保守国家秘密法实施条例 第六十一条"
PERSON_LAW = "个人信息保护法 第四十七条、第五十七条"


def why_not_report_incident(
    incident: Incident, *, by: Person, at: datetime, report: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record the report of ``incident`` as sent."""
    reasons = why_not_duty_above(by, incident.item.body, beijing_day(at), DISCLOSURE)
    if incident.reported_at is not None:
        reasons.append(Reason("incident-reported"))
    if report is not None and not report.strip():
        reasons.append(Reason("incident-report-empty", LEAK_LAW, "report"))
    return reasons


@action
def report_incident(
    incident: Incident, *, report: str, by: Person, at: datetime, to: str = ""
) -> None:
    """Record that ``report`` of ``incident`` has gone to the competent departments, ``to``."""
    hold(incident.item)
    incident.refresh_from_db()
    refuse_if(why_not_report_incident(incident, by=by, at=at, report=report))
    incident.report = report.strip()
    incident.reported_at, incident.reported_to = at, to.strip()
    incident.save(update_fields=["report", "reported_at", "reported_to"])
    _append("incident_reported", incident, by, at, in_time=at <= incident.report_due_at)


def why_not_save_report(
    incident: Incident, *, by: Person, at: datetime, report: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot change the drafted report of ``incident``."""
    return why_not_report_incident(incident, by=by, at=at, report=report)


@action
def save_report(incident: Incident, *, report: str, by: Person, at: datetime) -> None:
    """Keep ``report`` as the draft; it has not gone out."""
    hold(incident.item)
    incident.refresh_from_db()
    refuse_if(why_not_save_report(incident, by=by, at=at, report=report))
    incident.report = report.strip()
    incident.save(update_fields=["report"])
    _append("incident_report_saved", incident, by, at)


def why_not_add_task(
    incident: Incident, *, by: Person, at: datetime, place: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot name one more place where a copy may be."""
    reasons = why_not_duty_above(by, incident.item.body, beijing_day(at), PULLING)
    if incident.closed_at is not None:
        reasons.append(Reason("incident-closed"))
    if place is not None and not place.strip():
        reasons.append(Reason("place-missing", field="place"))
    return reasons


@action
def add_task(incident: Incident, *, place: str, by: Person, at: datetime) -> TakedownTask:
    """Name one more place where a copy may be; return the task, due with the report."""
    hold(incident.item)
    incident.refresh_from_db()
    refuse_if(why_not_add_task(incident, by=by, at=at, place=place))
    due = max(incident.report_due_at, at)
    task = TakedownTask.objects.create(
        incident=incident, kind=TaskKind.PLACE, place=place.strip(), due_at=due
    )
    _append("takedown_task_added", incident, by, at, task=task.pk)
    return task


def why_not_finish_task(
    task: TakedownTask, *, by: Person, at: datetime, statement: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record how ``task`` ended.

    Paper is taken away by whoever works in the body; persons and third parties are told by
    its disclosure office.
    """
    body, on = task.incident.item.body, beijing_day(at)
    if task.kind in PAPER:
        reasons = why_not_duty_above(by, body, on, PULLING)
    else:
        reasons = why_not_duty_above(by, body, on, DISCLOSURE)
    if task.outcome:
        reasons.append(Reason("task-done"))
    if statement is not None and not statement.strip():
        law = PERSON_LAW if task.kind == TaskKind.PERSON else ""
        reasons.append(Reason("task-without-statement", law, "statement"))
    return reasons


@action
def finish_task(
    task: TakedownTask,
    *,
    outcome: str,
    statement: str,
    by: Person,
    at: datetime,
    picture: Readable | None = None,
    filename: str = "",
) -> None:
    """Record how ``task`` ended: how, when and by whom, or why not; ``picture`` proves it.

    A list that hung at a place is taken off by the same act.
    """
    hold(task.incident.item)
    task.refresh_from_db()
    refuse_if(why_not_finish_task(task, by=by, at=at, statement=statement))
    # Before anything is set: a picture may be refused.
    task.proof = keep_picture(picture, filename, at=at) if picture is not None else ""
    task.outcome, task.statement = Outcome(outcome).value, statement.strip()
    task.done_at, task.done_by = at, by
    task.save()
    posting = task.posting
    if posting is not None and posting.removed_on is None and outcome != Outcome.IMPOSSIBLE:
        posting.removed_on, posting.removed_by = beijing_day(at), by
        posting.save(update_fields=["removed_on", "removed_by"])
    _append("takedown_task_done", task.incident, by, at, task=task.pk, outcome=task.outcome)


@action
def note_check(
    incident: Incident,
    *,
    at: datetime,
    pages: bool = False,
    outputs: bool = False,
    whole: bool = False,
    remains: Collection[str] = (),
) -> None:
    """Record what the clock has found gone by looking: pages, lists and feeds, the whole.

    ``remains``: the outputs that still show something of it.
    """
    hold(incident.item)
    incident.refresh_from_db()
    if pages and incident.out_of_pages_at is None:
        incident.out_of_pages_at = at
    if outputs and incident.out_of_outputs_at is None:
        incident.out_of_outputs_at = at
    if whole:
        incident.verified_at = at
    incident.remains = sorted(remains)
    incident.save(update_fields=["out_of_pages_at", "out_of_outputs_at", "verified_at", "remains"])
    found = {"pages": pages, "outputs": outputs, "whole": whole, "remains": len(remains)}
    _append("incident_checked", incident, None, at, **found)


def why_not_check_again(incident: Incident, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot have every output looked through again."""
    reasons = why_not_duty_above(by, incident.item.body, beijing_day(at), PULLING)
    if incident.verified_at is None:
        reasons.append(Reason("incident-being-checked"))
    return reasons


@action
def check_again(incident: Incident, *, by: Person, at: datetime) -> None:
    """Have every output looked through again by the worker."""
    hold(incident.item)
    incident.refresh_from_db()
    refuse_if(why_not_check_again(incident, by=by, at=at))
    incident.verified_at = None
    incident.save(update_fields=["verified_at"])
    _append("incident_check_asked", incident, by, at)


def why_not_close_incident(
    incident: Incident, *, by: Person, at: datetime, conclusion: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot close ``incident``: what is still to be done."""
    reasons = why_not_duty(by, incident.item.body, beijing_day(at), DISCLOSURE)
    if incident.closed_at is not None:
        return [*reasons, Reason("incident-closed")]
    if incident.reported_at is None:
        reasons.append(Reason("incident-not-reported", LEAK_LAW))
    if count := incident.tasks.open().count():
        reasons.append(Reason("incident-tasks-open", facts={"count": count}))
    if incident.verified_at is None:
        reasons.append(Reason("incident-being-checked"))
    if conclusion is not None and not conclusion.strip():
        reasons.append(Reason("incident-without-conclusion", field="conclusion"))
    return reasons


@action
def close_incident(incident: Incident, *, conclusion: str, by: Person, at: datetime) -> None:
    """Close ``incident`` with what was found to be its cause and what follows from it."""
    hold(incident.item)
    incident.refresh_from_db()
    refuse_if(why_not_close_incident(incident, by=by, at=at, conclusion=conclusion))
    incident.closed_at, incident.closed_by = at, by
    incident.conclusion = conclusion.strip()
    incident.save(update_fields=["closed_at", "closed_by", "conclusion"])
    _append("incident_closed", incident, by, at)


def _append(
    kind: str, incident: Incident, by: Person | None, at: datetime, **facts: object
) -> None:
    item = incident.item
    append(
        f"publishing.{kind}",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data={"incident": incident.pk, **facts},
    )

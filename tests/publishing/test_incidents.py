"""After a pull: tasks for every copy, the report, what was read, and the end."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.orgs.models import Hall
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.incidents import (
    add_task,
    check_again,
    close_incident,
    finish_task,
    note_check,
    report_incident,
    save_report,
    why_not_close_incident,
)
from sunshine.publishing.actions.places import post_at_place
from sunshine.publishing.actions.takedown import pull
from sunshine.publishing.exposure import exposure_of
from sunshine.publishing.models import AccessCount, Incident, TakedownTask, TaskKind
from sunshine.publishing.periodic import remind_takedowns
from sunshine.publishing.turn_notices import READER
from tests.build.release import AT, MINUTE, draft, published
from tests.cast import Cast

LATER = AT + timedelta(hours=3)
DAY = date(2026, 3, 2)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def newest() -> Event:
    return Event.objects.latest("id")


def picture(colour: str = "white") -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(stream, "PNG")
    stream.seek(0)
    return stream


def leaked(cast: Cast) -> Incident:
    """Return the incident of an item that hung in a market and stood in two halls."""
    for slug in ("heping-one", "heping-two", "heping-closed"):
        closed = DAY if slug.endswith("closed") else None
        Hall.objects.create(body=cast.heping, slug=slug, name=slug, closed=closed)
    edition = draft(cast)
    attach(edition, stream=io.BytesIO("名单".encode()), filename="名单.txt", by=cast.li, at=AT)
    item = published(cast, edition)
    until = DAY + timedelta(days=9)
    post_at_place(item, place="中心市场", posted_on=DAY, until=until, by=cast.li, at=AT)
    return pull(item, reason="附件含纳税人名单", by=cast.chen, at=LATER)


def kinds(incident: Incident) -> list[str]:
    return list(incident.tasks.values_list("kind", flat=True))


def test_every_copy_becomes_a_task_due_with_the_report(cast: Cast) -> None:
    incident = leaked(cast)
    assert kinds(incident) == ["place", "hall", "hall", "caches", "person"]
    assert {task.due_at for task in incident.tasks.all()} == {incident.report_due_at}
    assert [task.where for task in incident.tasks.all()][:3] == [
        "中心市场",
        "heping-one",
        "heping-two",
    ]


def test_what_was_for_the_staff_alone_hangs_in_no_hall(cast: Cast) -> None:
    Hall.objects.create(body=cast.heping, slug="heping-one", name="heping-one")
    item = published(cast, draft(cast, audience="staff"))
    assert kinds(pull(item, reason="泄密", by=cast.li, at=LATER)) == [TaskKind.PERSON]


def test_paper_is_taken_away_with_proof_and_the_posting_ends(cast: Cast) -> None:
    incident = leaked(cast)
    task = incident.tasks.get(kind=TaskKind.PLACE)
    how = {"outcome": "done", "statement": "李某10时取下并销毁。", "by": cast.li, "at": LATER}
    finish_task(task, picture=picture(), filename="现场.png", **how)  # type: ignore[arg-type]
    task.refresh_from_db()
    assert (task.outcome, task.done_by) == ("done", cast.li)
    assert StoredFile.objects.get(sha256=task.proof).media_type == "image/png"
    posting = incident.item.postings.get()
    assert (posting.removed_on, posting.removed_by) == (DAY, cast.li)
    assert newest().data["outcome"] == "done"
    with pytest.raises(Refused) as refused:
        finish_task(task, **how)  # type: ignore[arg-type]
    assert codes(refused) == ["task-done"]


def test_proof_is_a_picture_and_a_statement_is_needed(cast: Cast) -> None:
    task = leaked(cast).tasks.filter(kind=TaskKind.HALL)[0]
    with pytest.raises(Refused) as refused:
        finish_task(task, outcome="done", statement=" ", by=cast.zhao, at=LATER)
    assert codes(refused) == ["no-such-duty", "task-without-statement"]
    text = io.BytesIO("不是照片".encode())
    with pytest.raises(Refused) as refused:
        finish_task(
            task,
            outcome="done",
            statement="已取下",
            picture=text,
            filename="现场.txt",
            by=cast.li,
            at=LATER,
        )
    assert codes(refused) == ["picture-needed"]
    task.refresh_from_db()
    assert task.outcome == ""


def test_persons_are_told_by_the_disclosure_office(cast: Cast) -> None:
    task = leaked(cast).tasks.get(kind=TaskKind.PERSON)
    with pytest.raises(Refused) as refused:
        finish_task(task, outcome="done", statement="电话告知", by=cast.li, at=LATER)
    assert codes(refused) == ["no-such-duty"]
    finish_task(task, outcome="impossible", statement="地址不详，已公告。", by=cast.wu, at=LATER)
    assert TakedownTask.objects.get(pk=task.pk).outcome == "impossible"


def test_an_incident_ends_when_everything_is_done(cast: Cast) -> None:
    incident = leaked(cast)
    how = {"by": cast.wu, "at": LATER + MINUTE}
    reasons = why_not_close_incident(incident, conclusion=" ", **how)  # type: ignore[arg-type]
    assert [one.code for one in reasons] == [
        "incident-not-reported",
        "incident-tasks-open",
        "incident-being-checked",
        "incident-without-conclusion",
    ]
    extra = add_task(incident, place="村委会公告栏", by=cast.li, at=LATER)
    for task in incident.tasks.all():
        finish_task(task, outcome="done", statement="已办", **how)  # type: ignore[arg-type]
    save_report(incident, report=f"{incident.report}（补）", **how)  # type: ignore[arg-type]
    report_incident(incident, report=incident.report, to="市保密局", **how)  # type: ignore[arg-type]
    note_check(incident, pages=True, outputs=True, whole=True, remains=["zh/plain/x"], at=LATER)
    assert incident.remains == ["zh/plain/x"]
    check_again(incident, **how)  # type: ignore[arg-type]
    note_check(incident, pages=True, outputs=True, whole=True, at=LATER + MINUTE)
    close_incident(incident, conclusion="审核未看附件，已培训。", **how)  # type: ignore[arg-type]
    assert (incident.closed_by, incident.reported_to) == (cast.wu, "市保密局")
    assert incident.out_of_pages_at == LATER
    assert not Incident.objects.open().exists()
    assert extra.incident == incident
    with pytest.raises(Refused) as refused:
        add_task(incident, place="别处", by=cast.li, at=LATER)
    assert codes(refused) == ["incident-closed"]


def test_who_may_have_read_it_is_estimated(cast: Cast) -> None:
    edition = draft(cast)
    file = attach(edition, stream=io.BytesIO(b"x y z"), filename="名单.txt", by=cast.li, at=AT)
    item = published(cast, edition)
    counted = {
        f"/i/{item.code}/": (40, 5),
        f"/f/{file.code}/名单.txt": (7, 1),
        f"/b/{cast.heping.slug}/feed.atom": (3, 2),
        "/i/2222222222/": (90, 0),
    }
    for path, (people, bots) in counted.items():
        AccessCount.objects.create(path=path, day=DAY, people=people, bots=bots)
    before = DAY - timedelta(days=1)
    AccessCount.objects.create(path=f"/i/{item.code}/", day=before, people=1000)
    incident = pull(item, reason="泄密", by=cast.chen, at=LATER)
    found = exposure_of(incident)
    assert (found.pages.people, found.pages.bots) == (40, 5)
    assert [(one.name, one.reads.people) for one in found.files] == [("名单.txt", 7)]
    assert (found.bundles.people, found.bundles.bots) == (3, 2)
    assert "约被浏览40次" in incident.report
    assert "附件约被下载7次" in incident.report


def test_whose_work_it_is_hears_of_tasks_before_and_after_they_are_late(cast: Cast) -> None:
    incident = leaked(cast)
    READER.handle([newest()])
    told = Notice.objects.filter(kind="publishing.takedown_tasks")
    assert {one.recipient for one in told} == {cast.li, cast.lin, cast.wu, cast.he}
    assert remind_takedowns(LATER) == 0
    assert remind_takedowns(incident.report_due_at - timedelta(hours=1)) == 5
    late = incident.report_due_at + timedelta(hours=1)
    assert [remind_takedowns(late), remind_takedowns(late + MINUTE)] == [5, 5]
    overdue = Notice.objects.filter(kind="publishing.takedown_overdue", recipient=cast.li)
    assert overdue.count() == 3
    assert remind_takedowns(late + timedelta(days=1)) == 5
    assert overdue.count() == 6

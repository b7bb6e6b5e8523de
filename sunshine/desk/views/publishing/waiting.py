"""What waits for one person, from every corner of publishing, in one form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.desk.addresses import local
from sunshine.desk.guard import StaffRequest
from sunshine.desk.lateness import Left, left_until
from sunshine.desk.templatetags.desk import named, named_short
from sunshine.desk.views.publishing.findings import own_bodies
from sunshine.kit.days import beijing_day
from sunshine.notices.models import Notice
from sunshine.orgs.models import Body, Role
from sunshine.publishing.duties import DISCLOSURE, EDITING, successor_of
from sunshine.publishing.models import (
    OPEN_STATES,
    PAPER,
    Edition,
    EditionState,
    Incident,
    Paper,
    Review,
    TakedownTask,
)
from sunshine.publishing.queries import editions_open, page_reports_for, papers_due
from sunshine.publishing.turns import Turn, owed_reviews, turns_of

MOST_NOTICES = 50

KINDS: dict[str, str | Promise] = {
    "turn": gettext_lazy("轮到我审"),
    "returned": gettext_lazy("退回给我"),
    "ready": gettext_lazy("待发布"),
    "draft": gettext_lazy("草稿"),
    "due": gettext_lazy("待公开的公文"),
    "again": gettext_lazy("待评估的公文"),
    "inherited": gettext_lazy("待接办"),
    "report": gettext_lazy("网页纠错"),
    "incident": gettext_lazy("情况报告"),
    "takedown": gettext_lazy("清理任务"),
    "owed": gettext_lazy("欠审核"),
    "notice": gettext_lazy("消息"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, where it is done, and by when.

    ``key`` names it in forms that do several at once; empty where that is not possible.
    """

    kind: str
    title: str
    url: str
    what: str
    since: datetime | None = None
    due: date | None = None
    left: Left | None = None
    is_urgent: bool = False
    key: str = ""

    @property
    def kind_name(self) -> str | Promise:
        """Return the name of its kind."""
        return KINDS[self.kind]

    @property
    def tone(self) -> str:
        """Return the tone of its badge."""
        if self.is_urgent:
            return "late"
        return "plain" if self.left is None else self.left.tone

    @property
    def badge(self) -> str:
        """Return in words how late it is, or how many days are left."""
        if self.left is None or self.left.days is None:
            return _("尽快办理") if self.is_urgent else ""
        return self.left.words


def waiting_for(request: StaffRequest) -> list[Waiting]:
    """Return everything that waits for the person, what is due first on top."""
    writing = own_bodies(request, EDITING)
    found = [
        *_turns(request),
        *_editions(request, writing),
        *_papers(request, writing),
        *_inherited(request, writing),
        *_reports(request),
        *_incidents(request),
        *_takedowns(request),
        *_owed(request),
        *_notices(request),
    ]
    return sorted(found, key=lambda one: _order(one, request.today))


def _order(one: Waiting, today: date) -> tuple[bool, bool, date, date]:
    last = date.max
    since = last if one.since is None else beijing_day(one.since)
    is_late = one.is_urgent or (one.due is not None and one.due < today)
    return (not is_late, one.kind == "notice", one.due or last, since)


def _address(edition: Edition) -> str:
    return reverse("desk:edition", args=[edition.item.code, edition.number])


def _due_of(edition: Edition, papers: dict[int, date | None]) -> date | None:
    paper = edition.item.paper_id
    return papers.get(paper) if paper is not None else None


def _last_days(editions: Iterable[Edition]) -> dict[int, date | None]:
    """Return the last days of the papers that ``editions`` bring out; one query."""
    keys = {edition.item.paper_id for edition in editions} - {None}
    unpublished = Paper.objects.filter(pk__in=keys, published_at=None)
    return dict(unpublished.values_list("pk", "due_on"))


def _turns(request: StaffRequest) -> Iterator[Waiting]:
    turns: list[Turn] = turns_of(request.person, request.today)
    last = _last_days(turn.edition for turn in turns)
    for turn in turns:
        edition, due = turn.edition, _due_of(turn.edition, last)
        what = (
            f"{turn.step.label} · {named_short(edition.item.body)} · {named(edition.item.section)}"
        )
        if turn.deputy_for is not None:
            what += " · " + _("代%(person)s") % {"person": named(turn.deputy_for)}
        place = [edition.item.code, edition.number, turn.step.value]
        yield Waiting(
            kind="turn",
            title=edition.title,
            url=reverse("desk:review", args=place),
            what=what,
            since=turn.since,
            due=due,
            left=left_until(due, request.today),
            is_urgent=turn.is_owed or edition.emergency,
        )


def _editions(request: StaffRequest, bodies: list[Body]) -> Iterator[Waiting]:
    editions = list(editions_open(bodies).prefetch_related("reviews__reviewer"))
    last = _last_days(editions)
    for edition in editions:
        if edition.state not in {EditionState.DRAFT, EditionState.APPROVED}:
            continue
        due = _due_of(edition, last)
        kind, what, since = _what_of(edition, request.person.pk)
        if not kind:
            continue
        yield Waiting(
            kind=kind,
            title=edition.title or _("（尚无标题）"),
            url=_address(edition),
            what=what,
            since=since,
            due=due,
            left=left_until(due, request.today),
            key=f"{edition.item.code}:{edition.number}" if kind == "ready" else "",
        )


def _what_of(edition: Edition, person: int) -> tuple[str, str, datetime | None]:
    """Return kind, words and since when; no kind for a draft that is somebody else's."""
    where = f"{named_short(edition.item.body)} · {named(edition.item.section)}"
    if edition.state == EditionState.APPROVED:
        return "ready", _("审核办结 · ") + where, edition.submitted_at
    mine = person in {edition.author_id, edition.saved_by_id, edition.submitted_by_id}
    if not mine:
        return "", "", None
    reviews = list(edition.reviews.all())
    back = reviews[-1] if reviews else None
    sent = edition.submitted_at
    if back is not None and back.decision == Review.Decision.RETURNED and sent and back.at >= sent:
        words = _("%(step)s退回（%(person)s）") % {
            "step": back.get_step_display(),
            "person": named(back.reviewer),
        }
        return "returned", f"{words} · {where}", back.at
    return "draft", where, edition.saved_at


def _papers(request: StaffRequest, bodies: list[Body]) -> Iterator[Waiting]:
    on_its_way = set(
        Edition.objects.filter(item__paper__body__in=bodies, state__in=OPEN_STATES)
        .exclude(state=EditionState.IN_REVIEW)
        .values_list("item__paper", flat=True)
    )
    for paper in papers_due(bodies, request.today, within_days=30):
        if paper.pk not in on_its_way:  # whose edition says the day
            yield _paper(paper, "due", paper.due_on, request.today)
    closing = own_bodies(request, DISCLOSURE)
    again = Paper.objects.filter(body__in=closing).to_review_again(request.today)
    for paper in again.select_related("body").order_by("review_again_on", "pk"):
        yield _paper(paper, "again", paper.review_again_on, request.today)


def _paper(paper: Paper, kind: str, due: date | None, today: date) -> Waiting:
    number = f"{paper.document_number} · " if paper.document_number else ""
    begun = getattr(paper, "item", None) is not None and paper.published_at is None
    return Waiting(
        kind=kind,
        title=paper.title,
        url=reverse("desk:paper", args=[paper.pk]),
        what=f"{number}{named_short(paper.body)}" + (_(" · 审核中") if begun else ""),
        due=due,
        left=left_until(due, today),
        key=f"paper:{paper.pk}" if kind == "again" else "",
    )


def _inherited(request: StaffRequest, bodies: list[Body]) -> Iterator[Waiting]:
    """Yield what bodies that are no more had in hand, whose work one of ``bodies`` does now."""
    mine = {body.pk for body in bodies}
    left = Edition.objects.filter(state__in=OPEN_STATES, item__body__dissolved__lte=request.today)
    for edition in left.select_related("item__body", "item__section") if mine else []:
        heir = successor_of(edition.item.body, request.today)
        if heir is not None and heir.pk in mine:
            yield Waiting(
                kind="inherited",
                title=edition.title or _("（尚无标题）"),
                url=reverse("desk:take_over", args=[edition.item.code]),
                what=named_short(edition.item.body),
                since=edition.saved_at,
            )


def _reports(request: StaffRequest) -> Iterator[Waiting]:
    offices = own_bodies(request, DISCLOSURE)
    for report in page_reports_for(request.person, offices, request.today):
        yield Waiting(
            kind="report",
            title=report.text[:60],
            url=local(f"/desk/page-reports/{report.code}/"),
            what=f"{report.get_kind_display()} · {named_short(report.body)}",
            since=report.received_at,
            due=report.due_on,
            left=left_until(report.due_on, request.today),
        )


def _incidents(request: StaffRequest) -> Iterator[Waiting]:
    where = Q(pk__in=[])
    for body in own_bodies(request, DISCLOSURE):
        where |= Q(item__body__path__startswith=body.path)
    for incident in Incident.objects.filter(where, reported_at=None).select_related("item__body"):
        due = beijing_day(incident.report_due_at)
        yield Waiting(
            kind="incident",
            title=_("紧急下线的情况报告"),
            url=reverse("desk:incident", args=[incident.pk]),
            what=named_short(incident.item.body),
            since=incident.pulled_at,
            due=due,
            left=left_until(due, request.today),
            is_urgent=True,
        )


def _takedowns(request: StaffRequest) -> Iterator[Waiting]:
    """Yield the tasks after a pull: paper for who writes, the rest for the disclosure office."""
    writing, disclosing = own_bodies(request, EDITING), own_bodies(request, DISCLOSURE)
    mine = Q(incident__item__body__in=writing, kind__in=PAPER)
    mine |= Q(incident__item__body__in=disclosing)
    tasks = TakedownTask.objects.open().filter(mine).select_related("hall", "incident__item__body")
    for task in tasks:
        due = beijing_day(task.due_at)
        yield Waiting(
            kind="takedown",
            title=str(task),
            url=reverse("desk:takedown", args=[task.pk]),
            what=named_short(task.incident.item.body),
            since=task.incident.pulled_at,
            due=due,
            left=left_until(due, request.today),
            is_urgent=True,
        )


def _owed(request: StaffRequest) -> Iterator[Waiting]:
    bodies = own_bodies(request, {*DISCLOSURE, Role.BODY_HEAD})
    if not bodies:
        return
    for owed in owed_reviews(bodies):
        words = "、".join(str(step.label) for step in owed.steps)
        yield Waiting(
            kind="owed",
            title=owed.edition.title,
            url=_address(owed.edition),
            what=_("紧急发布，还欠：%(steps)s") % {"steps": words},
            since=owed.edition.published_at,
            is_urgent=True,
        )


def _notices(request: StaffRequest) -> Iterator[Waiting]:
    unread = Notice.objects.to(request.person).unread()
    for notice in unread.exclude(kind__startswith="publishing.turn_")[:MOST_NOTICES]:
        yield Waiting(
            kind="notice",
            title=notice.text,
            url=local(notice.link) if notice.link else "",
            what=str(KINDS["notice"]),
            since=notice.created,
            key=f"notice:{notice.pk}",
        )

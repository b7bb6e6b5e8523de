"""The page of the leaders, made for a phone: to sign; the head also due, late and published."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import act_at_once
from sunshine.desk.addresses import local
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.incidents.shown import clock_of
from sunshine.desk.views.me.findings import my_delegations, my_holdings
from sunshine.desk.views.oversight.findings import overseen_bodies
from sunshine.desk.views.publishing.shown import facts_of, file_links
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Role
from sunshine.publishing.actions.review import approve, why_not_approve
from sunshine.publishing.addresses import address_of
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.models import Audience, Edition, Incident, PageReport, Paper, Review
from sunshine.publishing.queries import Lateness, late_by_body, published_between
from sunshine.publishing.turns import Turn, to_sign
from sunshine.ui.parts import Fact, FileLink

MOST_SHOWN = 10
_PUBLISHED_DAYS = 7
_leader = role(Role.BODY_HEAD, Role.FINAL_REVIEWER)


@dataclass(frozen=True, slots=True)
class ToSign:
    """An edition that waits for the signature: what is seen is what is signed."""

    turn: Turn
    digest: str
    reviews: list[Review]
    facts: list[Fact]
    files: list[FileLink]
    reasons: list[Reason]


@_leader
def head(request: StaffRequest) -> HttpResponse:
    """Show what waits for a leader, the signatures on top."""
    bodies = overseen_bodies(request)
    own = [post.body for post in request.posts]
    late = sorted(late_by_body(bodies, request.today), key=lambda one: -one.late)
    first = request.today - timedelta(days=_PUBLISHED_DAYS - 1)
    published = published_between(bodies or own, first, request.today)
    due = _due_today(request, bodies)
    reports = list(PageReport.objects.open().filter(body__in=bodies, due_on=request.today))
    leaks = Incident.objects.open().filter(item__body__in=bodies).select_related("item__body")
    context = {
        "leaks": [(one, clock_of(one, request.at)) for one in leaks],
        "oversees": bool(bodies),
        "due_count": len(due) + len(reports),
        "signing": [_to_sign(request, turn) for turn in to_sign(request.person, request.today)],
        "due": due,
        "reports": reports,
        "late": [(one, _parts(one)) for one in late if one.late][:MOST_SHOWN],
        "late_bodies": sum(1 for one in late if one.late),
        "published": [(one, _public_address(one)) for one in published[:MOST_SHOWN]],
        "published_count": published.count(),
        "published_days": _PUBLISHED_DAYS,
        "holdings": my_holdings(request.person, request.today),
        "delegations": my_delegations(request.person, request.today),
    }
    return render_desk(request, "desk/oversight/head.html", context, current="head")


def _parts(late: Lateness) -> list[str]:
    """Return in words what is late in one body."""
    numbers = (
        (_("公文 %(count)s"), late.papers_late),
        (_("评估 %(count)s"), late.reviews_late),
        (_("栏目 %(count)s"), late.sections_late),
        (_("纠错 %(count)s"), late.reports_late),
    )
    return [words % {"count": count} for words, count in numbers if count]


def _due_today(request: StaffRequest, bodies: list[Body]) -> list[Paper]:
    waiting = Paper.objects.proactive().unpublished().filter(body__in=bodies)
    return list(waiting.filter(due_on=request.today).select_related("body").order_by("pk"))


def _public_address(edition: Edition) -> str:
    item = edition.item
    return local(address_of(item)) if item.audience == Audience.PUBLIC else ""


def _to_sign(request: StaffRequest, turn: Turn) -> ToSign:
    edition = turn.edition
    return ToSign(
        turn=turn,
        digest=binding_digest(edition),
        reviews=list(edition.reviews.select_related("reviewer").order_by("at")),
        facts=facts_of(edition),
        files=file_links(edition),
        reasons=why_not_approve(edition, turn.step, by=request.person, at=request.at),
    )


@require_POST
@_leader
def sign(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Sign (终审) the edition as it was seen; for whom it does not wait, it does not exist."""
    waiting = to_sign(request.person, request.today)
    place = (code, number)
    turn = next(
        (one for one in waiting if (one.edition.item.code, one.edition.number) == place), None
    )
    if turn is None:
        raise Http404
    return act_at_once(
        request,
        lambda: approve(
            turn.edition,
            turn.step,
            digest=request.POST.get("digest", ""),
            by=request.person,
            at=request.at,
        ),
        done=_("已签发：%(title)s") % {"title": turn.edition.title},
        back=reverse("desk:head"),
    )

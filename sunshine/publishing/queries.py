"""What the desks read: what is due, what is closed, what went out, who is late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from sunshine.kit.days import end_of_day, start_of_day
from sunshine.orgs.models import Body, Person
from sunshine.orgs.rights import posts_of
from sunshine.publishing.freshness import State, freshness_in
from sunshine.publishing.models import (
    OPEN_STATES,
    Attribute,
    Edition,
    PageReport,
    Paper,
    PreviewLink,
)


def papers_due(bodies: Collection[Body], on: date, *, within_days: int = 60) -> QuerySet[Paper]:
    """Return the papers to be published in the days to come, the longest overdue first."""
    waiting = Paper.objects.proactive().unpublished().filter(body__in=bodies)
    due = waiting.filter(due_on__lte=on + timedelta(days=within_days))
    return due.select_related("body", "item").order_by("due_on", "pk")


def papers_closed(bodies: Collection[Body]) -> QuerySet[Paper]:
    """Return what is on request or withheld, what is to be reviewed again first; one query."""
    closed = Paper.objects.filter(body__in=bodies).exclude(attribute=Attribute.PROACTIVE)
    return closed.select_related("body", "attribute_by").order_by("review_again_on", "pk")


def published_between(bodies: Collection[Body], first: date, last: date) -> QuerySet[Edition]:
    """Return the editions that went out from ``first`` to ``last``, newest first; one query."""
    editions = Edition.objects.filter(
        item__body__in=bodies,
        published_at__gte=start_of_day(first),
        published_at__lt=end_of_day(last),
    )
    return editions.select_related("item__body", "item__section").order_by("-published_at", "-pk")


def editions_open(bodies: Collection[Body]) -> QuerySet[Edition]:
    """Return the editions on their way out, the one last saved first; one query."""
    editions = Edition.objects.filter(item__body__in=bodies, state__in=OPEN_STATES)
    related = editions.select_related("item__body", "item__section", "saved_by", "author")
    return related.order_by("-saved_at", "-pk")


def previews_of(edition: Edition) -> QuerySet[PreviewLink]:
    """Return the preview links of ``edition``, newest first; one query."""
    return edition.previews.select_related("reader", "made_by").order_by("-made_at", "-pk")


def page_reports_for(person: Person, bodies: Collection[Body], on: date) -> QuerySet[PageReport]:
    """Return the reports that wait for ``person`` or for a disclosure office of ``bodies``.

    The first to be answered first; two queries.
    """
    own = [post.pk for post in posts_of(person, on)]
    waiting = PageReport.objects.open().filter(Q(post__in=own) | Q(body__in=bodies))
    return waiting.select_related("body", "post", "item__current").order_by("due_on", "pk")


def page_report_by_code(code: str) -> PageReport | None:
    """Return the report that its reporter follows by ``code``, or None; one query."""
    return PageReport.objects.select_related("body", "post").filter(code=code).first()


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is late in one body, and what will be soon."""

    body: Body
    papers_late: int
    papers_soon: int
    reviews_late: int
    reports_late: int
    sections_late: int
    sections_soon: int

    @property
    def late(self) -> int:
        """Return how many things are late."""
        return self.papers_late + self.reviews_late + self.reports_late + self.sections_late


def late_by_body(bodies: Collection[Body], on: date, *, soon_days: int = 7) -> list[Lateness]:
    """Return what is late in each of ``bodies``, in their order; five queries."""
    soon = on + timedelta(days=soon_days)
    keys = [body.pk for body in bodies]
    unpublished = Q(attribute=Attribute.PROACTIVE, published_at__isnull=True)
    papers = Paper.objects.filter(body__in=keys).order_by().values("body")
    counted = papers.annotate(
        late=Count("pk", filter=unpublished & Q(due_on__lt=on)),
        soon=Count("pk", filter=unpublished & Q(due_on__gte=on, due_on__lte=soon)),
        review=Count("pk", filter=~Q(attribute=Attribute.PROACTIVE) & Q(review_again_on__lt=on)),
    )
    of_papers = {row["body"]: row for row in counted}
    overdue = PageReport.objects.overdue(on).filter(body__in=keys).order_by()
    of_reports = dict(overdue.values_list("body").annotate(count=Count("pk")))
    nothing = {"late": 0, "soon": 0, "review": 0}
    fresh = freshness_in(bodies, on)
    result = []
    for body in bodies:
        row = of_papers.get(body.pk, nothing)
        states = [one.state for one in fresh[body.pk]]
        result.append(
            Lateness(
                body=body,
                papers_late=row["late"],
                papers_soon=row["soon"],
                reviews_late=row["review"],
                reports_late=of_reports.get(body.pk, 0),
                sections_late=states.count(State.LATE),
                sections_soon=states.count(State.SOON),
            )
        )
    return result

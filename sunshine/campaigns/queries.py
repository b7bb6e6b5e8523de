"""Reads of several tables: the public calendar, what was held, who keeps a seat."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from sunshine.campaigns.models import (
    Activity,
    ActivityQuestion,
    Brief,
    Campaign,
    Report,
    SignUp,
)
from sunshine.campaigns.models.upward import Verdict
from sunshine.kit.days import BEIJING
from sunshine.orgs.models import Body, BodyLevel
from sunshine.publishing.models import Item
from sunshine.publishing.visibility import PUBLIC, listed


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """What announced activities came to: places and cities with their numbers, largest first."""

    activities: int
    people: int
    questions: int
    answered: int
    by_place: tuple[tuple[str, int], ...]
    by_city: tuple[tuple[Body, int], ...]


def open_calendar(at: datetime, city: Body | None = None) -> QuerySet[Activity]:
    """Return what everybody may see that is not over at ``at``, of ``city`` and below if given."""
    found = Activity.objects.announced().ahead(at).select_related("part__body")
    return found.filter(part__body__path__startswith=city.path) if city else found


def city_choices() -> list[Body]:
    """Return the cities by which the calendar is narrowed, in the order of the tree; one query."""
    return list(Body.objects.filter(level=BodyLevel.CITY, dissolved=None).in_tree_order())


def held_figures(city: Body | None = None) -> HeldFigures:
    """Return what the announced activities that were held came to; four queries.

    What was never announced is no part of any figure that readers see.
    """
    held = Activity.objects.announced().filter(state=Activity.State.HELD)
    if city is not None:
        held = held.filter(part__body__path__startswith=city.path)
    sums = held.aggregate(activities=Count("pk"), people=Sum("attendance"))
    asked = ActivityQuestion.objects.filter(activity__in=held).aggregate(
        questions=Count("pk"), answered=Count("pk", filter=~Q(answer=""))
    )
    places = Counter(held.values_list("place_kind", flat=True))
    return HeldFigures(
        activities=sums["activities"],
        people=sums["people"] or 0,
        questions=asked["questions"],
        answered=asked["answered"],
        by_place=tuple(places.most_common()),
        by_city=_by_city(held),
    )


def _by_city(held: QuerySet[Activity]) -> tuple[tuple[Body, int], ...]:
    cities = {body.path: body for body in city_choices()}
    people: Counter[Body] = Counter()
    for activity in held.select_related("part__body"):
        body = activity.part.body
        city = next((one for start, one in cities.items() if body.path.startswith(start)), body)
        people[city] += activity.attendance or 0
    return tuple(people.most_common())


def public_bulletins() -> QuerySet[Item]:
    """Return the bulletins that everybody may read in the record, the newest first."""
    found = listed(PUBLIC).filter(bulletin__isnull=False).select_related("body", "current")
    return found.order_by("-published_here", "-pk")


def ahead_of(body: Body, on: date) -> QuerySet[Activity]:
    """Return the announced activities of ``body`` that end on ``on`` or later, the next first.

    Those of the body at the root: of everybody.
    """
    begin = datetime(on.year, on.month, on.day, tzinfo=BEIJING)
    found = open_calendar(begin)
    return found if body.parent_id is None else found.filter(part__body=body)


def signed_up(token: str) -> SignUp | None:
    """Return what the link ``token`` keeps, or None; one query."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = SignUp.objects.select_related("activity__part__body").filter(key_digest=digest)
    return found.first()


def co_hosted(token: str) -> Campaign | None:
    """Return the campaign that the co-host's link ``token`` leads to, or None; one query."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return Campaign.objects.select_related("body").filter(co_host_key=digest).first()


def adoption_by_body(to: Body, year: int) -> list[tuple[Body, int, int]]:
    """Return per body that sent briefs to ``to`` in ``year``: the body, sent, adopted; two queries.

    A body sees by it how often its briefs were used; most adopted first.
    """
    begin = datetime(year, 1, 1, tzinfo=BEIJING)
    end = datetime(year + 1, 1, 1, tzinfo=BEIJING)
    sent = Brief.objects.filter(to=to, sent_at__gte=begin, sent_at__lt=end)
    counted: dict[int, tuple[int, int]] = {
        row["body"]: (row["sent"], row["adopted"])
        for row in sent.order_by()
        .values("body")
        .annotate(sent=Count("pk"), adopted=Count("pk", filter=Q(verdict=Verdict.ADOPTED)))
    }
    bodies = Body.objects.filter(pk__in=counted).in_tree_order()
    return sorted(((one, *counted[one.pk]) for one in bodies), key=lambda row: -row[2])


def as_brief(report: Report) -> tuple[str, str]:
    """Return title and text of a brief drawn from ``report``: its own words; one query."""
    measures = (
        "：".join(filter(None, (one.title, one.text))) for one in report.passages.order_by("number")
    )
    return report.headline, "\n".join(filter(None, (report.summary, *measures)))

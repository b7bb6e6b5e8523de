"""Who a body is and who answers in it: the chain of responsibility, groups, places (row A1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import (
    Body,
    GroupMembership,
    LeadingGroup,
    OpennessInput,
    Post,
    PostHolding,
    ResponsibilityLink,
    Rung,
)
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.ui.shell import PageMeta, Shell

_TITLE = _("机构与责任")
_RUNG_EM = 5
# Names whose first day is not known are kept with the first day there is.
_UNKNOWN_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Answering:
    """A post with those who hold it on the day; ``document`` appointed it."""

    post: Post
    names: tuple[str, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class RungFacts:
    """One rung of the chain of responsibility, with the posts that answer for it."""

    rung: Rung
    posts: tuple[Answering, ...]
    top: str  # where it stands in the drawing


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A leading group with its seats on the day."""

    group: LeadingGroup
    seats: tuple[tuple[str, Answering], ...]


def _read(body: Body, on: date) -> Callable[[Shell], Mapping[str, Any]]:
    names = _holders_in(body, on)
    departments = list(body.departments.filter(closed=None))
    rungs = _rungs(body, on, names)
    facts = {
        "names": [(name, _known(name.since)) for name in body.names.order_by("since")],
        "departments": departments,
        "halls": list(body.halls.filter(closed=None)),
        "groups": _groups(body, on, names),
        "rungs": rungs,
        "chain_height": f"{len(rungs) * _RUNG_EM}em",
        "powers": list(body.powers.filter(repealed=None).select_related("post")),
        "inputs": _inputs(body),
        "predecessors": list(body.predecessors.order_by("dissolved", "path")),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        meta = PageMeta(column_name=str(_TITLE), column_type=str(_TITLE))
        return {**facts, "on": on, "meta": meta}

    return build


def _holders_in(body: Body, on: date) -> dict[int, tuple[str, ...]]:
    """Return the names of those who hold each post; the law wants the leaders' names known."""
    found: dict[int, tuple[str, ...]] = {}
    holdings = PostHolding.objects.on(on).filter(post__body=body).select_related("person")
    for holding in holdings.order_by("since", "pk"):
        found[holding.post_id] = (*found.get(holding.post_id, ()), holding.person.name)
    return found


def _rungs(body: Body, on: date, names: Mapping[int, tuple[str, ...]]) -> list[RungFacts]:
    links = ResponsibilityLink.objects.on(on).filter(body=body).select_related("post")
    rows = list(links.order_by("pk"))
    found: list[RungFacts] = []
    for rung in Rung:
        posts = tuple(
            Answering(link.post, names.get(link.post_id, ()), link.document)
            for link in rows
            if link.rung == rung
        )
        if posts:
            found.append(RungFacts(rung, posts, f"{len(found) * _RUNG_EM}em"))
    return found


def _groups(body: Body, on: date, names: Mapping[int, tuple[str, ...]]) -> list[GroupFacts]:
    groups = LeadingGroup.objects.filter(body=body, dissolved=None, founded__lte=on)
    seats = GroupMembership.objects.on(on).filter(group__in=groups).select_related("post")
    order = [seat.value for seat in GroupMembership.Seat]
    rows = sorted(seats, key=lambda row: (order.index(row.seat), row.pk))
    return [
        GroupFacts(
            group,
            tuple(
                (
                    str(row.get_seat_display()),
                    Answering(row.post, names.get(row.post_id, ()), row.document),
                )
                for row in rows
                if row.group_id == group.pk
            ),
        )
        for group in groups
    ]


def _known(day: date) -> date | None:
    return day if day.year >= _UNKNOWN_YEAR else None


def _inputs(body: Body) -> list[tuple[OpennessInput, str]]:
    """Return what openness cost, the newest year first, with the amount as it is written."""
    rows = body.openness_inputs.order_by("-year", "kind")
    return [(row, f"{row.amount.normalize():f}") for row in rows]


KINDS = (page_kind("about", _TITLE, _read),)

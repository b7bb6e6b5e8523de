"""What those find who answer for openness: their bodies and every body below them.

A disclosure office, and the head of a body, look down the tree; beside them and above
them nothing exists for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.publishing.lists import with_state
from sunshine.orgs.models import Body, Role
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.queries import Lateness, late_by_body
from sunshine.ui.parts import Pager, Tab, pager

T = TypeVar("T")

OVERSEEING = frozenset({*DISCLOSURE, Role.BODY_HEAD})
PER_PAGE = 25


def overseen_bodies(request: StaffRequest) -> list[Body]:
    """Return the bodies the person watches over, parents before children; one query."""
    wanted = Q(pk__in=[])
    for post in request.posts:
        if OVERSEEING & set(post.roles):
            wanted |= Q(path__startswith=post.body.path)
    return list(Body.objects.filter(wanted, dissolved=None).in_tree_order())


def chosen_body(request: StaffRequest, bodies: Sequence[Body]) -> Body | None:
    """Return the body the address asks for, None for all of them; raise Http404 for a stranger."""
    slug = request.GET.get("body", "")
    if not slug:
        return None
    found = next((body for body in bodies if body.slug == slug), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a long list."""

    rows: Sequence[T]
    total: int
    pager: Pager


def leaf_of(request: StaffRequest, rows: "Sequence[Any] | QuerySet[Any, Any]") -> Leaf[Any]:
    """Return the page of ``rows`` that the address asks for, the last one if there are fewer."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    asked = request.GET.get("page", "1")
    last = max(1, -(-total // PER_PAGE))
    current = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1
    shown = list(rows[(current - 1) * PER_PAGE : current * PER_PAGE])
    return Leaf(
        shown, total, pager(current, last, lambda number: with_state(request, page=str(number)))
    )


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands above each page of the disclosure office, and who is late with what."""

    late: Sequence[Lateness]
    context: Mapping[str, object]


def framing(request: StaffRequest, bodies: Sequence[Body], current: str) -> Framing:
    """Return what stands above each page of the disclosure office; five queries."""
    late = late_by_body(bodies, request.today)
    chosen = chosen_body(request, bodies)
    kept = f"?body={chosen.slug}" if chosen else ""
    tabs = [
        Tab(label, reverse(f"desk:{name}") + kept, is_current=name == current)
        for name, label in (
            ("disclosure", _("待公开")),
            ("closed_papers", _("依申请与不予公开")),
            ("freshness", _("栏目更新")),
            ("late_bodies", _("各机关")),
            ("shares", _("公开比例")),
            ("misses", _("读者查而未得")),
        )
    ]
    context = {"tabs": tabs, "bodies": bodies, "chosen": chosen, "sums": _sums(late)}
    return Framing(late, context)


def _sums(late: Sequence[Lateness]) -> list[tuple[int, str, str, str]]:
    """Return (number, words, where, class) of what is late or soon to be."""
    found = (
        ("papers_late", _("公文逾期未公开"), reverse("desk:disclosure") + "?state=late", True),
        ("papers_soon", _("公文七天内到期"), reverse("desk:disclosure") + "?state=soon", False),
        ("reviews_late", _("逾期未评估"), reverse("desk:closed_papers") + "?state=late", True),
        ("sections_late", _("栏目超期未更新"), reverse("desk:freshness") + "?state=late", True),
        ("sections_soon", _("栏目即将超期"), reverse("desk:freshness") + "?state=soon", False),
        ("reports_late", _("纠错逾期未答复"), reverse("desk:late_bodies"), True),
    )
    numbers = {name: sum(getattr(one, name) for one in late) for name, *_rest in found}
    return [
        (numbers[name], words, url, _tone(numbers[name], is_late=is_late))
        for name, words, url, is_late in found
    ]


def _tone(number: int, *, is_late: bool) -> str:
    if not number:
        return ""
    return "is-late" if is_late else "is-due"

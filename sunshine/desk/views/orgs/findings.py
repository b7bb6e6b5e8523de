"""Finding what an administrator keeps: fetch and right in one; for others it does not exist."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.templatetags.desk import named_short
from sunshine.orgs.models import Body, Person, Post, Role
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.publishing.models import Edition, EditionState, Item, ItemState
from sunshine.ui.parts import Tab
from sunshine.ui.shell import Crumb


def branches(request: StaffRequest) -> list[Body]:
    """Return the bodies at the head of every branch the person administers; no query."""
    heads = [post.body for post in request.posts if Role.ADMINISTRATOR in post.roles]
    return [
        head
        for head in {head.pk: head for head in heads}.values()
        if not any(other.pk != head.pk and other.contains(head) for other in heads)
    ]


def administered_bodies(request: StaffRequest) -> BodyQuerySet:
    """Return every body the person administers, parents before children."""
    wanted = Q(pk__in=[])
    for head in branches(request):
        wanted |= Q(path__startswith=head.path)
    return Body.objects.filter(wanted).in_tree_order()


def administered(request: StaffRequest, slug: str) -> Body:
    """Return the body ``slug`` if the person administers it; raise Http404 otherwise."""
    return get_object_or_404(administered_bodies(request).select_related("parent"), slug=slug)


def administered_post(request: StaffRequest, number: int) -> Post:
    """Return the post ``number`` if the person administers its body; raise Http404 otherwise."""
    return get_object_or_404(
        Post.objects.filter(body__in=administered_bodies(request)).select_related(
            "body", "department"
        ),
        pk=number,
    )


def administered_person(request: StaffRequest, number: int) -> Person:
    """Return the person ``number`` if the person keeps the account; raise Http404 otherwise."""
    person = get_object_or_404(Person.objects.select_related("body"), pk=number)
    if person.body is None and any(head.parent_id is None for head in branches(request)):
        return person
    if person.body is not None and any(head.contains(person.body) for head in branches(request)):
        return person
    raise Http404


def people_of(body: Body) -> QuerySet[Person]:
    """Return whose accounts ``body`` keeps or who hold a post there."""
    return (
        Person.objects.filter(Q(body=body) | Q(holdings__post__body=body))
        .distinct()
        .order_by("left", "name", "pk")
    )


def _page_names() -> dict[str, str]:
    return {
        "body": _("概况"),
        "posts": _("岗位"),
        "people": _("人员"),
        "places": _("大厅与部门"),
        "groups": _("领导小组与责任链"),
        "powers": _("权责事项与公开投入"),
        "audiences": _("特定人群"),
        "events": _("办理记录"),
    }


def tabs_of(body: Body, current: str) -> list[Tab]:
    """Return the tabs of the pages about ``body``."""
    return [
        Tab(label, reverse(f"desk:{name}", args=[body.slug]), is_current=name == current)
        for name, label in _page_names().items()
    ]


def crumbs(body: Body | None = None, page: str = "") -> list[Crumb]:
    """Return the way to a page about ``body``; ``page`` is the list it came from."""
    way = [Crumb(_("机关与人员"), reverse("desk:orgs"))]
    if body is not None:
        way.append(Crumb(named_short(body), reverse("desk:body", args=[body.slug])))
    if body is not None and page:
        way.append(Crumb(_page_names()[page], reverse(f"desk:{page}", args=[body.slug])))
    return way


def consequences(body: Body) -> list[tuple[str, object]]:
    """Return what the end of ``body`` would touch, in figures; six queries."""
    editions = Edition.objects.filter(item__body=body)
    waiting = (EditionState.DRAFT, EditionState.IN_REVIEW)
    due = (EditionState.APPROVED, EditionState.SCHEDULED)
    states = editions.aggregate(
        waiting=Count("pk", filter=Q(state__in=waiting)),
        due=Count("pk", filter=Q(state__in=due)),
    )
    published = Item.objects.filter(body=body, state=ItemState.PUBLISHED).count()
    return [
        (_("已发布、原样保留的条目"), published),
        (_("起草或者审核中的版次"), states["waiting"]),
        (_("已批准、待发布的版次"), states["due"]),
        (_("随之撤销的岗位"), body.posts.filter(abolished__isnull=True).count()),
        (_("随之撤销的部门"), body.departments.filter(closed__isnull=True).count()),
        (_("大厅"), body.halls.filter(closed__isnull=True).count()),
        (_("人员"), body.people.filter(left__isnull=True).count()),
    ]

"""What a person finds on the publishing pages; everything else does not exist for him.

A draft is seen by those who publish in its body, by the reviewers that serve it from
above, and by the disclosure offices and heads of the bodies above. What is out is known
to everybody above who publishes: whoever sees a leak may stop it. What was removed or
pulled is known to those alone who keep it sealed.
"""

import re
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

import sunshine.desk.reasons  # noqa: F401 - registers the sentences
from sunshine.desk.guard import StaffRequest
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Post, Role
from sunshine.orgs.rights import REACHES_DOWN
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.publishing.models import Edition, EditionState, Item, ItemState, Paper, Step
from sunshine.publishing.reviewing import capacity_of
from sunshine.publishing.visibility import listed, viewer_of
from sunshine.ui.shell import Crumb

_CODE = re.compile(r"(?:^|/i/|/items/)([a-z0-9]{10})(?:/|$)")
PUBLISHING = tuple(role for role in Role if role != Role.ADMINISTRATOR)
OVERSEEING = frozenset({*DISCLOSURE, Role.BODY_HEAD})
SEALED = (ItemState.GONE, ItemState.PULLED)
KEEPING = OVERSEEING | {Role.SECRECY_REVIEWER}
REVIEWING = frozenset(
    {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER, Role.SECRECY_REVIEWER}
)


def _with(post: Post, roles: Collection[str]) -> frozenset[str]:
    return frozenset(roles) & frozenset(post.roles)


def bodies_with(request: StaffRequest, roles: Collection[str]) -> list[Body]:
    """Return the bodies in which the person has one of ``roles`` today, by path."""
    found: dict[int, Body] = {}
    for post in request.posts:
        if here := _with(post, roles):
            found[post.body_id] = post.body
            if here & REACHES_DOWN:
                below = Body.objects.filter(path__startswith=post.body.path)
                found.update({body.pk: body for body in below})
    return sorted(found.values(), key=lambda body: body.path)


def own_bodies(request: StaffRequest, roles: Collection[str]) -> list[Body]:
    """Return the bodies of the posts with one of ``roles``; nothing below them; no query."""
    found = {post.body_id: post.body for post in request.posts if _with(post, roles)}
    return sorted(found.values(), key=lambda body: body.path)


def writes_in(request: StaffRequest, body: Body) -> bool:
    """Return whether the person registers and writes in ``body``; no query."""
    return _has(request, body, EDITING)


def discloses_in(request: StaffRequest, body: Body) -> bool:
    """Return whether the person is of the disclosure office of ``body``; no query."""
    return _has(request, body, DISCLOSURE)


def _has(request: StaffRequest, body: Body, roles: Collection[str]) -> bool:
    return any(
        post.body_id == body.pk or (here & REACHES_DOWN and post.body.contains(body))
        for post in request.posts
        if (here := _with(post, roles))
    )


def _sees_drafts(request: StaffRequest, body: Body) -> bool:
    for post in request.posts:
        if post.body_id == body.pk and _with(post, PUBLISHING):
            return True
        if post.body.contains(body) and _with(post, OVERSEEING):
            return True
    above = any(post.body.contains(body) and _with(post, REVIEWING) for post in request.posts)
    return above and any(capacity_of(request.person, s, body, request.today) for s in Step)


def keeps(request: StaffRequest, body: Body) -> bool:
    """Return whether the person keeps what was sealed in ``body``; no query."""
    return any(post.body.contains(body) and _with(post, KEEPING) for post in request.posts)


def _knows(request: StaffRequest, item: Item) -> bool:
    if item.state in SEALED:
        return keeps(request, item.body)
    if item.published_here is not None and any(
        post.body.contains(item.body) and _with(post, PUBLISHING) for post in request.posts
    ):
        return True
    return _sees_drafts(request, item.body)


def seen_edition(request: StaffRequest, code: str, number: int) -> Edition:
    """Return an edition the person may see; raise Http404 otherwise."""
    related = ("item__body", "item__section", "item__paper", "item__responsible_post")
    editions = Edition.objects.select_related(*related, "author", "saved_by", "submitted_by")
    edition = get_object_or_404(editions, item__code=code, number=number)
    if edition.state == EditionState.PULLED:
        seen = keeps(request, edition.item.body)
    elif edition.published_at is not None or edition.item.state in SEALED:
        seen = _knows(request, edition.item)
    else:
        seen = _sees_drafts(request, edition.item.body)
    if not seen:
        raise Http404
    return edition


def written_edition(request: StaffRequest, code: str, number: int) -> Edition:
    """Return an edition of a body in which the person writes; raise Http404 otherwise."""
    edition = seen_edition(request, code, number)
    if not writes_in(request, edition.item.body):
        raise Http404
    return edition


def known_item(request: StaffRequest, code: str) -> Item:
    """Return an item the person may know of; raise Http404 otherwise."""
    related = ("body", "section", "paper", "responsible_post", "current", "moved_to")
    item = get_object_or_404(Item.objects.select_related(*related), code=code)
    if not _knows(request, item):
        raise Http404
    return item


def written_item(request: StaffRequest, code: str) -> Item:
    """Return an item of a body in which the person writes; raise Http404 otherwise."""
    item = known_item(request, code)
    if not writes_in(request, item.body):
        raise Http404
    return item


def papers_seen(request: StaffRequest) -> Q:
    """Return which papers the person finds in registers: of his bodies, and of those below
    for whom disclosure offices and heads answer.
    """
    found = Q(pk__in=[])
    for post in request.posts:
        if _with(post, EDITING):
            found |= Q(body=post.body)
        if _with(post, OVERSEEING):
            found |= Q(body__path__startswith=post.body.path)
    return found


def editions_seen(request: StaffRequest, item: Item) -> QuerySet[Edition]:
    """Return the editions of an item the person may know, the newest first; one query."""
    editions = item.editions.select_related("author").order_by("-number")
    if keeps(request, item.body):
        return editions
    return editions.exclude(state=EditionState.PULLED)


def items_seen(request: StaffRequest) -> Q:
    """Return which items the person finds in lists: of his bodies, and of those he oversees."""
    found = Q(pk__in=[])
    for post in request.posts:
        if _with(post, PUBLISHING):
            found |= Q(body=post.body) & ~Q(state__in=SEALED)
        if _with(post, KEEPING):
            found |= Q(body=post.body)
        if _with(post, OVERSEEING):
            found |= Q(body__path__startswith=post.body.path)
    return found


def named_item(request: StaffRequest, typed: str, *, field: str) -> Item:
    """Return the item whose address or code was typed, of those the person may know.

    Raises Refused("item-not-found") at ``field`` for anything else.
    """
    found = _CODE.search(typed.strip())
    mine = Q(pk__in=listed(viewer_of(request.person, request.today)).values("pk"))
    items = Item.objects.filter(mine | items_seen(request))
    item = items.filter(code=found[1]).first() if found else None
    if item is None:
        raise Refused("item-not-found", field=field, typed=typed.strip()[:60])
    return item


def seen_paper(request: StaffRequest, number: int) -> Paper:
    """Return a paper the person finds in his registers; raise Http404 otherwise."""
    papers = Paper.objects.filter(papers_seen(request))
    related = ("body", "item", "registered_by", "attribute_by")
    return get_object_or_404(papers.select_related(*related), pk=number)


def written_paper(request: StaffRequest, number: int) -> Paper:
    """Return a paper of a body in which the person registers; raise Http404 otherwise."""
    paper = seen_paper(request, number)
    if not writes_in(request, paper.body):
        raise Http404
    return paper


def paper_crumbs(paper: Paper | None = None) -> list[Crumb]:
    """Return the way to a page about a paper."""
    way = [Crumb(_("公文登记簿"), reverse("desk:papers"))]
    if paper is not None:
        way.append(Crumb(paper.title, reverse("desk:paper", args=[paper.pk])))
    return way


def item_crumbs(item: Item | None = None, edition: Edition | None = None) -> list[Crumb]:
    """Return the way to a page about an item, or an edition of it."""
    way = [Crumb(_("条目"), reverse("desk:items"))]
    if item is not None:
        shown = edition or item.current or item.editions.order_by("-number").first()
        name = shown.title if shown is not None and shown.title else item.code
        way.append(Crumb(name, reverse("desk:item", args=[item.code])))
    if item is not None and edition is not None:
        there = reverse("desk:edition", args=[item.code, edition.number])
        way.append(Crumb(_("第%(number)s版") % {"number": edition.number}, there))
    return way

"""Whose sections somebody keeps: the administrators' and the disclosure offices'."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.templatetags.desk import named, named_short
from sunshine.orgs.models import Body, Role
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.orgs.rights import REACHES_DOWN
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.models import Section, SectionSet
from sunshine.ui.shell import Crumb

KEEPING = frozenset({Role.ADMINISTRATOR, *DISCLOSURE})


def kept_bodies(request: StaffRequest) -> BodyQuerySet:
    """Return the bodies whose promises the person may set, parents before children."""
    wanted = Q(pk__in=[])
    for post in request.posts:
        here = KEEPING & set(post.roles)
        if here & REACHES_DOWN:
            wanted |= Q(path__startswith=post.body.path)
        elif here:
            wanted |= Q(pk=post.body_id)
    return Body.objects.filter(wanted, dissolved=None).in_tree_order()


def kept_body(request: StaffRequest, slug: str) -> Body:
    """Return the body ``slug`` if the person keeps its promises; raise Http404 otherwise."""
    return get_object_or_404(kept_bodies(request), slug=slug)


def section_set(slug: str) -> SectionSet:
    """Return a set of sections; raise Http404 if there is none."""
    return get_object_or_404(SectionSet, slug=slug)


def section_of(set_slug: str, slug: str) -> Section:
    """Return a section of a set; raise Http404 if there is none."""
    sections = Section.objects.select_related("set")
    return get_object_or_404(sections, set__slug=set_slug, slug=slug)


def crumbs(further: SectionSet | Body | None = None) -> list[Crumb]:
    """Return the way to a page about a set, or about what a body promises."""
    way = [Crumb(_("栏目设置"), reverse("desk:sections"))]
    if isinstance(further, SectionSet):
        way.append(Crumb(named(further), reverse("desk:section_set", args=[further.slug])))
    elif further is not None:
        there = reverse("desk:promises", args=[further.slug])
        way.append(Crumb(named_short(further), there))
    return way

"""Pages of the site as a whole: all bodies (全部机关), and the map (网站地图)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunshine.orgs.models import Body
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import root_body
from sunshine.public.section_facts import states_of
from sunshine.ui.shell import Crumb, Shell

BODIES, MAP = "/bodies/", "/map/"


@dataclass(slots=True)
class Branch:
    """A body with the bodies right below it."""

    body: Body
    below: list["Branch"] = field(default_factory=list)


def tree_of(bodies: list[Body]) -> list[Branch]:
    """Return the bodies, given in the order of the tree, as branches. Pure."""
    branches = {body.pk: Branch(body) for body in bodies}
    top: list[Branch] = []
    for body in bodies:
        above = branches.get(body.parent_id) if body.parent_id else None
        (above.below if above else top).append(branches[body.pk])
    return top


def _render_bodies(key: Key, on: date) -> Iterator[Output]:
    bodies = list(Body.objects.select_related("successor").order_by("path"))
    facts = {
        "tree": tree_of([body for body in bodies if body.dissolved is None]),
        "former": [body for body in bodies if body.dissolved is not None],
        "count": sum(body.dissolved is None for body in bodies),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        return {**facts, "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(_("全部机关"))]}

    yield from in_both_languages(BODIES, "public/bodies.html", build)


def _render_map(key: Key, on: date) -> Iterator[Output]:
    root = root_body()
    facts = {
        "body": root,
        "states": states_of(root),
        "cities": list(Body.objects.filter(parent=root, dissolved=None).order_by("path")),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        return {**facts, "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(_("网站地图"))]}

    yield from in_both_languages(MAP, "public/map.html", build)


KINDS = (
    Kind("bodies", lambda key: Owned((BODIES,)), _render_bodies, lambda: iter([Key("bodies")])),
    Kind("map", lambda key: Owned((MAP,)), _render_map, lambda: iter([Key("map")])),
)

"""What the page of a guide shows: elements, basis of the day, halls, promises (rows A3, E2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunshine.kit.wording import Wording
from sunshine.matters.codes import categories, code_set, words_of
from sunshine.matters.elements import Guide, Material
from sunshine.matters.labels import LABELS
from sunshine.matters.models import Matter
from sunshine.matters.promises import promises_to
from sunshine.matters.standing import BasisOn, Standing, basis_on
from sunshine.matters.text import period_text, yes_no
from sunshine.orgs.models import Body, Hall
from sunshine.public.promise_facts import kept_words
from sunshine.public.step_picture import picture_of
from sunshine.public.wording import chinese
from sunshine.ui.parts import Fact
from sunshine.ui.shell import Crumb, Shell

# More halls than these are chosen from by city or district.
MOST_HALLS = 8
# Of a body's path: four signs and a slash.
_STEP = 5


@dataclass(frozen=True, slots=True)
class HallLine:
    """A hall where the matter is handled, with the windows that the guide names."""

    hall: Hall
    windows: str
    hours: str
    is_closed: bool


def gather_guide(standing: Standing, on: date) -> dict[str, Any]:
    """Read what the page of a guide shows besides its elements; some ten queries."""
    guide = standing.guide
    halls = halls_of(standing, on)
    makers = {one.made_by for one in guide.materials if one.made_by}
    matters = Matter.objects.reaching(standing.matter.body).filter(key__in=makers)
    related = matters.select_related("item__current").order_by("body__path")
    return {
        "standing": standing,
        "guide": guide,
        "basis": basis_on(guide, on),
        "halls": halls,
        "districts": districts_of(standing, halls) if len(halls) > MOST_HALLS else [],
        "promises": promises_to(standing.matter, on),
        "makers": {one.key: one for one in related if one.item.state == "published"},
        "on": on,
    }


def halls_of(standing: Standing, on: date) -> list[HallLine]:
    """Return the halls where the matter is handled: the ones named, or all that it reaches."""
    body = standing.matter.body
    named = {place.hall: place for place in standing.guide.places if place.hall}
    halls = Hall.objects.filter(body__path__startswith=body.path).select_related("body")
    if named:
        halls = halls.filter(slug__in=named)
    lines = []
    for hall in halls.order_by("body__path", "pk"):
        is_closed = hall.closed is not None and hall.closed <= on
        place = named.get(hall.slug)
        if place is None and is_closed:
            continue
        windows = place.windows if place else _windows(standing.guide)
        lines.append(HallLine(hall, windows, place.hours if place else "", is_closed))
    return lines


def districts_of(
    standing: Standing, lines: Sequence[HallLine]
) -> list[tuple[Body, list[HallLine]]]:
    """Return the halls under the cities or districts just below the guide's body; one query.

    A hall of the body itself stands under the body.
    """
    end = len(standing.matter.body.path) + _STEP
    groups: dict[str, list[HallLine]] = {}
    for line in lines:
        groups.setdefault(line.hall.body.path[:end], []).append(line)
    bodies = Body.objects.filter(path__in=groups).order_by("path")
    return [(body, groups[body.path]) for body in bodies]


def guide_page(found: Mapping[str, Any], shell: Shell) -> dict[str, Any]:
    """Return what the template of a guide shows, in the language that is active; no query."""
    guide: Guide = found["guide"]
    standing: Standing = found["standing"]
    makers = found["makers"]
    return {
        **found,
        "glance": _glance(guide),
        "facts": _facts(guide),
        "codes": _codes(guide),
        "materials": [MaterialLine(one, makers.get(one.made_by)) for one in guide.materials],
        "forms": [one for one in guide.materials if one.form],
        "bases": [(one, _basis_address(one, shell)) for one in found["basis"]],
        "picture": _picture(guide),
        "kept": [(one, kept_words(one.fulfilment)) for one in found["promises"]],
        "ask_url": shell.at(f"{standing.address}materials/"),
        "sheet_url": f"{standing.address}sheet.pdf",
        "labels": LABELS,
        "crumbs": [
            Crumb(_("首页"), shell.body_url),
            Crumb(_("办事指南"), shell.at(f"/b/{standing.matter.body.slug}/matters/")),
            Crumb(guide.name),
        ],
    }


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material as a row of the list; ``maker``: the matter that produced it, if public."""

    material: Material
    maker: Matter | None

    @property
    def carrier(self) -> str:
        """Return paper or electronic, in the language that is active."""
        return str(code_set("carrier").get(self.material.carrier, ""))

    @property
    def is_spared(self) -> bool:
        """Return whether the office has it already, so that it is not asked for."""
        return bool(self.material.made_by)


def _windows(guide: Guide) -> str:
    return "、".join(place.windows for place in guide.places if place.windows and not place.hall)


def _glance(guide: Guide) -> list[Fact]:
    """Return what most people look for first."""
    fee = guide.fee if guide.charged else _("不收费")
    return [
        Fact(LABELS["legal"], chinese(period_text(guide.legal))),
        Fact(LABELS["promised"], chinese(period_text(guide.promised))),
        Fact(_("收费"), chinese(fee) if guide.charged else fee),
        Fact(LABELS["visits"], _("%(count)s次") % {"count": guide.visits}),
        Fact(LABELS["online"], yes_no(guide.online)),
        Fact(LABELS["quantity"], chinese(guide.quantity)),
    ]


def _facts(guide: Guide) -> list[Fact]:
    return [
        Fact(LABELS["result"], chinese(guide.result)),
        Fact(LABELS["scope"], chinese(guide.scope)),
        Fact(LABELS["online_address"], chinese(guide.online_address)),
        Fact(LABELS["appointment"], yes_no(guide.appointment)),
        Fact(LABELS["postage"], yes_no(guide.postage)),
        Fact(LABELS["pay_online"], yes_no(guide.pay_online)),
        Fact(LABELS["fee_basis"], chinese(guide.fee_basis)),
        Fact(LABELS["special_note"], chinese(guide.special_note), wide=True),
    ]


def _codes(guide: Guide) -> list[Fact]:
    def said(name: str, codes: Sequence[str]) -> str:
        return "、".join(map(str, words_of(name, codes)))

    return [
        Fact(LABELS["base_code"], guide.base_code),
        Fact(LABELS["implementing_code"], guide.implementing_code),
        *(
            Fact(LABELS[name], said(name, [getattr(guide, name)]))
            for name in ("type", "level", "subject_kind", "case_type")
        ),
        *(Fact(LABELS[name], said(name, getattr(guide, name))) for name in ("objects", "ways")),
        Fact(LABELS["who"], _listed(categories("who"), guide.who)),
        Fact(LABELS["events"], _listed(categories("events"), guide.events)),
    ]


def _listed(known: Mapping[str, Wording], slugs: Sequence[str]) -> str:
    return "、".join(str(known[one]) for one in slugs if one in known)


def _basis_address(basis: BasisOn, shell: Shell) -> str:
    return shell.at(f"/i/{basis.item.code}/") if basis.item else ""


def _picture(guide: Guide) -> str:
    names = " → ".join(step.name for step in guide.steps)
    return picture_of(guide.steps, title=str(LABELS["steps"]), description=names)

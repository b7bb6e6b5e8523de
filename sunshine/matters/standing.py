"""Which guide holds on a day, what it rests on then, and what an officer should look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sunshine.matters.elements import Basis, Guide, read
from sunshine.matters.models import Matter
from sunshine.orgs.models import Body, Hall
from sunshine.publishing.models import Edition, EditionState, Item, ItemState
from sunshine.publishing.visibility import PUBLIC, Viewer, listed
from sunshine.rulebook.models import Rule, RuleVersion

SHOWN = (EditionState.PUBLISHED, EditionState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A public guide as it holds on a day; ``coming``: the edition that holds later, if any."""

    matter: Matter
    edition: Edition
    guide: Guide
    coming: Edition | None = None

    @property
    def code(self) -> str:
        """Return the code of the item, as it stands in the address."""
        return self.matter.item.code

    @property
    def address(self) -> str:
        """Return the address of the guide's page in the record."""
        return f"/i/{self.code}/"


@dataclass(frozen=True, slots=True)
class BasisOn:
    """What a matter rests on, as it is on a day.

    ``version``: in force then; ``last``: the one in force before, where the rule is repealed;
    ``item``: the public text, if the record has it. ``is_known``: the record keeps the rule.
    """

    basis: Basis
    version: RuleVersion | None = None
    last: RuleVersion | None = None
    item: Item | None = None
    is_known: bool = False

    @property
    def is_repealed(self) -> bool:
        """Return whether the rule, or the text that is linked, no longer holds on the day."""
        if self.is_known:
            return self.version is None
        validity = self.item.current.validity if self.item and self.item.current else ""
        return validity in {"repealed", "expired"}


def edition_on(editions: Sequence[Edition], on: date) -> tuple[Edition | None, Edition | None]:
    """Return (the edition that holds on ``on``, a later one that holds afterwards).

    ``editions``: the shown ones of one item, the oldest first. An edition without a day holds
    from its publication. Before the first one holds, the first is both: it is all there is.
    """
    begun = [one for one in editions if one.in_force_on is None or one.in_force_on <= on]
    later = [one for one in editions if one.in_force_on is not None and one.in_force_on > on]
    if not begun:
        return (later[0], None) if later else (None, None)
    now = begun[-1]
    coming = [one for one in later if one.number > now.number]
    return now, coming[-1] if coming else None


def guides_for(body: Body, on: date, *, viewer: Viewer = PUBLIC) -> list[Standing]:
    """Return the guides that hold for ``body`` on ``on``: its own, and those of bodies above.

    A body's own guide stands in the place of one of the same key above it. By name; two queries.
    """
    items = listed(viewer).values("pk")
    matters = Matter.objects.reaching(body).filter(item__in=items)
    nearest: dict[str, Matter] = {}
    for matter in matters.select_related("item__section", "body").order_by("body__path"):
        nearest[matter.key] = matter
    standing = _standing(nearest.values(), on)
    return sorted(standing, key=lambda one: (one.guide.name, one.matter.pk))


def guides_of(body: Body, on: date, *, viewer: Viewer = PUBLIC) -> list[Standing]:
    """Return the guides that ``body`` itself keeps, as they hold on ``on``; two queries."""
    items = listed(viewer).filter(body=body).values("pk")
    matters = Matter.objects.filter(item__in=items).select_related("item__section", "body")
    return sorted(_standing(matters, on), key=lambda one: (one.guide.name, one.matter.pk))


def guides_in_hall(hall: Hall, on: date, *, viewer: Viewer = PUBLIC) -> list[Standing]:
    """Return the guides to what is handled in ``hall`` on ``on``; two queries.

    A guide that names no hall of the hall's own body is handled in every hall it reaches.
    """
    return [one for one in guides_for(hall.body, on, viewer=viewer) if is_handled_in(one, hall)]


def is_handled_in(standing: Standing, hall: Hall) -> bool:
    """Return whether the guide names ``hall``, or leaves the choice to all; no query."""
    named = {place.hall for place in standing.guide.places if place.hall}
    if standing.matter.body_id == hall.body_id:
        return not named or hall.slug in named
    return True


def guide_of(code: str, on: date, *, viewer: Viewer = PUBLIC) -> Standing | None:
    """Return the guide with the item's ``code`` as it holds on ``on``, None if there is none."""
    matters = Matter.objects.filter(item__in=listed(viewer).filter(code=code).values("pk"))
    found = list(_standing(matters.select_related("item__section", "body"), on))
    return found[0] if found else None


def basis_on(guide: Guide, on: date) -> list[BasisOn]:
    """Return what the guide rests on, in the editions of ``on``; up to four queries."""
    return bases_on([guide], on)[0]


def bases_on(guides: Sequence[Guide], on: date) -> list[list[BasisOn]]:
    """Return for each guide what it rests on; up to four queries whatever their number."""
    every = [one for guide in guides for one in guide.basis]
    versions = _versions({one.rule for one in every if one.rule})
    wanted = {one.item for one in every if one.item}
    items = {}
    if wanted:
        found = listed(PUBLIC).filter(code__in=wanted).select_related("current")
        items = {item.code: item for item in found}
    published = _published(versions.values())
    return [
        [_basis_on(one, on, versions, items, published) for one in guide.basis] for guide in guides
    ]


def _basis_on(
    basis: Basis,
    on: date,
    versions: Mapping[str, list[RuleVersion]],
    items: Mapping[str, Item],
    published: Mapping[int, Item],
) -> BasisOn:
    item = items.get(basis.item)
    if basis.rule not in versions:
        return BasisOn(basis, item=item)
    begun = [
        one
        for one in versions[basis.rule]
        if one.effective_from is None or one.effective_from <= on
    ]
    last = begun[0] if begun else None
    holds = last if last is not None and not last.is_repealed_on(on) else None
    text = published.get(last.pk) if last is not None else None
    return BasisOn(basis, holds, last, item or text, is_known=True)


def _versions(codes: Iterable[str]) -> dict[str, list[RuleVersion]]:
    """Return the versions of the rules, the newest first, by the code of the rule."""
    wanted = set(codes)
    if not wanted:
        return {}
    versions: dict[str, list[RuleVersion]] = {
        code: [] for code in Rule.objects.filter(code__in=wanted).values_list("code", flat=True)
    }
    rows = RuleVersion.objects.filter(rule__code__in=wanted).select_related("rule")
    for version in rows.newest_first():
        versions[version.rule.code].append(version)
    return versions


def _published(versions: Iterable[list[RuleVersion]]) -> dict[int, Item]:
    """Return the public text of each version that has one, by its key; one query."""
    keys = [version.pk for some in versions for version in some]
    if not keys:
        return {}
    items = listed(PUBLIC).filter(rule_version__in=keys).select_related("current")
    return {item.rule_version_id: item for item in items if item.rule_version_id is not None}


def _standing(matters: Iterable[Matter], on: date) -> Iterable[Standing]:
    matters = list(matters)
    editions: dict[int, list[Edition]] = {}
    rows = Edition.objects.filter(item__in=[one.item_id for one in matters], state__in=SHOWN)
    for edition in rows.order_by("item", "number"):
        editions.setdefault(edition.item_id, []).append(edition)
    for matter in matters:
        if matter.item.state not in {ItemState.PUBLISHED, ItemState.WITHDRAWN}:
            continue
        now, coming = edition_on(editions.get(matter.item_id, []), on)
        if now is not None:
            yield Standing(matter, now, read(now.elements), coming)

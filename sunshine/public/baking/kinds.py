"""Every kind of finished file there is, in the order in which they are baked."""

from collections.abc import Iterator

from sunshine.public.baking.data import attachments, discovery, exports, feeds, sitemaps, system
from sunshine.public.baking.keys import Key, Kind
from sunshine.public.baking.matter_keys import OF_MATTERS
from sunshine.public.baking.pages import (
    about,
    catalogue,
    figures,
    guide,
    home,
    item,
    matters,
    rules,
    section,
    site,
)
from sunshine.public.baking.readings import has_root

# Items first: what was taken down is gone before anything else is rendered.
_ALL: tuple[Kind, ...] = (
    *item.KINDS,
    *attachments.KINDS,
    *section.KINDS,
    *home.KINDS,
    *guide.KINDS,
    *about.KINDS,
    *rules.KINDS,
    *catalogue.KINDS,
    *figures.KINDS,
    *matters.KINDS,
    *site.KINDS,
    *exports.KINDS,
    *feeds.KINDS,
    *sitemaps.KINDS,
    *discovery.KINDS,
    *system.KINDS,
)

KINDS = {kind.name: kind for kind in _ALL}
RANK = {kind.name: rank for rank, kind in enumerate(_ALL)}
# Kinds of which every body has exactly one page, under its slug.
OF_A_BODY = ("guide", "about", "rules", "catalogue", "figures", *OF_MATTERS)


# What a reader meets first; a record in the making begins with it.
_DOORS = ("error", "redirects", "home")


def every_key() -> Iterator[Key]:
    """Yield every key that is or ever was filled, kind by kind; reads as it goes.

    Nothing in an empty installation, before it has its first body.
    """
    if not has_root():
        return
    for name in _DOORS:
        yield from KINDS[name].every()
    for kind in _ALL:
        if kind.name not in _DOORS:
            yield from kind.every()

"""From events to keys: what a change touches, and nothing that grows with the record. Pure.

What an item is now comes from ``ItemFacts``; which pages a change of it shows on does not
depend on what the change was, so that a forgotten case cannot leave a page behind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sunshine.public.baking.data.exports import list_year_key
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import KINDS, OF_A_BODY
from sunshine.public.baking.matter_keys import OF_MATTERS
from sunshine.public.baking.pages.home import ROOT
from sunshine.public.baking.pages.section import list_key
from sunshine.public.baking.pending import ALL, BODIES
from sunshine.public.baking.readings import compared, page_number

# Events of publishing that change what the public sees of an item.
_OF_ITEMS = frozenset(
    f"publishing.{kind}"
    for kind in (
        "edition_published",
        "item_withdrawn",
        "item_moved",
        "item_removed",
        "item_pulled",
        "edition_pulled",
        "file_pulled",
        "item_handed_over",
        "step_approved",
        "step_returned",
        "rule_bound",
        "place_posted",
        "place_removed",
        "address_kept",
    )
)
_OF_PARTS = frozenset({"publishing.edition_pulled", "publishing.file_pulled"})
# Events that change the figures of a body, and its promises.
_OF_PAPERS = frozenset(
    f"publishing.{kind}"
    for kind in ("paper_registered", "paper_changed", "attribute_changed", "attribute_confirmed")
)
_OF_PRACTICE = frozenset({"publishing.practice_set"})
_OF_SECTIONS = frozenset({"publishing.section_set_saved", "publishing.section_saved"})
# What happens in the organisation and shows on no page.
_UNSEEN = (
    "orgs.signed_",
    "orgs.sign_in",
    "orgs.session",
    "orgs.account",
    "orgs.link",
    "orgs.reset",
    "orgs.named_group",
)
# The frame of every page names its body, and pages of other bodies lead to it.
_OF_FRAMES = ("orgs.body_", "orgs.bodies_")
# Items and lists name the post that answers for them.
_OF_POSTS = frozenset({"orgs.post_described", "orgs.post_abolished"})


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What decides on which pages an item shows. ``ever_public``: it has, or had, a page."""

    code: str
    body: str
    section: str
    ever_public: bool
    position: int | None = None
    year: int | None = None
    # Every edition that has, or had, a page; of these, the ones that were pulled.
    editions: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    # An address leads from it, or to it.
    leads_on: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, as the planner sees one."""

    kind: str
    subject: str
    body: str


@dataclass(slots=True)
class Plan:
    """What is baked at once, and the marks (``pending``) for what follows in the background."""

    keys: set[Key] = field(default_factory=set)
    later: set[str] = field(default_factory=set)


def plan(
    events: Iterable[Happened],
    facts: Callable[[frozenset[str]], Mapping[str, ItemFacts]],
) -> Plan:
    """Return what the events touch; ``facts`` gives what the items of these codes are now."""
    events = list(events)
    codes = frozenset(
        event.subject.removeprefix("item:")
        for event in events
        if event.kind in _OF_ITEMS and event.subject.startswith("item:")
    )
    made = Plan()
    for item in facts(codes).values() if codes else ():
        made.keys |= keys_of_item(item)
    for event in events:
        _add(made, event)
    made.keys = {key for key in made.keys if key.kind in KINDS}
    return made


def _add(made: Plan, event: Happened) -> None:
    if event.kind in _OF_PARTS:
        # An address that led to what was pulled leads past it.
        made.keys.add(Key("redirects"))
    elif event.kind in _OF_PAPERS:
        made.keys.add(Key("figures", event.body))
    elif event.kind in _OF_PRACTICE or event.kind.startswith("rulebook."):
        made.keys |= keys_of_body(event.body)
    elif event.kind == "publishing.section_promised":
        made.keys |= keys_of_body(event.body)
        made.keys.add(Key("section", event.body, event.subject.rpartition("/")[2]))
        made.later.add(event.body)
    elif event.kind in _OF_SECTIONS:
        made.later.add(ALL)
    elif event.kind.startswith("campaigns.activity_"):
        made.keys |= {ROOT, Key("home", event.body)}
    elif event.kind.startswith("orgs.") and not event.kind.startswith(_UNSEEN):
        made.keys |= keys_of_body(event.body) | {Key("bodies"), Key("map")}
        if event.kind.startswith(_OF_FRAMES):
            made.keys |= keys_of_body(event.subject.removeprefix("body:"))
            made.keys |= {Key("sitemap"), Key("redirects"), Key("dcat"), Key("opensearch")}
            made.later |= {event.body, event.subject.removeprefix("body:"), BODIES}
        elif event.kind in _OF_POSTS:
            made.later.add(event.body)


def keys_of_body(slug: str) -> set[Key]:
    """Return the pages that are about one body as such."""
    keys = {Key(kind, slug) for kind in OF_A_BODY}
    return keys | {ROOT, Key("home", slug), Key("sitemap-body", slug), Key("feed", slug)}


def keys_of_item(item: ItemFacts) -> set[Key]:
    """Return every key on which an item shows, or once showed; none for one never public."""
    if not item.ever_public:
        return set()
    editions = (Key("edition", item.code, str(number)) for number in item.editions)
    shown = [number for number in item.editions if number not in item.hidden]
    both = compared(item.editions, shown)
    pairs = (Key("comparison", item.code, f"{older}-{newer}") for older, newer in both)
    keys = {Key("item", item.code), *editions, *pairs}
    keys |= {Key("item", code) for code in item.related}
    keys |= {Key("file", code) for code in item.attachments}
    return keys | _lists(item) | _outputs(item) | _years(item)


def _lists(item: ItemFacts) -> set[Key]:
    keys = {ROOT, Key("home", item.body), Key("section", item.body, item.section)}
    if item.position is not None:
        # The neighbours link to a page that may just have begun to exist, or ceased to.
        number = page_number(item.position)
        keys |= {
            list_key(item.body, item.section, near)
            for near in (number - 1, number, number + 1)
            if near > 0
        }
    return keys


def _outputs(item: ItemFacts) -> set[Key]:
    return {
        Key("feed", item.body),
        Key("feed", item.body, item.section),
        Key("screen", item.body),
        Key("screen", item.body, item.section),
        Key("list-index", item.body, item.section),
        Key("catalogue", item.body),
        Key("rules", item.body),
        Key("guide", item.body),
        Key("figures", item.body),
        *(Key(name, item.body) for name in OF_MATTERS),
        Key("sitemap-body", item.body),
    } | ({Key("redirects")} if item.leads_on else set())


def _years(item: ItemFacts) -> set[Key]:
    if item.year is None:
        return set()
    return {
        Key("catalogue-year", item.body, str(item.year)),
        list_year_key(item.body, item.section, item.year),
        Key("sitemap-year", item.body, str(item.year)),
    }

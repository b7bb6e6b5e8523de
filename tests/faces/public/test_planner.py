"""What an event touches: everything it shows on, and nothing that grows with the record."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import KINDS
from sunshine.public.baking.pending import ALL, BODIES
from sunshine.public.baking.planner import Happened, ItemFacts, keys_of_item, plan

PUBLIC = ItemFacts(
    code="abc",
    body="ln-dalian",
    section="policies",
    ever_public=True,
    position=40,
    year=2026,
    editions=(1, 3, 4),
    attachments=("f1",),
    related=("xyz",),
    leads_on=True,
)
HIDDEN = ItemFacts(code="sec", body="ln-dalian", section="policies", ever_public=False)


def facts(codes: frozenset[str]) -> Mapping[str, ItemFacts]:
    known = {"abc": PUBLIC, "sec": HIDDEN}
    return {code: known[code] for code in codes}


def planned(kind: str, subject: str = "item:abc", body: str = "ln-dalian") -> set[Key]:
    return plan([Happened(kind, subject, body)], facts).keys


def test_an_item_shows_on_its_pages_lists_outputs_and_years() -> None:
    keys = keys_of_item(PUBLIC)
    for key in (
        Key("item", "abc"),
        Key("item", "xyz"),
        Key("edition", "abc", "1"),
        Key("comparison", "abc", "1-3"),
        Key("comparison", "abc", "3-4"),
        Key("file", "f1"),
        Key("section", "ln-dalian", "policies"),
        Key("list", "ln-dalian/policies", "3"),
        Key("list", "ln-dalian/policies", "2"),
        Key("home"),
        Key("home", "ln-dalian"),
        Key("feed", "ln-dalian"),
        Key("feed", "ln-dalian", "policies"),
        Key("catalogue-year", "ln-dalian", "2026"),
        Key("list-year", "ln-dalian/policies", "2026"),
        Key("sitemap-year", "ln-dalian", "2026"),
        Key("screen", "ln-dalian"),
        Key("redirects"),
    ):
        assert key in keys
    assert Key("comparison", "abc", "1-4") not in keys
    assert len(keys) < 40


@pytest.mark.parametrize(
    "kind",
    ["edition_published", "item_withdrawn", "item_moved", "item_removed", "item_pulled"],
)
def test_every_change_of_an_item_touches_the_same(kind: str) -> None:
    assert planned(f"publishing.{kind}") == {
        key for key in keys_of_item(PUBLIC) if key.kind in KINDS
    }


def test_the_map_of_redirects_is_touched_only_where_something_leads_on() -> None:
    plain = replace(PUBLIC, leads_on=False)
    assert keys_of_item(PUBLIC) - keys_of_item(plain) == {Key("redirects")}


def test_what_was_never_public_touches_nothing() -> None:
    assert planned("publishing.edition_published", "item:sec") == set()


@pytest.mark.parametrize(
    "kind",
    ["publishing.draft_saved", "publishing.looked", "orgs.signed_in", "orgs.named_group_joined"],
)
def test_what_nobody_sees_touches_nothing(kind: str) -> None:
    assert planned(kind) == set()


def test_a_change_of_a_body_is_at_once_on_its_own_pages_and_later_on_all() -> None:
    made = plan([Happened("orgs.body_renamed", "body:ln-dalian", "ln")], facts)
    assert Key("home", "ln-dalian") in made.keys
    assert made.later == {"ln-dalian", "ln", BODIES}


def test_a_promise_is_on_its_section_at_once_and_later_on_its_lists() -> None:
    happened = Happened("publishing.section_promised", "section:thirteen/plans", "ln-dalian")
    made = plan([happened], facts)
    assert Key("section", "ln-dalian", "plans") in made.keys
    assert made.later == {"ln-dalian"}


def test_a_rule_is_on_the_pages_of_its_body() -> None:
    assert Key("rules", "ln-dalian") in planned("rulebook.version_added", "rule:1")


def test_a_new_section_name_is_owed_everywhere() -> None:
    assert plan([Happened("publishing.section_saved", "section:x/y", "ln")], facts).later == {ALL}


def test_events_of_one_batch_are_baked_once() -> None:
    one = planned("publishing.edition_published")
    events = [Happened("publishing.edition_published", "item:abc", "ln-dalian")] * 200
    assert plan(events, facts).keys == one

"""Keeping sections by pages: sets and their order, promises, number patterns; and for whom."""

import pytest
from django.test import Client

from sunshine.audit.models import Event
from sunshine.orgs.models import Person, Post, PostHolding, Role
from sunshine.publishing.models import BodyPractice, Section, SectionPromise, SectionSet
from tests.build.publishing import a_section
from tests.cast import SINCE, Cast
from tests.entering import enter

SETS = "/desk/sections/"


@pytest.fixture
def chief(cast: Cast) -> Client:
    """Return the browser of an administrator of the province, who keeps what all share."""
    person = Person.objects.create(username="chief", name="总", body=cast.ln, joined=SINCE)
    post = Post.objects.create(
        body=cast.ln, slug="chief", name="系统管理员", roles=[Role.ADMINISTRATOR.value]
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return enter(Client(), person)


@pytest.fixture
def section(cast: Cast) -> Section:
    """Return the section of policies in the set of the thirteen."""
    return a_section()


def kinds() -> list[str]:
    return [event.kind for event in Event.objects.order_by("id")]


def of(section: Section, act: str = "") -> str:
    return f"/desk/sections/sets/{section.set.slug}/{act}"


def test_every_page_opens_in_both_languages(cast: Cast, chief: Client, section: Section) -> None:
    body = f"{SETS}b/ln-shenyang-heping/"
    pages = (
        *(SETS, f"{SETS}new/", of(section), of(section, "rename/"), of(section, "new/")),
        *(of(section, "policies/"), body, f"{body}s/policies/", f"{body}practice/", f"{body}set/"),
    )
    for language in ("", "/en"):
        for page in pages:
            assert chief.get(language + page).status_code == 200, page


def test_a_set_is_made_filled_ordered_and_closed(cast: Cast, chief: Client) -> None:
    chief.post(f"{SETS}new/", {"slug": "own", "name": "本市栏目", "name_en": "Our sections"})
    made = SectionSet.objects.get(slug="own")
    for slug, name in (("news", "动态"), ("laws", "法规")):
        facts = {"slug": slug, "name": name, "name_en": slug, "box": "statutory"}
        answer = chief.post("/desk/sections/sets/own/new/", {**facts, "update_days": "14"})
        assert answer.status_code == 302
    move = "/desk/sections/sets/own/laws/move/"
    chief.post(move, {"to": "up"})
    assert [one.slug for one in made.sections.all()] == ["laws", "news"]
    chief.post(move, {"to": "up"})  # is on top already
    assert [one.slug for one in made.sections.all()] == ["laws", "news"]
    chief.post(move, {"to": "down"})
    assert [one.slug for one in made.sections.all()] == ["news", "laws"]
    chief.post("/desk/sections/sets/own/laws/close/")
    assert made.sections.get(slug="laws").closed is not None
    chief.post("/desk/sections/sets/own/laws/close/")
    assert made.sections.get(slug="laws").closed is None
    facts = {"name": "法规库", "name_en": "Laws", "box": "rules", "update_days": ""}
    chief.post("/desk/sections/sets/own/laws/", facts)
    assert made.sections.get(slug="laws").name == "法规库"
    chief.post("/desk/sections/sets/own/rename/", {"name": "市局栏目", "name_en": "City"})
    assert "市局栏目" in chief.get("/desk/sections/sets/own/").content.decode()
    assert kinds().count("publishing.section_saved") == 5


def test_a_refusal_keeps_what_was_typed(chief: Client, section: Section) -> None:
    facts = {"slug": "policies", "name": "又一个", "name_en": "Again", "box": "statutory"}
    answer = chief.post(of(section, "new/"), {**facts, "update_days": "5000"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="又一个"' in page
    assert page.count("field-error") == 2  # the slug and the period, at once


def test_only_the_highest_administrator_keeps_what_all_share(cast: Cast, section: Section) -> None:
    writing = (
        *(f"{SETS}new/", of(section, "rename/"), of(section, "new/"), of(section, "policies/")),
        *(of(section, "policies/close/"), of(section, "policies/move/")),
    )
    for person in (cast.gao, cast.he, cast.wu, cast.li, cast.zhao):
        browser = enter(Client(), person)
        for address in writing:
            assert browser.post(address, {"name": "x"}).status_code == 404, address
    assert enter(Client(), cast.li).get(SETS).status_code == 404
    page = enter(Client(), cast.gao).get(of(section)).content.decode()
    assert "停用" not in page


def test_a_body_promises_by_post_and_period(cast: Cast, section: Section) -> None:
    wu = enter(Client(), cast.wu)
    post = Post.objects.get(slug="li-post")
    address = f"{SETS}b/ln-shenyang-heping/s/policies/"
    assert wu.post(address, {"post": post.pk, "update_days": "30"}).status_code == 302
    promise = SectionPromise.objects.get()
    assert (promise.post, promise.update_days) == (post, 30)
    page = wu.get(f"{SETS}b/ln-shenyang-heping/").content.decode()
    assert "每 30 天" in page
    stranger = Post.objects.get(slug="zhao-post")
    assert wu.post(address, {"post": stranger.pk}).status_code == 422


def test_another_bureau_promises_nothing_here(cast: Cast, section: Section) -> None:
    zhao = enter(Client(), cast.zhao)
    for page in ("", "s/policies/", "practice/", "set/"):
        address = f"{SETS}b/ln-shenyang-heping/{page}"
        assert zhao.get(address).status_code == 404
        assert zhao.post(address, {}).status_code == 404
    assert "和平" not in zhao.get(SETS).content.decode()


def test_number_patterns_are_the_administrators(cast: Cast, section: Section) -> None:
    address = f"{SETS}b/ln-shenyang-heping/practice/"
    patterns = {
        "index_pattern": "{org}/{year}/{serial:04d}",
        "restricted_pattern": "{org}/N{year}/{serial:04d}",
    }
    assert enter(Client(), cast.wu).get(address).status_code == 404
    gao = enter(Client(), cast.gao)
    alike = gao.post(address, {**patterns, "restricted_pattern": patterns["index_pattern"]})
    assert alike.status_code == 422
    odd = gao.post(address, {**patterns, "index_pattern": "{nobody}"})
    assert odd.status_code == 422
    assert gao.post(address, patterns).status_code == 302
    assert BodyPractice.objects.get(body=cast.heping).index_pattern == patterns["index_pattern"]


def test_a_body_chooses_its_set_while_it_is_empty(
    cast: Cast, chief: Client, section: Section
) -> None:
    own = SectionSet.objects.create(slug="own", name="本市栏目", name_en="Own")
    address = f"{SETS}b/ln-shenyang-heping/set/"
    empty = chief.post(address, {"section_set": own.pk})
    assert empty.status_code == 422
    Section.objects.create(set=own, slug="news", name="动态", name_en="News", rank=1)
    assert chief.post(address, {"section_set": own.pk}).status_code == 302
    cast.heping.refresh_from_db()
    assert cast.heping.section_set == "own"

"""Acts on the tables of the authority: rights, dates, and what must never happen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.actions import accounts, beginnings, bodies, deputies, people, places, posts
from sunshine.orgs.models import (
    AccountReset,
    Body,
    BodyName,
    Delegation,
    Person,
    Post,
    PostHolding,
    Role,
)
from sunshine.orgs.rights import holders, may, roles_in

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
EARLIER = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def root() -> Body:
    return beginnings.found_root(
        slug="ln", name="辽宁省税务局", short_name="省局", name_en="Liaoning", at=EARLIER
    )


@pytest.fixture
def admin(root: Body) -> Person:
    return beginnings.appoint_first_administrator(root, username="guan", name="关", at=EARLIER)[0]


@pytest.fixture
def city(root: Body, admin: Person) -> Body:
    return found(root, "ln-shenyang", admin)


def found(parent: Body, slug: str, by: Person) -> Body:
    return bodies.found_body(
        parent,
        slug=slug,
        level="city",
        name=f"{slug}税务局",
        short_name=slug,
        name_en=slug,
        by=by,
        at=EARLIER,
    )


def somebody(body: Body, username: str, by: Person, *roles: Role) -> Person:
    person, _token = people.join(body, username=username, name=username, by=by, at=EARLIER)
    if roles:
        post = posts.create_post(
            body, slug=f"p-{username}", name=username, roles=list(roles), by=by, at=EARLIER
        )
        posts.appoint(
            person, post=post, since=date(2026, 1, 5), document="任〔2026〕1号", by=by, at=EARLIER
        )
    return person


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def test_a_tree_grows_in_order(root: Body, admin: Person, city: Body) -> None:
    dalian = found(root, "ln-dalian", admin)
    heping = found(city, "ln-shenyang-heping", admin)
    assert (root.path, city.path, dalian.path) == ("0001/", "0001/0001/", "0001/0002/")
    assert heping.path == "0001/0001/0001/"
    assert [body.slug for body in heping.ancestors()] == ["ln", "ln-shenyang"]


def test_every_act_leaves_one_event(root: Body, admin: Person, city: Body) -> None:
    before = Event.objects.count()
    places.add_hall(
        city,
        slug="shenyang-hall",
        facts={"name": "办税服务厅", "address": "路1号", "office_hours": "9:00–17:00"},
        by=admin,
        at=AT,
    )
    last = Event.objects.order_by("-id")[0]
    assert Event.objects.count() == before + 1
    assert (last.kind, last.body, last.actor) == ("orgs.hall_added", "ln-shenyang", admin.pk)


def test_an_administrator_of_one_city_cannot_touch_another(
    root: Body, admin: Person, city: Body
) -> None:
    zhao = somebody(found(root, "ln-dalian", admin), "zhao", admin, Role.ADMINISTRATOR)
    before = Event.objects.count()
    for act in (
        lambda: found(city, "ln-shenyang-heping", zhao),
        lambda: people.join(city, username="x1", name="x", by=zhao, at=AT),
        lambda: posts.create_post(city, slug="p", name="p", roles=[], by=zhao, at=AT),
        lambda: bodies.describe_body(city, facts={"telephone": "1"}, by=zhao, at=AT),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert codes(refusal) == {"not-administrator"}
    assert Event.objects.count() == before


def test_renaming_keeps_the_old_name_dated(admin: Person, city: Body) -> None:
    bodies.rename_body(
        city,
        name="国家税务总局沈阳市税务局",
        short_name="沈阳",
        name_en="Shenyang",
        since=TODAY,
        document="辽税发〔2026〕12号",
        by=admin,
        at=AT,
    )
    assert city.name_on(TODAY - DAY) == "ln-shenyang税务局"
    assert city.name_on(TODAY) == city.name == "国家税务总局沈阳市税务局"
    assert BodyName.objects.filter(body=city).count() == 2


def test_merging_keeps_the_record_and_moves_halls_and_people(
    root: Body, admin: Person, city: Body
) -> None:
    local = found(root, "ln-local", admin)
    li = somebody(local, "li", admin, Role.EDITOR)
    hall = places.add_hall(
        local,
        slug="old-hall",
        facts={"name": "厅", "address": "路", "office_hours": "9"},
        by=admin,
        at=EARLIER,
    )
    bodies.merge_bodies(local, successor=city, on=TODAY, document="合并", by=admin, at=AT)
    hall.refresh_from_db()
    li.refresh_from_db()
    assert (local.dissolved, local.successor) == (TODAY, city)
    assert (hall.body, li.body) == (city, city)
    assert Body.objects.filter(slug="ln-local").exists()
    assert may(li, Role.EDITOR, local, TODAY - DAY)
    assert not may(li, Role.EDITOR, local, TODAY)
    assert PostHolding.objects.on(TODAY - DAY).filter(person=li).exists()
    assert not PostHolding.objects.on(TODAY).filter(person=li).exists()


def test_a_body_with_others_below_it_is_not_merged(root: Body, admin: Person, city: Body) -> None:
    found(city, "ln-shenyang-heping", admin)
    dalian = found(root, "ln-dalian", admin)
    with pytest.raises(Refused) as refusal:
        bodies.merge_bodies(city, successor=dalian, on=TODAY, document="", by=admin, at=AT)
    assert codes(refusal) == {"body-has-children"}


def test_moving_takes_the_whole_branch(root: Body, admin: Person, city: Body) -> None:
    heping = found(city, "ln-shenyang-heping", admin)
    dalian = found(root, "ln-dalian", admin)
    bodies.move(city, parent=dalian, document="划转", by=admin, at=AT)
    heping.refresh_from_db()
    assert city.path == "0001/0002/0001/"
    assert heping.path == "0001/0002/0001/0001/"
    with pytest.raises(Refused) as refusal:
        bodies.move(dalian, parent=heping, document="", by=admin, at=AT)
    assert "under-itself" in codes(refusal)


def test_an_administrator_cannot_make_himself_a_reviewer(admin: Person, city: Body) -> None:
    post = posts.create_post(
        city, slug="final", name="终审", roles=[Role.FINAL_REVIEWER], by=admin, at=AT
    )
    with pytest.raises(Refused) as refusal:
        posts.appoint(admin, post=post, since=TODAY, document="", by=admin, at=AT)
    assert codes(refusal) == {"own-review-role"}
    own = Post.objects.get(slug="administrator")
    with pytest.raises(Refused) as refusal:
        posts.set_roles(own, roles=[Role.ADMINISTRATOR, Role.SECRECY_REVIEWER], by=admin, at=AT)
    assert codes(refusal) == {"own-review-role"}
    other = somebody(city, "wang", admin, Role.FINAL_REVIEWER)
    held = PostHolding.objects.get(person=other).post
    with pytest.raises(Refused) as refusal:
        deputies.delegate(
            held, holder=other, deputy=admin, since=TODAY, until=TODAY, by=admin, at=AT
        )
    assert "own-review-role" in codes(refusal)


def test_the_last_administrator_stays(root: Body, admin: Person) -> None:
    holding = PostHolding.objects.get(person=admin)
    with pytest.raises(Refused) as refusal:
        people.leave(admin, reason="调离", by=admin, at=AT)
    assert codes(refusal) == {"last-administrator"}
    with pytest.raises(Refused):
        posts.relieve(holding, last_day=TODAY, document="", by=admin, at=AT)
    with pytest.raises(Refused):
        posts.abolish_post(holding.post, by=admin, at=AT)
    with pytest.raises(Refused):
        posts.set_roles(holding.post, roles=[], by=admin, at=AT)
    second = somebody(root, "second", admin, Role.ADMINISTRATOR)
    people.leave(admin, reason="调离", by=second, at=AT)
    assert not may(admin, Role.ADMINISTRATOR, root, TODAY)


def test_whoever_leaves_has_nothing_at_once(admin: Person, city: Body) -> None:
    li = somebody(city, "li", admin, Role.EDITOR)
    wang = somebody(city, "wang", admin, Role.EDITOR, Role.BODY_HEAD)
    post = PostHolding.objects.get(person=li).post
    deputies.delegate(post, holder=li, deputy=wang, since=TODAY, until=TODAY, by=li, at=AT)
    people.leave(li, reason="退休", by=admin, at=AT)
    li.refresh_from_db()
    assert not li.is_active
    assert roles_in(li, city, TODAY) == frozenset()
    assert li not in holders(Role.EDITOR, city, TODAY)
    assert not Delegation.objects.on(TODAY).exists()
    assert PostHolding.objects.on(TODAY - DAY).filter(person=li).exists()


def test_a_deputy_is_a_colleague_and_names_no_deputy(admin: Person, city: Body) -> None:
    li = somebody(city, "li", admin, Role.EDITOR)
    wang = somebody(city, "wang", admin, Role.FIRST_REVIEWER)
    stranger, _token = people.join(city, username="new", name="新", by=admin, at=EARLIER)
    post = PostHolding.objects.get(person=wang).post
    week = TODAY + 7 * DAY
    deputies.delegate(post, holder=wang, deputy=li, since=TODAY, until=week, by=wang, at=AT)
    assert may(li, Role.FIRST_REVIEWER, city, week)
    assert not may(li, Role.FIRST_REVIEWER, city, week + DAY)
    for holder, deputy, by, code in (
        (wang, stranger, wang, "not-a-colleague"),
        (wang, wang, wang, "deputy-of-oneself"),
        (li, wang, li, "not-the-holder"),
        (wang, li, li, "not-administrator"),
    ):
        with pytest.raises(Refused) as refusal:
            deputies.delegate(
                post,
                holder=holder,
                deputy=deputy,
                since=week + DAY,
                until=week + DAY,
                by=by,
                at=AT,
            )
        assert code in codes(refusal)


def test_a_first_link_works_once(admin: Person, city: Body) -> None:
    person, token = people.join(city, username="li", name="李", by=admin, at=AT)
    assert not person.has_usable_password()
    accounts.accept_link(token, password="a-long-pass-phrase", at=AT)
    person.refresh_from_db()
    assert person.check_password("a-long-pass-phrase")
    for spent in (token, "nonsense"):
        with pytest.raises(Refused) as refusal:
            accounts.accept_link(spent, password="another-pass-phrase", at=AT)
        assert codes(refusal) == {"link-is-over"}
    with pytest.raises(Refused) as refusal:
        people.invite_again(person, by=admin, at=AT)
    assert codes(refusal) == {"account-in-use"}


def test_a_reset_needs_two_people_and_neither_is_the_person(
    root: Body, admin: Person, city: Body
) -> None:
    second = somebody(root, "second", admin, Role.ADMINISTRATOR)
    li = somebody(city, "li", admin, Role.DISCLOSURE_HEAD)
    reset = accounts.open_reset(
        li, lost=AccountReset.Lost.FACTOR, reason="手机遗失", by=admin, at=AT
    )
    for by in (admin, li):
        with pytest.raises(Refused) as refusal:
            accounts.release_reset(reset, identity="见面", by=by, at=AT)
        assert codes(refusal) == {"needs-second-person"}
    token = accounts.release_reset(reset, identity="当面核对工作证", by=second, at=AT)
    with pytest.raises(Refused) as refusal:
        accounts.accept_link(token, password="a-long-pass-phrase", at=AT + DAY)
    assert codes(refusal) == {"link-is-over"}
    with pytest.raises(Refused) as refusal:
        accounts.release_reset(reset, identity="again", by=second, at=AT)
    assert codes(refusal) == {"reset-is-decided"}
    kinds = list(Event.objects.filter(subject=f"person:{li.pk}").values_list("kind", flat=True))
    assert kinds[-2:] == ["orgs.reset_opened", "orgs.reset_released"]

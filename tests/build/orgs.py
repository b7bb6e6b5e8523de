"""Reaching states of the authority through its own acts, for houses with real processes."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.actions import (
    audiences,
    beginnings,
    bodies,
    groups,
    people,
    places,
    posts,
    powers,
)
from sunshine.orgs.models import Body, Person, Post, Role
from sunshine.orgs.rights import holders
from tests.cast import PASSWORD
from tests.entering import give_factor


def furnished(username: str = "guan") -> dict[str, str]:
    """Found a small authority with something on every page; return slug and secrets.

    ``token`` is the open first link of "new.one"; ``secret`` the key of the administrator's
    authenticator app.
    """
    at = timezone.now()
    root = beginnings.found_root(
        slug="ln",
        name="国家税务总局辽宁省税务局",
        short_name="辽宁省局",
        name_en="Liaoning Tax Service",
        at=at,
    )
    keeper, _token = beginnings.appoint_first_administrator(
        root, username=username, name="关", name_en="Guan", at=at
    )
    keeper.set_password(PASSWORD)
    keeper.save()
    city = bodies.found_body(
        root,
        slug="ln-shenyang",
        level="city",
        name="国家税务总局沈阳市税务局",
        short_name="沈阳市局",
        name_en="Shenyang Tax Service",
        by=keeper,
        at=at,
    )
    _furnish(city, keeper)
    newcomer, token = people.join(city, username="new.one", name="新", by=keeper, at=at)
    post = posts.create_post(
        city, slug="editor", name="采编岗", roles=[Role.EDITOR], by=keeper, at=at
    )
    today = beijing_day(at)
    posts.appoint(newcomer, post=post, since=today, document="任〔2026〕1号", by=keeper, at=at)
    return {"token": token, "secret": give_factor(keeper), "city": city.slug}


def _furnish(city: Body, keeper: Person) -> None:
    at, day = timezone.now(), date(2026, 1, 5)
    hall = {"name": "第一办税服务厅", "address": "青年大街1号", "office_hours": "9:00—17:00"}
    places.add_hall(city, slug="shenyang-one", facts=hall, by=keeper, at=at)
    places.add_department(city, slug="office", facts={"name": "办公室"}, by=keeper, at=at)
    post = posts.create_post(
        city, slug="head", name="局长", roles=[Role.BODY_HEAD], by=keeper, at=at
    )
    group = groups.found_leading_group(
        city, name="政务公开领导小组", document="沈税发〔2026〕1号", founded=day, by=keeper, at=at
    )
    groups.take_seat(
        group, post=post, seat="head", since=day, document="沈税发〔2026〕1号", by=keeper, at=at
    )
    groups.name_responsible(city, rung="chief", post=post, since=day, by=keeper, at=at)
    powers.add_power(
        city, code="01001", name="增值税专用发票最高开票限额审批", kind="01",
        basis="税收征收管理法", by=keeper, at=at,
    )  # fmt: skip
    audience = audiences.found_named_group(
        city, slug="exporters", name="出口退税企业", by=keeper, at=at
    )
    audiences.add_member(audience, person=keeper, since=day, by=keeper, at=at)


def race_to_appoint(post: int, person: int, keeper: str) -> str:
    """Appoint ``person`` to ``post`` and return "done", or the codes of the refusal."""
    return _outcome(
        lambda at: posts.appoint(
            Person.objects.get(pk=person),
            post=Post.objects.get(pk=post),
            since=beijing_day(at),
            document="",
            by=Person.objects.get(username=keeper),
            at=at,
        )
    )


def race_to_dismiss(person: str, by: str) -> str:
    """Let ``by`` record that ``person`` left; return "done", or the codes of the refusal."""
    return _outcome(
        lambda at: people.leave(
            Person.objects.get(username=person),
            reason="race",
            by=Person.objects.get(username=by),
            at=at,
        )
    )


def _outcome(act: Callable[[datetime], object]) -> str:
    try:
        act(timezone.now())
    except Refused as refused:
        return " ".join(reason.code for reason in refused.reasons)
    return "done"


def contested() -> dict[str, object]:
    """Return a post and a person whom several want to appoint, and their administrator."""
    furnished()
    return {
        "post": Post.objects.get(slug="head").pk,
        "person": Person.objects.get(username="new.one").pk,
        "keeper": "guan",
    }


def two_administrators() -> None:
    """Found an authority with two administrators, "guan" and "second"."""
    furnished()
    at = timezone.now()
    keeper = Person.objects.get(username="guan")
    root = Body.objects.get(slug="ln")
    second, _token = people.join(root, username="second", name="次", by=keeper, at=at)
    posts.appoint(
        second,
        post=Post.objects.get(slug="administrator"),
        since=beijing_day(at),
        document="",
        by=keeper,
        at=at,
    )


def count_administrators() -> int:
    """Return how many people administer the root today."""
    root = Body.objects.get(slug="ln")
    return len(holders(Role.ADMINISTRATOR, root, beijing_day(timezone.now())))

"""The administrator's pages: every act by its form, every refusal kept beside what was typed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import (
    AccountReset,
    Body,
    Delegation,
    LeadingGroup,
    Person,
    Post,
    PostHolding,
    Role,
)
from sunshine.orgs.rights import may
from tests.cast import SINCE, Cast
from tests.entering import enter

BODY = "/desk/orgs/b/ln-shenyang-heping/"


@pytest.fixture
def gao(cast: Cast, client: Client) -> Client:
    """Return the browser of the administrator of Heping."""
    return enter(client, cast.gao)


@pytest.fixture
def chief(cast: Cast) -> Client:
    """Return the browser of an administrator of the province."""
    person = Person.objects.create(username="chief", name="总", body=cast.ln, joined=SINCE)
    post = Post.objects.create(
        body=cast.ln, slug="chief", name="系统管理员", roles=[Role.ADMINISTRATOR.value]
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return enter(Client(), person)


def today() -> date:
    return beijing_day(timezone.now())


def last_event() -> Event:
    return Event.objects.order_by("-id")[0]


def done(client: Client, to: str, /, **given: object) -> str:
    """Send a form, hold it to success, and return the page it leads to."""
    answer = client.post(to, given, follow=True)
    assert answer.redirect_chain, re.findall(r'field-error">.*?</p>', answer.content.decode())
    return answer.content.decode()


PAGES = ("", "posts/", "people/", "places/", "groups/", "powers/", "audiences/", "events/")
ACTS = (
    *("found/", "edit/", "rename/", "move/", "merge/", "dissolve/", "posts/new/", "people/join/"),
    *("places/hall/", "places/department/", "groups/found/", "chain/new/", "powers/new/"),
    *("inputs/new/", "audiences/new/"),
)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", [*PAGES, *ACTS])
def test_every_page_opens_in_both_languages(gao: Client, page: str, language: str) -> None:
    answer = gao.get(f"{language}{BODY}{page}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_stranger_to_a_body_finds_none_of_its_pages(cast: Cast, gao: Client) -> None:
    for other in (cast.shenyang, cast.dalian):
        for page in (*PAGES, *ACTS):
            assert gao.get(f"/desk/orgs/b/{other.slug}/{page}").status_code == 404
    editor = enter(Client(), cast.li)
    assert editor.get(BODY).status_code == 404
    assert editor.get("/desk/orgs/").status_code == 404
    zhao_post = Post.objects.get(slug="zhao-post")
    assert gao.get(f"/desk/orgs/posts/{zhao_post.pk}/roles/").status_code == 404
    assert gao.get(f"/desk/orgs/people/{cast.zhao.pk}/").status_code == 404


def test_the_tree_shows_the_branch_and_searches(cast: Cast, gao: Client, chief: Client) -> None:
    whole = chief.get("/desk/orgs/").content.decode()
    own = gao.get("/desk/orgs/").content.decode()
    assert "ln-dalian" in whole
    assert "ln-dalian" not in own
    assert "ln-shenyang-heping" in own
    found = chief.get("/desk/orgs/", {"q": "大连"}).content.decode()
    assert "ln-dalian" in found
    assert "ln-shenyang" not in found


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(gao: Client) -> None:
    answer = gao.post(
        f"{BODY}posts/new/",
        {"slug": "li-post", "name": "窗口岗位", "roles": ["editor"], "telephone": "024-1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "代号 li-post 已被使用" in page
    assert 'value="窗口岗位"' in page
    assert 'value="024-1"' in page


def test_a_post_is_created_filled_and_abolished(cast: Cast, gao: Client) -> None:
    done(gao, f"{BODY}posts/new/", slug="window", name="窗口", roles=["editor", "first_reviewer"])
    post = Post.objects.get(slug="window")
    at = f"/desk/orgs/posts/{post.pk}/"
    done(gao, f"{at}appoint/", person=cast.lin.pk, since=today(), document="任〔2026〕1号")
    assert may(cast.lin, Role.FIRST_REVIEWER, cast.heping, today())
    done(gao, f"{at}roles/", roles=["editor"])
    assert not may(cast.lin, Role.FIRST_REVIEWER, cast.heping, today())
    holding = PostHolding.objects.get(post=post)
    yesterday = today() - timedelta(days=1)
    done(gao, f"/desk/orgs/holdings/{holding.pk}/relieve/", last_day=yesterday, document="")
    done(gao, f"{at}abolish/", document="")
    post.refresh_from_db()
    assert post.abolished == today()


def test_an_administrator_is_not_offered_to_review_himself(cast: Cast, gao: Client) -> None:
    post = Post.objects.get(slug="qian-post")
    answer = gao.post(
        f"/desk/orgs/posts/{post.pk}/appoint/",
        {"person": cast.gao.pk, "since": today(), "document": ""},
    )
    assert "请由另一位系统管理员办理" in answer.content.decode()
    assert not may(cast.gao, Role.FINAL_REVIEWER, cast.heping, today())


def test_joining_shows_the_link_once_and_keeps_no_copy(gao: Client) -> None:
    answer = gao.post(f"{BODY}people/join/", {"name": "新", "username": "new.one"})
    page = answer.content.decode()
    found = re.search(r"/account/link/([\w-]+)/", page)
    assert answer.status_code == 200
    assert found is not None
    person = Person.objects.get(username="new.one")
    assert found.group(1) not in str(list(person.links.values()))
    assert Client().get(found.group(0)).status_code == 200
    again = gao.post(f"/desk/orgs/people/{person.pk}/link/").content.decode()
    assert Client().get(found.group(0)).status_code == 404
    assert found.group(1) not in again


def test_leaving_is_recorded_and_takes_effect(cast: Cast, gao: Client) -> None:
    li = enter(Client(), cast.li)
    assert li.get("/desk/").status_code == 200
    done(gao, f"/desk/orgs/people/{cast.li.pk}/leave/", reason="退休")
    assert li.get("/desk/").status_code == 302
    page = gao.get(f"/desk/orgs/people/{cast.li.pk}/").content.decode()
    assert "离开日期" in page


def test_two_people_recover_an_account(cast: Cast, gao: Client) -> None:
    done(gao, f"/desk/orgs/people/{cast.li.pk}/reset/", lost="factor", reason="手机遗失")
    reset = AccountReset.objects.get()
    own = gao.get(f"/desk/orgs/resets/{reset.pk}/release/").content.decode()
    assert "申请人和发起人不能自行确认" in own
    he = enter(Client(), cast.he)
    assert "手机遗失" in he.get("/desk/orgs/resets/").content.decode()
    page = he.post(f"/desk/orgs/resets/{reset.pk}/release/", {"identity": "当面核对工作证"})
    assert re.search(r"/account/link/[\w-]+/", page.content.decode())
    zhao = enter(Client(), cast.zhao)
    assert zhao.get("/desk/orgs/resets/").status_code == 404


def test_merging_shows_what_it_touches_first(cast: Cast, chief: Client) -> None:
    address = f"{BODY}merge/"
    preview = chief.get(address).content.decode()
    assert "随之撤销的岗位" in preview
    page = done(chief, address, successor=cast.shenyang.pk, on=today(), document="改革方案")
    assert "已并入" in page
    cast.heping.refresh_from_db()
    assert cast.heping.successor == cast.shenyang
    assert last_event().kind == "orgs.bodies_merged"


def test_a_body_with_bodies_below_cannot_be_merged(cast: Cast, chief: Client) -> None:
    page = chief.get("/desk/orgs/b/ln-shenyang/merge/").content.decode()
    assert "还有下级机关" in page
    assert "disabled" in page


def test_a_body_is_founded_described_renamed_and_moved(cast: Cast, chief: Client) -> None:
    done(
        chief,
        "/desk/orgs/b/ln-shenyang/found/",
        slug="ln-shenyang-tiexi",
        level="district",
        name="铁西区税务局",
        short_name="铁西",
        name_en="Tiexi",
    )
    at = "/desk/orgs/b/ln-shenyang-tiexi/"
    done(chief, f"{at}edit/", telephone="024-12366")
    done(
        chief,
        f"{at}rename/",
        name="新铁西区税务局",
        short_name="新铁西",
        name_en="New Tiexi",
        since=today(),
        document="辽税发〔2026〕1号",
    )
    page = done(chief, f"{at}move/", parent=cast.dalian.pk, document="划转")
    assert "024-12366" in page
    body = Body.objects.get(slug="ln-shenyang-tiexi")
    assert (body.name, body.parent) == ("新铁西区税务局", cast.dalian)
    assert body.name_on(today() - timedelta(days=1)) == "铁西区税务局"


def test_groups_chain_powers_inputs_and_audiences(cast: Cast, gao: Client) -> None:
    post = Post.objects.get(slug="wang-post")
    done(gao, f"{BODY}groups/found/", name="政务公开领导小组", founded=today(), document="一号")
    group = LeadingGroup.objects.get()
    seat = {"post": post.pk, "seat": "head", "since": today(), "document": "二号"}
    done(gao, f"/desk/orgs/groups/{group.pk}/seat/", **seat)
    twice = gao.post(f"/desk/orgs/groups/{group.pk}/seat/", seat).content.decode()
    assert "届时已经在列" in twice
    done(gao, f"{BODY}chain/new/", rung="chief", post=post.pk, since=today())
    done(gao, f"{BODY}powers/new/", code="01001", name="许可", kind="01", basis="税收征管法")
    done(gao, f"{BODY}inputs/new/", year=2026, kind="money", amount="12.5")
    done(gao, f"{BODY}audiences/new/", name="出口企业", slug="heping-exporters")
    audience = cast.heping.named_groups.get(slug="heping-exporters")
    done(gao, f"/desk/orgs/audiences/{audience.pk}/member/", username="sun", since=today())
    assert audience.members.get().person == cast.sun
    page = gao.get(f"{BODY}groups/").content.decode()
    assert "政务公开领导小组" in page
    assert "主要领导负总责" in page
    assert "12.5" in gao.get(f"{BODY}powers/").content.decode()


def test_halls_and_departments(cast: Cast, gao: Client) -> None:
    hall = {"name": "一厅", "address": "路1号", "office_hours": "9:00—17:00"}
    done(gao, f"{BODY}places/hall/", slug="heping-hall", **hall)
    done(gao, f"{BODY}places/department/", slug="office", name="办公室")
    number = cast.heping.halls.get().pk
    done(gao, f"/desk/orgs/halls/{number}/", **{**hall, "name": "第一厅"})
    page = done(gao, f"/desk/orgs/halls/{number}/close/", on=today())
    assert "第一厅" in page
    assert "已关闭" in page


def test_the_record_of_acts_names_who_did_what(cast: Cast, gao: Client) -> None:
    done(gao, f"{BODY}audiences/new/", name="出口企业", slug="heping-exporters")
    page = gao.get(f"{BODY}events/").content.decode()
    assert "设立特定人群" in page
    assert cast.gao.name in page


def test_a_holder_names_a_deputy_and_ends_it(cast: Cast, client: Client) -> None:
    wang = enter(client, cast.wang)
    post = Post.objects.get(slug="wang-post")
    address = reverse("desk:name_deputy", args=[post.pk])
    days = {"since": today(), "until": today() + timedelta(days=3)}
    wrong = wang.post(address, {"deputy": cast.zhao.pk, **days})
    assert wrong.status_code == 422  # of another bureau: not offered, not accepted
    page = done(wang, address, deputy=cast.he.pk, **days)
    assert "何代您的" in page
    he = enter(Client(), cast.he)
    assert "您代理王" in he.get("/desk/").content.decode()
    number = Delegation.objects.get().pk
    stranger = enter(Client(), cast.li)
    assert stranger.post(f"/desk/me/deputy/{number}/end/").status_code == 404
    done(wang, f"/desk/me/deputy/{number}/end/")
    assert not may(cast.he, Role.BODY_HEAD, cast.heping, today())


def test_absence_is_recorded_and_ended(cast: Cast, client: Client) -> None:
    li = enter(client, cast.li)
    assert "登记外出" in done(li, "/desk/me/away/", since=today())
    cast.li.refresh_from_db()
    assert cast.li.is_away(today())
    done(li, "/desk/me/back/")
    cast.li.refresh_from_db()
    assert not cast.li.is_away(today())

"""E2: a complete guide, as a citizen finds, reads, asks and prints it; a draft is nowhere."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client
from lxml import html

from sunshine.audit.models import Event
from sunshine.matters.elements import Basis
from sunshine.matters.models import Matter
from sunshine.orgs.actions.places import close_hall
from sunshine.orgs.models import Hall
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.public.baking.matter_keys import guide_keys, keys_behind
from sunshine.publishing.actions.takedown import pull
from sunshine.rulebook.actions import VersionFacts, add_version, register_rule, repeal_version
from sunshine.rulebook.models import Rule, RuleVersion
from tests.asking import Visitor
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast
from tests.faces.public.conftest import Record

AT = release.AT
DAY = date(2026, 3, 3)
BASE = "/b/ln-shenyang-heping/"


@dataclass
class Site:
    """A guide that is out, one that is a draft, and the rule they rest on."""

    cast: Cast
    hall: Hall
    matter: Matter
    draft: Matter
    rule: Rule
    version: RuleVersion
    record: Record

    def bake(self, on: date = DAY) -> Visitor:
        """Bake what these tests open, and return who opens it."""
        names = ("matters", "promises", "boards")
        keys = {Key(name, "ln-shenyang-heping") for name in names} | set(guide_keys())
        keys |= {Key("item", self.draft.item.code), Key("feed", "ln-shenyang-heping")}
        with baker_at(self.record.root) as baker:
            baker.bake(keys, on=on)
        return Visitor(self.record.root)


@pytest.fixture
def site(cast: Cast, record: Record) -> Site:
    hall = build.a_hall(cast.heping)
    rule = register_rule(cast.heping, title="停业管理办法", by=cast.wu, at=AT)
    facts = VersionFacts(effective_from=date(2020, 1, 1), document_number="和税发〔2020〕1号")
    version = add_version(rule, facts, text="第一条 停业。", by=cast.wu, at=AT)
    build.registration(cast, hall)
    basis = (Basis("停业管理办法", "第一条", rule=rule.code),)
    matter = build.published_matter(cast, build.complete_guide(hall, basis=basis))
    secret = build.complete_guide(hall, name="尚未公开的事项", words=("秘密词",), basis=basis)
    draft = build.draft_matter(cast, secret, key="draft")
    return Site(cast, hall, matter, draft, rule, version, record)


def words(visitor: Visitor, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status == 200, address
    return " ".join(html.fromstring(answer.body).find(".//main").text_content().split())


def test_a_guide_says_everything_on_one_page(site: Site) -> None:
    visitor = site.bake()
    address = f"/i/{site.matter.item.code}/"
    text = words(visitor, address)
    for said in (
        *("停业登记", "歇业", "即时办结", "停业复业报告书", "税务机关制发", "不收费", "全市通办"),
        *("停业管理办法", "和税发〔2020〕1号", "沈阳市和平区南京北街1号", "3至8号窗口"),
        *("六十日内申请行政复议", "停业期间要申报吗", "024-12345678", "和平区春华面馆"),
        *("不用提交，税务机关已经掌握", "信息报告", "实行定期定额征收方式", "1106001"),
    ):
        assert said in text, said
    tree = html.fromstring(visitor.get(address).body)
    picture = tree.find(".//svg[@class='steps-picture']")
    assert picture.find("title").text == "办理流程"
    assert picture.find("desc").text == "提出 → 办理 → 取件"
    english = words(visitor, f"/en{address}")
    for said in ("Materials", "Legal period", "at once", "Always", "Free of charge"):
        assert said in english, said


def test_a_repealed_basis_is_shown_as_repealed(site: Site) -> None:
    address = f"/i/{site.matter.item.code}/"
    assert "已废止" not in words(site.bake(), address)
    repeal_version(site.version, repealed_on=DAY, document="新办法", by=site.cast.wu, at=AT)
    text = words(site.bake(), address)
    assert "停业管理办法" in text
    assert "已废止" in text


def test_what_happens_to_a_rule_or_a_hall_shows_on_the_guides_that_name_it(site: Site) -> None:
    guides = {Key("item", site.matter.item.code)}
    last = Event.objects.latest("id").pk
    repeal_version(site.version, repealed_on=DAY, document="新办法", by=site.cast.wu, at=AT)
    assert guides <= keys_behind(Event.objects.filter(pk__gt=last))
    last = Event.objects.latest("id").pk
    close_hall(site.hall, on=DAY, by=site.cast.gao, at=AT)
    assert guides <= keys_behind(Event.objects.filter(pk__gt=last))
    assert "已停止对外办公" in words(site.bake(), f"/i/{site.matter.item.code}/")
    assert keys_behind([]) == set()


def test_until_the_new_edition_holds_the_old_one_is_shown(site: Site) -> None:
    guide = build.complete_guide(site.hall, scope="全省通办")
    item, new_year = site.matter.item, date(2027, 1, 1)
    build.next_guide(site.cast, item, guide, at=AT, in_force_on=new_year)
    before = words(site.bake(), f"/i/{item.code}/")
    assert "全市通办" in before
    assert "2027年1月1日" in before
    after = words(site.bake(on=new_year), f"/i/{item.code}/")
    assert "全省通办" in after
    assert "全市通办" not in after


def test_finding_and_asking_without_a_script(site: Site, client: Client) -> None:
    find = f"{BASE}matters/find/"
    assert "停业登记" in client.get(find, {"q": "歇业"}).content.decode()
    assert "信息报告" not in client.get(find, {"q": "歇业"}).content.decode()
    assert "没有找到这样的事项" in client.get(find, {"q": "火箭"}).content.decode()
    assert "停业登记" in client.get(find, {"event": "pausing"}).content.decode()
    assert client.get(find, {"event": "x"}).status_code == 404
    assert client.get("/b/nowhere/matters/find/").status_code == 404
    ask = f"/i/{site.matter.item.code}/materials/"
    assert "授权委托书" in client.get(ask).content.decode()
    alone = client.get(ask, {"who": "self"}).content.decode()
    assert "授权委托书" not in alone
    assert "停业复业报告书" in alone
    assert "授权委托书" in client.get(ask, {"who": "agent"}).content.decode()
    assert "What do I need to bring" in client.get(f"/en{ask}").content.decode()


def test_a_guide_is_printed_as_one_sheet(site: Site, client: Client) -> None:
    address = f"/i/{site.matter.item.code}/sheet.pdf"
    plain, large = client.get(address), client.get(address, {"large": "1"})
    for answer in (plain, large):
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert plain.content != large.content
    assert client.get(address).content == plain.content


def test_a_draft_is_in_no_output(site: Site, client: Client) -> None:
    visitor = site.bake()
    code = site.draft.item.code
    never = "0000000000"
    for address in ("/i/{}/", "/en/i/{}/", "/i/{}/materials/", "/i/{}/sheet.pdf"):
        hidden, nothing = (visitor.get(address.format(one)) for one in (code, never))
        assert (hidden.status, hidden.queries) == (404, nothing.queries), address
        assert hidden.text.replace(code, never) == nothing.text, address
        assert client.get(address.format(code)).status_code == 404, address
    for address in (f"{BASE}matters/", f"{BASE}boards/", f"{BASE}feed.atom"):
        body = visitor.get(address).body
        assert "尚未公开的事项" not in body.decode()
        assert code not in body.decode()
    for asked in ({"q": "秘密词"}, {"q": "尚未公开"}, {}):
        answer = client.get(f"{BASE}matters/find/", asked).content.decode()
        assert "尚未公开的事项" not in answer
        assert code not in answer


def test_a_pulled_guide_leaves_list_sheet_and_questions(site: Site, client: Client) -> None:
    code = site.matter.item.code
    pull(site.matter.item, reason="有误", by=site.cast.li, at=AT)
    visitor = site.bake()
    with baker_at(site.record.root) as baker:
        baker.bake({Key("item", code)}, on=DAY)
    for address in (f"/i/{code}/", f"/i/{code}/materials/", f"/i/{code}/sheet.pdf"):
        assert client.get(address).status_code == 404
    assert "停业登记" not in words(visitor, f"{BASE}matters/")
    assert visitor.get(f"/i/{code}/").status == 404


def test_an_old_edition_reads_as_its_text(site: Site) -> None:
    item = site.matter.item
    guide = replace(build.complete_guide(site.hall), scope="全省通办")
    build.next_guide(site.cast, item, guide, at=AT)
    with baker_at(site.record.root) as baker:
        baker.bake({Key("edition", item.code, "1"), Key("comparison", item.code, "1-2")}, on=DAY)
    visitor = Visitor(site.record.root)
    assert "全市通办" in words(visitor, f"/i/{item.code}/e/1/")
    compared = words(visitor, f"/i/{item.code}/compare/1-2/")
    assert "第1版" in compared
    assert "省" in compared

"""Rows A1 A2 B1 B3 as a citizen reads them: who answers, which rule holds, what is published."""

from datetime import date

import pytest
from lxml import html

from sunshine.orgs.models import Body
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key
from tests.asking import Visitor
from tests.build.public_site import RULE, PublicSite, public_site
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record

BASE = "/b/ln-shenyang-heping/"


@pytest.fixture
def site(cast: Cast, record: Record, tmp_path, settings) -> PublicSite:  # type: ignore[no-untyped-def]
    settings.FILES_DIR = tmp_path / "files"
    made = public_site(cast)
    bake(record)
    return made


def bake(record: Record) -> None:
    """Bake what these tests open."""
    slugs = {"", "ln", "ln-shenyang-heping", "404"}
    items = {"item", "edition", "comparison"}
    keys = [key for key in every_key() if key.subject in slugs or key.kind in items]
    with baker_at(record.root) as baker:
        baker.bake(keys, on=DAY)


@pytest.fixture
def visitor(site: PublicSite, record: Record) -> Visitor:
    return Visitor(record.root)


def words(visitor: Visitor, address: str, status: int = 200) -> str:
    """Return the text of a page as it is read."""
    answer = visitor.get(address)
    assert answer.status == status, address
    return " ".join(html.fromstring(answer.body).find(".//main").text_content().split())


def meta(visitor: Visitor, address: str) -> dict[str, str]:
    """Return the 网页标签 of a page."""
    tree = html.fromstring(visitor.get(address).body)
    return {tag.get("name"): tag.get("content") for tag in tree.findall(".//meta[@name]")}


def test_the_chain_of_responsibility_names_posts_and_people(visitor: Visitor) -> None:
    text = words(visitor, f"{BASE}about/")
    for rung in (
        "党组统一领导",
        "主要领导负总责",
        "分管领导具体抓",
        "职能部门具体实施",
        "纪检监察监督检查",
    ):
        assert rung in text
    assert "机关主要负责人王" in text
    assert "关于成立领导小组的通知" in text
    assert "和平大街1号" in text


def test_every_item_says_who_is_responsible(visitor: Visitor, site: PublicSite) -> None:
    text = visitor.get(f"/i/{site.revised.code}/").text
    assert site.revised.responsible_post.name in text
    assert f'/error-report/?page=/i/{site.revised.code}/"' in text


def test_the_rule_in_force_on_a_day(visitor: Visitor, site: PublicSite) -> None:
    assert "2026年3月2日有效的制度" in words(visitor, f"{BASE}rules/")
    assert f"/i/{site.rule_item.code}/" in visitor.get(f"{BASE}rules/").text
    old = words(visitor, f"{BASE}rules/?on=2020-01-01")
    assert "2020年1月1日有效的制度" in old
    assert "第1版" in old.partition("全部版本")[0]
    assert "第2版" not in old.partition("全部版本")[0]
    assert "这一天没有有效的制度" in words(visitor, f"{BASE}rules/?on=2018-01-01")
    wrong = words(visitor, f"{BASE}rules/?on=20255-01-01", 400)
    assert "20255" in wrong
    assert "In force on" in words(visitor, f"/en{BASE}rules/?on=2020-01-01")


def test_the_key_facts_of_an_item(visitor: Visitor, site: PublicSite) -> None:
    address = f"/i/{site.revised.code}/"
    text = words(visitor, address)
    for fact in (
        site.revised.index_number,
        "沈和税发〔2026〕3号",
        "2026年2月27日",
        "限时办结；服务",
        "自2026年1月1日起的所属期",
        "部分条款失效",
        "流程图.txt",
        "办理期限由十日改为五个工作日。",
    ):
        assert str(fact) in text
    tags = meta(visitor, address)
    assert tags["ArticleTitle"] == "限时办结办法"
    assert tags["ContentSource"] == site.cast.heping.name
    assert tags["PubDate"] == "2026-03-02 09:00"
    assert tags["SiteName"] == site.cast.ln.name


def test_a_clause_that_lapsed_is_marked_where_it_stands(visitor: Visitor, site: PublicSite) -> None:
    tree = html.fromstring(visitor.get(f"/i/{site.revised.code}/").body)
    marked = tree.get_element_by_id("clause-1")
    assert marked.findtext("s").startswith("第一条")
    assert marked.findtext("span[@class]") == "已失效"
    struck = [one.text_content() for one in tree.findall(".//s")]
    assert not [one for one in struck if "第二条" in one]


def test_old_editions_and_what_changed(visitor: Visitor, site: PublicSite) -> None:
    code = site.revised.code
    assert "这是历史版次" in words(visitor, f"/i/{code}/e/1/")
    compared = visitor.get(f"/i/{code}/compare/1-2/").text
    assert "<del>十日</del>" in compared or "<del>十</del>" in compared
    assert "五个工作" in compared
    assert "部分条款失效" in compared


def test_notices_say_what_a_reader_must_know(visitor: Visitor, site: PublicSite) -> None:
    withdrawn = words(visitor, f"/i/{site.withdrawn.code}/")
    assert "本件已撤回" in withdrawn
    assert "日期有误，另行公布。" in withdrawn
    urgent = words(visitor, f"/i/{site.emergency.code}/")
    assert "以下审核随后补齐：复审、终审" in urgent
    assert "本件已撤回" not in urgent


def test_sections_promise_and_empty_ones_say_what_comes_there(visitor: Visitor) -> None:
    policies = words(visitor, f"{BASE}policies/")
    assert "承诺至少每30天更新一次" in policies
    assert "2026年4月1日" in policies
    assert "申报期限一览" not in policies
    empty = words(visitor, f"{BASE}plans/")
    assert "本栏目还没有公开条目" in empty
    assert visitor.get(f"{BASE}nope/").status == 404
    tags = meta(visitor, f"{BASE}policies/")
    assert tags["ColumnName"] == "政策法规"


def test_the_home_has_the_four_boxes_and_every_section(visitor: Visitor) -> None:
    for address in (BASE, f"/en{BASE}", "/"):
        text = visitor.get(address).text
        for page in ("guide/", "rules/", "catalogue/", "annual-reports/", "policies/", "topics/"):
            assert page in text
    assert "限时办结办法" in words(visitor, BASE)


def test_the_guide_is_made_of_live_data(visitor: Visitor, site: PublicSite, record: Record) -> None:
    Body.objects.filter(pk=site.cast.heping.pk).update(
        disclosure_office="和平区局公开办",
        disclosure_telephone="024-1234",
        disclosure_fax="024-5678",
    )
    bake(record)
    text = words(visitor, f"{BASE}guide/")
    for fact in (
        "和平区局公开办",
        "024-1234",
        "024-5678",
        "和平大街1号",
        "20个工作日",
        "第四十七条",
    ):
        assert fact in text
    assert f"{site.cast.heping.org_code}/2026-" in text
    assert "不得公开" in text


def test_the_shares_are_public_figures(visitor: Visitor) -> None:
    text = words(visitor, f"{BASE}figures/")
    assert "100.0%" in text
    assert "过程性信息" in text
    assert "统计截至2026年3月2日" in text


def test_a_merged_body_keeps_its_record_with_a_notice(
    visitor: Visitor, site: PublicSite, record: Record
) -> None:
    Body.objects.filter(pk=site.cast.heping.pk).update(
        dissolved=date(2026, 3, 1), successor=site.cast.shenyang
    )
    bake(record)
    for address in (BASE, f"{BASE}about/", f"{BASE}guide/"):
        text = words(visitor, address)
        assert "职责由国家税务总局沈阳市税务局承担" in text
    assert "发布机构已合并" in words(visitor, f"/i/{site.revised.code}/")
    assert RULE in words(visitor, f"{BASE}rules/")


def test_the_name_is_that_of_the_day_it_was_made(
    visitor: Visitor, site: PublicSite, record: Record
) -> None:
    site.cast.heping.names.create(
        name="沈阳市和平区国家税务局", since=date(2015, 1, 1), until=date(2026, 3, 1)
    )
    bake(record)
    address = f"/i/{site.revised.code}/"
    assert "沈阳市和平区国家税务局（现为国家税务总局沈阳市和平区税务局）" in words(visitor, address)
    assert meta(visitor, address)["ContentSource"] == "沈阳市和平区国家税务局"

"""Rules of a body by their pages: registered, changed, repealed, bound to what is published."""

from datetime import date

from django.test import Client

from sunshine.rulebook.models import Clause, Rule, RuleVersion
from tests.build.release import published
from tests.cast import Cast
from tests.entering import enter

RULES = "/desk/rules/"
TEXT = (
    "第一条　为了做好保密审查，制定本办法。\n第二条　先审查、后公开。\n第三条　自印发之日起施行。"
)


def a_rule(cast: Cast, browser: Client) -> Rule:
    facts = {"body": cast.heping.pk, "title": "保密审查办法", "title_en": "Secrecy review"}
    assert browser.post(f"{RULES}new/", facts).status_code == 302
    return Rule.objects.get()


def a_version(rule: Rule, browser: Client, since: str = "2020-01-01", **facts: str) -> None:
    given = {"document_number": "", "adopted_on": "", "effective_from": since, "text": TEXT}
    answer = browser.post(f"{RULES}{rule.code}/version/", {**given, **facts})
    assert answer.status_code == 302, answer.content.decode()


def test_a_rule_goes_through_its_life(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    rule = a_rule(cast, wu)
    assert "还没有版本" in wu.get(f"{RULES}{rule.code}/").content.decode()
    a_version(rule, wu)
    a_version(rule, wu, "2024-01-01", document_number="沈和税发〔2024〕1号")
    page = wu.get(f"{RULES}{rule.code}/").content.decode()
    assert "现行有效" in page
    assert "已被新版本代替" in page
    assert "先审查、后公开" in page
    clause = f"{RULES}{rule.code}/2/clauses/2/repeal/"
    assert wu.post(clause, {"until": "2025-12-31", "document": "一号"}).status_code == 302
    assert Clause.objects.get(version__number=2, ordinal=2).until == date(2025, 12, 31)
    assert wu.post(clause, {"until": "", "document": "一号"}).status_code == 422
    repeal = f"{RULES}{rule.code}/2/repeal/"
    answer = wu.post(repeal, {"repealed_on": "2026-01-01", "document": "二号"})
    assert answer.status_code == 302
    assert "没有现行版本" in wu.get(RULES).content.decode()
    assert "disabled" in wu.get(repeal).content.decode()


def test_a_version_is_bound_to_its_item(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    rule = a_rule(cast, wu)
    a_version(rule, wu)
    item = published(cast)
    address = f"{RULES}{rule.code}/1/item/"
    assert item.index_number is not None
    assert item.index_number in wu.get(address).content.decode()
    assert wu.post(address, {"item": item.pk}).status_code == 302
    item.refresh_from_db()
    assert item.rule_version == RuleVersion.objects.get()
    page = wu.get(f"/en{RULES}{rule.code}/").content.decode()
    assert f"/desk/items/{item.code}/" in page


def test_what_is_wrong_stays_on_the_page(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    rule = a_rule(cast, wu)
    again = {"body": cast.heping.pk, "title": "保密审查办法", "title_en": ""}
    assert wu.post(f"{RULES}new/", again).status_code == 422
    odd = {"effective_from": "20255-01-01", "text": TEXT}
    answer = wu.post(f"{RULES}{rule.code}/version/", odd)
    assert answer.status_code == 422
    assert "先审查、后公开" in answer.content.decode()
    other = {"body": cast.dalian.pk, "title": "别人的办法", "title_en": ""}
    assert wu.post(f"{RULES}new/", other).status_code == 422


def test_for_others_the_rules_do_not_exist(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    rule = a_rule(cast, wu)
    a_version(rule, wu)
    addresses = ("", "version/", "1/repeal/", "1/item/", "1/clauses/2/repeal/")
    for person in (cast.zhao, cast.li, cast.ma):
        browser = enter(Client(), person)
        for address in addresses:
            assert browser.get(f"{RULES}{rule.code}/{address}").status_code == 404
            assert browser.post(f"{RULES}{rule.code}/{address}", {}).status_code == 404
    assert enter(Client(), cast.li).get(RULES).status_code == 404
    assert rule.title not in enter(Client(), cast.zhao).get(RULES).content.decode()
    assert "保密审查办法" in enter(Client(), cast.he).get(RULES).content.decode()

"""The pages of the yearly accounts: who finds them, and the way from draft to record."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sunshine.figures.actions import begin
from sunshine.figures.forms import form_of, groups_of
from sunshine.figures.models import Account, Kind, State
from sunshine.figures.printing.formats import FORMATS
from sunshine.publishing.models import Item
from sunshine.publishing.reference import load_sections
from tests.build import inforequests as requests
from tests.build.accounts import AT, PlainCounts, begun, entered, handed_in, signed
from tests.cast import Cast
from tests.entering import enter as sit_down

pytestmark = pytest.mark.django_db
NONE = PlainCounts()
PAGES = ("account", "account_write", "account_hand_in", "account_sign", "account_give_back",
         "account_correct", "account_publish")  # fmt: skip


def place(name: str, account: Account, *more: str) -> str:
    return reverse(f"desk:{name}", args=[account.pk, *more])


def posted(client: Client, address: str, **facts: Any) -> str:
    """Send a form and return the page that it leads to."""
    answer = client.post(address, facts, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def hidden(client: Client, address: str, name: str = "seen") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', client.get(address).content.decode())
    assert found
    return found[1]


def test_strangers_find_nothing(cast: Cast) -> None:
    account = entered(begun(cast), cast)
    addresses = [place(name, account) for name in PAGES]
    addresses += [
        place("account_file", account, "json"),
        place("account_enter", account, "licences"),
        place("account_countersign", account, "licences"),
        place("account_evidence", account, "licences"),
        place("account_cell", account) + "?table=applications&row=1&column=总计",
    ]
    for person in (cast.li, cast.zhao, cast.qian, cast.gao):
        client = sit_down(Client(), person)
        assert {client.get(address).status_code for address in addresses} == {404}
    above = sit_down(Client(), cast.ma)
    assert above.get(place("account", account)).status_code == 200
    assert above.post(place("account_write", account), {"revision": "1"}).status_code == 422


def test_the_overview_shows_own_bodies_only(cast: Cast) -> None:
    begun(cast)
    begin(cast.dalian, 2025, Kind.DISCLOSURE, by=cast.zhao, at=AT)
    address = f"{reverse('desk:accounts')}?year=2025&kind=disclosure"
    page = sit_down(Client(), cast.wu).get(address).content.decode()
    assert cast.heping.name in page
    assert cast.dalian.name not in page
    assert "全部机关汇总" not in page
    city = sit_down(Client(), cast.ma)
    page = city.get(address).content.decode()
    assert cast.shenyang.name in page
    assert cast.heping.name in page
    assert "全部机关汇总" in page
    total = reverse("desk:accounts_sum") + "?year=2025&kind=disclosure"
    assert "不是法定年度报告" in city.get(total).content.decode()
    assert city.get(f"{total}&format=xlsx").headers["Content-Disposition"]
    for wrong in ("?year=1999", "?year=abcd", "?kind=x"):
        assert city.get(reverse("desk:accounts") + wrong).status_code == 404


def test_the_way_from_beginning_to_record(cast: Cast) -> None:
    load_sections(at=timezone.now())
    wu, he, wang = (sit_down(Client(), getattr(cast, name)) for name in ("wu", "he", "wang"))
    page = posted(
        wu, reverse("desk:begin_account"), body=cast.heping.pk, year=2025, kind="disclosure"
    )
    account = Account.objects.get()
    assert "还没有填报" in page
    for group in groups_of(form_of(account.kind, account.year)):
        cells = {f"cell_{number}": "12" for number, _place in enumerate(group.places)}
        file = BytesIO(f"证据{group.key}".encode())
        file.name = "导出.txt"
        enter_at = place("account_enter", account, group.key)
        assert "等待第二人" in posted(wu, enter_at, source="金税系统", file=file, **cells)
        sign_at = place("account_countersign", account, group.key)
        assert wu.post(sign_at, {"seen": hidden(wu, sign_at)}).status_code == 422
        assert "已签名" in posted(he, sign_at, seen=hidden(he, sign_at))
        evidence = he.get(place("account_evidence", account, group.key))
        assert evidence.getvalue().decode() == f"证据{group.key}"
    texts = {**account.texts, "problems": "公开的针对性有待加强。", "revision": "1"}
    assert "文字已保存" in posted(wu, place("account_write", account), **texts)
    clash = wu.post(place("account_write", account), texts)
    assert clash.status_code == 422
    assert "您写的都在下面" in clash.content.decode()
    assert "没有差错" in wu.get(place("account", account)).content.decode()
    assert "已报送" in posted(wu, place("account_hand_in", account), explanation="")
    sign_at = place("account_sign", account)
    assert "已签发并冻结" in posted(wang, sign_at, seen=hidden(wang, sign_at))
    account.refresh_from_db()
    assert account.state == State.SIGNED
    page = posted(wu, place("account_publish", account), seen="x")
    item = Item.objects.get()
    assert item.section.slug == "annual-reports"
    files = [one.attachment.name for one in item.editions.get().attached.all()]
    assert [name.rsplit(".", 1)[1] for name in files] == ["pdf", "docx", "xlsx", "json"]
    assert wu.post(place("account_publish", account), {"seen": "x"}).status_code == 422


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    account = begun(cast)
    wu = sit_down(Client(), cast.wu)
    answer = wu.post(
        place("account_enter", account, "fees"), {"cell_0": "1.234567", "source": "某系统"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("1.234567", "某系统", "请附上佐证材料", "最多四位小数"):
        assert words in page
    answer = wu.post(place("account_write", account), {"revision": "1", "general": "写了{nosuch}"})
    page = answer.content.decode()
    assert "没有“nosuch”这个数据项" in page
    assert "写了{nosuch}" in page
    assert wu.get(place("account_enter", account, "nosuch")).status_code == 404


def test_cells_open_only_what_is_reckoned(cast: Cast) -> None:
    account = begun(cast)
    wu = sit_down(Client(), cast.wu)
    base = place("account_cell", account)
    sound = (
        "table=applications&row=3.7&column=总计",
        "table=review_litigation&row=行政复议&column=总计",
        "table=proactive&row=规章&column=现行有效件数",
    )
    for asked in sound:
        assert wu.get(f"{base}?{asked}").status_code == 200
    for asked in ("", "table=x&row=1&column=总计", "table=applications&row=1&column=x",
                  "table=proactive&row=行政许可&column=本年处理决定数量"):  # fmt: skip
        assert wu.get(f"{base}?{asked}").status_code == 404


def test_a_cell_opens_the_cases_the_person_may_open(cast: Cast) -> None:
    request = requests.received(cast)
    account = begin(cast.heping, 2026, Kind.DISCLOSURE, by=cast.wu, at=timezone.now())
    asked = f"{place('account_cell', account)}?table=applications&row=1&column=总计"
    link = reverse("desk:case", args=[request.case_id])
    page = sit_down(Client(), cast.wu).get(asked).content.decode()
    assert request.case.number in page
    assert link in page
    above = sit_down(Client(), cast.ma).get(asked).content.decode()
    assert request.case.number in above
    may_open = sit_down(Client(), cast.ma).get(link).status_code == 200
    assert (link in above) == may_open


def test_files_of_draft_and_of_versions(cast: Cast) -> None:
    snapshot = signed(cast, NONE)
    wu = sit_down(Client(), cast.wu)
    for form in FORMATS:
        answer = wu.get(place("account_file", snapshot.account, form))
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    here = place("account_file", snapshot.account, "json")
    assert wu.get(f"{here}?version=1").status_code == 200
    for wrong in ("?version=2", "?version=x"):
        assert wu.get(here + wrong).status_code == 404
    assert wu.get(place("account_file", snapshot.account, "exe")).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_in_both_languages(cast: Cast, language: str) -> None:
    account = handed_in(cast, NONE)
    begin(cast.heping, 2025, Kind.ENFORCEMENT, by=cast.wu, at=AT)
    begin(cast.heping, 2018, Kind.DISCLOSURE, by=cast.wu, at=AT)
    addresses = [place("account", one) for one in Account.objects.all()]
    addresses += [place(name, account) for name in PAGES]
    addresses += [reverse("desk:accounts"), reverse("desk:begin_account")]
    for person in (cast.wu, cast.wang):
        client = sit_down(Client(), person)
        answers = {address: client.get(language + address).status_code for address in addresses}
        assert set(answers.values()) == {200}

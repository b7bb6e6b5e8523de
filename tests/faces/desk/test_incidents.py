"""A leak at the desk: found by its address, pulled in two taps, reported, cleared, closed."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from sunshine.orgs.models import Hall
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.incidents import note_check
from sunshine.publishing.actions.places import post_at_place
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import Incident, Item, PlacePosting, Scope, TakedownTask
from tests.build.release import AT, approved, draft, next_draft, published
from tests.cast import Cast
from tests.faces.desk.working import done

TITLE = "关于公布办税服务厅延时服务办法的公告"


def status_of(client: Client, address: str) -> int:
    """Return the status of an answer, which is read to its end."""
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    return answer.status_code


def photograph() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(stream, "PNG")
    return SimpleUploadedFile("现场.png", stream.getvalue(), "image/png")


@pytest.fixture
def item(cast: Cast, desks: dict[str, Client]) -> Item:
    Hall.objects.create(body=cast.heping, slug="heping-hall", name="和平厅")
    edition = draft(cast)
    attach(edition, stream=io.BytesIO(b"a b"), filename="名单.txt", by=cast.li, at=AT)
    item = published(cast, edition)
    publish(approved(cast, next_draft(item, cast)), by=cast.wu, at=AT)
    item.refresh_from_db()
    return item


def pulled(desks: dict[str, Client], item: Item, who: str = "chen", **given: str) -> Incident:
    done(desks[who], f"/desk/items/{item.code}/pull/", reason="附件含身份证号", **given)
    return Incident.objects.latest("pk")


@pytest.mark.parametrize("who", ["li", "chen", "zhou", "wu", "wang", "ma"])
def test_an_address_or_a_number_leads_to_the_button(
    who: str, item: Item, desks: dict[str, Client]
) -> None:
    file = item.attachments.get().code
    for asked in (
        f"https://www.example.gov.cn/i/{item.code}/",
        f"/en/i/{item.code}/e/1/",
        f"http://localhost:8000/f/{file}/%E5%90%8D.txt",
        str(item.index_number),
        item.code,
    ):
        answer = desks[who].get("/desk/leak/", {"q": asked})
        assert answer["Location"] == f"/desk/items/{item.code}/pull/", asked
    page = desks[who].get("/desk/leak/", {"q": "延时服务"}).content.decode()
    assert f"/desk/items/{item.code}/pull/" in page


def test_what_cannot_be_pulled_is_not_found(item: Item, desks: dict[str, Client]) -> None:
    hidden = [
        desks[who].get("/desk/leak/", {"q": asked})
        for who, asked in (("zhao", f"/i/{item.code}/"), ("zhao", TITLE), ("li", "/i/2222222222/"))
    ]
    for answer in hidden:
        assert answer.status_code == 422
        assert TITLE not in answer.content.decode().replace(f'value="{TITLE}"', "")
    assert desks["gao"].get("/desk/leak/").status_code == 404


def test_who_does_not_keep_it_is_thanked_and_finds_the_tasks(
    item: Item, desks: dict[str, Client]
) -> None:
    page = done(desks["li"], f"/desk/items/{item.code}/pull/", reason="泄密")
    assert "谢谢您及时发现" in page
    assert "和平厅" in page
    assert TITLE not in page
    incident = Incident.objects.get()
    assert desks["li"].get(f"/desk/incidents/{incident.pk}/").status_code == 404
    assert desks["zhao"].get("/desk/takedowns/").content.decode().count("和平厅") == 0


def test_a_part_is_chosen_on_the_same_page(item: Item, desks: dict[str, Client]) -> None:
    file = item.attachments.get()
    page = desks["chen"].get(f"/desk/items/{item.code}/pull/").content.decode()
    assert "只下线第1版" in page
    assert "只下线附件：名单.txt" in page
    assert pulled(desks, item, what=f"file:{file.code}").scope == Scope.FILE
    assert pulled(desks, item, what="edition:1").scope == Scope.EDITION
    item.refresh_from_db()
    assert item.state == "published"
    page = desks["wu"].get(f"/desk/items/{item.code}/").content.decode()
    assert "第 1 版" in page
    assert "第 1 版" not in desks["chen"].get(f"/desk/items/{item.code}/").content.decode()
    assert desks["chen"].get(f"/desk/items/{item.code}/1/").status_code == 404
    assert "名单.txt" not in desks["chen"].get(f"/desk/items/{item.code}/2/").content.decode()


def test_an_incident_is_reported_cleared_and_closed(
    item: Item, cast: Cast, desks: dict[str, Client]
) -> None:
    incident = pulled(desks, item)
    here = f"/desk/incidents/{incident.pk}/"
    page = desks["wu"].get(here).content.decode()
    for words in ("距报告时限还有23小时", "可能的知悉情况", "和平厅", "正在逐个核查全部输出"):
        assert words in page
    assert "泄露事件" in desks["wang"].get("/desk/head/").content.decode()
    assert "清理任务" in desks["li"].get("/desk/").content.decode()
    done(desks["wu"], f"{here}report/", report="报告（改）\n第一段")
    assert "第一段" in desks["wu"].get(f"{here}print/").content.decode()
    done(desks["wu"], f"{here}place/", place="村委会公告栏")
    for task in TakedownTask.objects.all():
        who = "li" if task.kind in {"hall", "place"} else "wu"
        given = {"outcome": "done", "statement": "已办", "picture": photograph()}
        done(desks[who], f"/desk/takedowns/{task.pk}/", **given)
    done(desks["wu"], f"{here}sent/", report="报告（改）", to="市保密局")
    note_check(incident, pages=True, outputs=True, whole=True, at=timezone.now())
    assert "没有残留" in desks["wu"].get(here).content.decode()
    assert "重新核查" in done(desks["wu"], f"{here}check/")
    note_check(incident, whole=True, at=timezone.now())
    done(desks["he"], f"{here}close/", conclusion="已查明。")
    assert "没有正在办理的泄露事件" in desks["wu"].get("/desk/incidents/").content.decode()


def test_a_proof_is_seen_by_who_took_it_and_by_those_in_charge(
    item: Item, desks: dict[str, Client]
) -> None:
    task = pulled(desks, item).tasks.get(kind="hall")
    address = f"/desk/takedowns/{task.pk}/"
    text = SimpleUploadedFile("现场.png", b"not a picture", "image/png")
    given = {"outcome": "done", "statement": "已取下", "picture": text}
    assert desks["li"].post(address, given).status_code == 422
    done(desks["li"], address, **(given | {"picture": photograph()}))
    for who, status in (("li", 200), ("wu", 200), ("zhou", 200), ("lin", 404), ("zhao", 404)):
        assert status_of(desks[who], f"{address}proof/") == status, who
    assert "proof/" not in desks["lin"].get(address).content.decode()
    answer = desks["wu"].get(f"{address}proof/")
    assert b"".join(answer.streaming_content)[1:4] == b"PNG"  # type: ignore[arg-type]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")


def test_persons_and_other_sites_are_for_the_disclosure_office(
    item: Item, desks: dict[str, Client]
) -> None:
    incident = pulled(desks, item)
    for kind, words in (("person", "第五十七条"), ("caches", "ziyuan.baidu.com")):
        address = f"/desk/takedowns/{incident.tasks.get(kind=kind).pk}/"
        assert words in desks["wu"].get(address).content.decode()
        assert desks["li"].get(address).status_code == 404


def test_lateness_is_said_in_words(item: Item, desks: dict[str, Client]) -> None:
    incident = pulled(desks, item)
    incident.report_due_at = timezone.now() - timedelta(hours=2)
    incident.save()
    incident.tasks.update(due_at=incident.report_due_at)
    assert re.search("超过报告时限2小时", desks["wu"].get("/desk/incidents/").content.decode())
    assert "已经逾期" in desks["li"].get("/desk/takedowns/").content.decode()


def test_a_posting_gets_its_photograph(item: Item, cast: Cast, desks: dict[str, Client]) -> None:
    how = {"posted_on": AT.date(), "until": AT.date(), "by": cast.li, "at": AT}
    posting = post_at_place(item, place="中心市场", **how)  # type: ignore[arg-type]
    assert "补照片" in desks["li"].get("/desk/postings/").content.decode()
    address = f"/desk/postings/{posting.pk}/"
    done(desks["li"], f"{address}photograph/", picture=photograph())
    assert PlacePosting.objects.get().photograph
    assert status_of(desks["li"], f"{address}picture/") == 200
    assert desks["zhao"].get(f"{address}picture/").status_code == 404
    again = desks["li"].post(f"{address}photograph/", {"picture": photograph()})
    assert again.status_code == 422

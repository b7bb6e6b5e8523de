"""Release and taking down, files, previews, registers and lists: what else is done at the desk."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.publishing.models import EditionState, Incident, Item, Step
from tests.build.contents import PDF
from tests.cast import Cast
from tests.faces.desk.working import (
    WRITTEN,
    approved,
    decide,
    done,
    place,
    registered,
    today,
    written,
)


def test_scheduling_and_taking_back(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    at = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT09:00")
    done(desks["li"], f"{place(edition)}schedule/", publish_at=at)
    edition.refresh_from_db()
    assert edition.state == EditionState.SCHEDULED
    done(desks["li"], f"{place(edition)}unschedule/")
    done(desks["li"], f"{place(edition)}recall/")
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT


def test_a_leader_reads_by_his_link_alone(desks: dict[str, Client], cast: Cast) -> None:
    edition = written(desks)
    given = {"reader": cast.wang.pk, "hours": 24}
    page = desks["li"].post(f"{place(edition)}preview/", given).content.decode()
    link = re.search(r"http://testserver(/preview/[^/]+/)", page)
    assert link
    answer = desks["wang"].get(link[1])
    assert "未公开" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert Event.objects.filter(kind="publishing.looked").count() == 1
    for other in ("zhao", "li"):
        assert desks[other].get(link[1]).status_code == 404
    assert Client().get(link[1]).status_code == 302
    done(desks["li"], f"{place(edition)}attach/", file=SimpleUploadedFile("甲.pdf", PDF))
    file = f"{link[1]}{edition.attached.get().attachment.code}/"
    assert file in desks["wang"].get(link[1]).content.decode()
    assert b"".join(desks["wang"].get(file).streaming_content) == PDF
    assert desks["zhao"].get(file).status_code == 404
    number = edition.previews.get().pk
    done(desks["li"], f"{place(edition)}previews/{number}/revoke/")
    assert desks["wang"].get(link[1]).status_code == 404


def test_files_are_attached_ordered_replaced_and_taken_off(desks: dict[str, Client]) -> None:
    edition = written(desks)
    li, here = desks["li"], place(edition)
    for name in ("甲.pdf", "乙.pdf"):
        content = PDF + name.encode()
        done(li, f"{here}attach/", file=SimpleUploadedFile(name, content))
    first, second = (one.attachment for one in edition.attached.all())
    assert b"".join(li.get(f"{here}files/{first.code}/").streaming_content).startswith(b"%PDF")
    assert desks["zhao"].get(f"{here}files/{first.code}/").status_code == 404
    done(li, f"{here}files/{second.code}/up/")
    assert [one.attachment for one in edition.attached.all()] == [second, first]
    new = SimpleUploadedFile("丙.pdf", PDF + b"new")
    done(li, f"{here}files/{second.code}/replace/", file=new)
    done(li, f"{here}files/{first.code}/detach/")
    assert [one.attachment.name for one in edition.attached.all()] == ["丙.pdf"]
    page = done(li, f"{here}attach/", file=SimpleUploadedFile("x.exe", b"MZ\x90\0" * 40))
    assert edition.attached.count() == 1
    assert "x.exe" in page


def test_taking_down_shows_what_follows_and_asks_why(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    done(desks["li"], f"{place(edition)}publish/")
    item = f"/desk/items/{edition.item.code}/"
    page = desks["wu"].get(f"{item}down/withdraw/").content.decode()
    assert "页面保留" in page
    assert desks["wu"].post(f"{item}down/withdraw/", {"reason": ""}).status_code == 422
    done(desks["wu"], f"{item}down/withdraw/", reason="内容有误")
    assert Item.objects.get().state == "withdrawn"


def test_a_leak_is_stopped_in_two_taps_from_above_too(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    done(desks["li"], f"{place(edition)}publish/")
    item = f"/desk/items/{edition.item.code}/"
    assert desks["zhao"].get(f"{item}pull/").status_code == 404
    page = desks["ma"].get(f"{item}pull/").content.decode()
    assert "疑似泄露" in page
    done(desks["ma"], f"{item}pull/", reason="疑似泄露不应公开的信息，先行下线核查。")
    assert Item.objects.get().state == "pulled"
    for sealed in (item, f"{item}1/"):
        assert desks["li"].get(sealed).status_code == 404
        assert desks["wu"].get(sealed).status_code == 200
    assert edition.title not in desks["li"].get("/desk/items/").content.decode()
    incident = Incident.objects.get()
    assert "情况报告" in desks["wu"].get("/desk/?kind=incident").content.decode()
    address = f"/desk/incidents/{incident.pk}/"
    assert desks["li"].get(address).status_code == 404
    done(desks["wu"], f"{address}sent/", report=incident.report, to="市保密局")
    incident.refresh_from_db()
    assert incident.reported_at is not None


def test_several_are_published_at_once(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    chosen = f"{edition.item.code}:{edition.number}"
    assert chosen in desks["li"].get("/desk/?kind=ready").content.decode()
    done(desks["li"], "/desk/several/", kind="ready", chosen=chosen)
    assert Item.objects.get().state == "published"


def test_lists_filter_sort_turn_and_export(desks: dict[str, Client]) -> None:
    registered(desks)
    given = {
        "title": "=cmd()",
        "made_on": today(),
        "attribute": "withheld",
        "ground": "process",
        "reason": "讨论记录",
        "period_key": "proactive_publication",
    }
    done(desks["li"], "/desk/papers/new/", **given)
    page = desks["li"].get("/desk/papers/?attribute=withheld&sort=-title").content.decode()
    assert "=cmd()" in page
    assert WRITTEN["title"] not in page
    assert 'aria-sort="descending"' in page
    table = desks["li"].get("/desk/papers/?export=csv").content.decode()
    assert "'=cmd()" in table
    assert table.count("\r\n") == 3
    assert desks["li"].get("/desk/papers/?page=99999&sort=nonsense").status_code == 200
    assert desks["li"].get("/desk/?kind=nonsense&page=x&export=csv").status_code == 200


def test_attributes_are_changed_and_confirmed_by_the_disclosure_office(
    desks: dict[str, Client],
) -> None:
    paper = registered(desks)
    here = f"/desk/papers/{paper.pk}/"
    given = {"attribute": "withheld", "ground": "process", "reason": "讨论记录"}
    assert desks["li"].get(f"{here}attribute/").status_code == 404
    done(desks["wu"], f"{here}attribute/", **given)
    paper.refresh_from_db()
    assert (paper.attribute, paper.due_on) == ("withheld", None)
    done(desks["wu"], f"{here}confirm/", review_again_on="")
    assert "讨论记录" in desks["li"].get(here).content.decode()


def test_related_items_are_found_and_chosen(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    done(desks["li"], f"{place(edition)}publish/")
    section = edition.item.section_id
    given = {"section": section, "title": "解读", "audience": "public"}
    done(desks["li"], "/desk/items/new/", **given)
    other = Item.objects.exclude(pk=edition.item_id).get()
    here = f"/desk/items/{other.code}/arrange/"
    assert edition.title in desks["li"].get(f"{here}?find=延时服务").content.decode()
    facts = given | {"responsible_post": other.responsible_post_id}
    done(desks["li"], f"{here}?find=延时服务", related=edition.item_id, more="", **facts)
    assert list(other.related.all()) == [edition.item]
    refused = desks["li"].post(here, facts | {"more": "https://example.cn/i/zzzzzzzzzz/"})
    assert refused.status_code == 422
    done(desks["li"], here, more=f"http://testserver/i/{edition.item.code}/", **facts)
    assert list(other.related.all()) == [edition.item]


def test_an_emergency_goes_out_before_its_last_reviews_which_stay_owed(
    desks: dict[str, Client],
) -> None:
    edition = written(desks)
    given = {"release": "by_hand", "emergency": "on", "emergency_reason": ""}
    assert desks["li"].post(f"{place(edition)}submit/", given).status_code == 422
    done(desks["li"], f"{place(edition)}submit/", **given | {"emergency_reason": "台风"})
    for step in (Step.FIRST, Step.SECRECY):
        decide(desks, edition, step)
    done(desks["li"], f"{place(edition)}publish/")
    assert "欠审核" in desks["wu"].get("/desk/").content.decode()
    assert "尽快办理" in desks["xu"].get("/desk/").content.decode()
    for step in (Step.SECOND, Step.FINAL):
        decide(desks, edition, step)
    assert "欠审核" not in desks["wu"].get("/desk/").content.decode()


def test_what_a_merged_body_had_in_hand_is_taken_over(desks: dict[str, Client], cast: Cast) -> None:
    edition = written(desks)
    cast.heping.dissolved = beijing_day(timezone.now())
    cast.heping.successor = cast.dalian
    cast.heping.save()
    assert "待接办" in desks["zhao"].get("/desk/").content.decode()
    address = f"/desk/items/{edition.item.code}/take-over/"
    assert desks["ma"].get(address).status_code == 404
    done(desks["zhao"], address, sure="yes")
    edition.item.refresh_from_db()
    assert edition.item.body == cast.dalian

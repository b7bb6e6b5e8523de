"""From a registered paper to a public item, through the pages of every post on the way."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.publishing.models import Edition, EditionState, Incident, Item, Paper, Step
from sunshine.publishing.reference import load_sections
from sunshine.rulebook.checklists import secrecy_questions
from tests.build.contents import PDF
from tests.build.release import REVIEWERS
from tests.cast import Cast
from tests.entering import enter


@pytest.fixture
def desks(cast: Cast) -> dict[str, Client]:
    """Return a browser for everybody, already inside the desk."""
    load_sections(at=timezone.now())
    names = ("li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang", "gao", "ma", "zhao")
    return {name: enter(Client(), getattr(cast, name)) for name in names}


def today() -> str:
    return beijing_day(timezone.now()).isoformat()


def done(client: Client, to: str, /, **given: object) -> str:
    """Send a form, hold it to success, and return the page it leads to."""
    answer = client.post(to, given, follow=True)
    assert answer.redirect_chain, re.findall(
        r'field-error">.*?</p>|class="errors".*?</ul>', answer.content.decode(), re.S
    )
    assert answer.status_code == 200, answer.redirect_chain
    return answer.content.decode()


WRITTEN = {
    "title": "关于办税服务厅延时服务的公告",
    "summary": "延时服务的时间和范围。",
    "content": "<p>自下月起实行延时服务。</p>",
    "document_number": "和税公告〔2026〕1号",
    "source": "",
    "subject": "",
    "keywords": "办税、延时服务",
    "in_force_on": "",
    "validity": "valid",
    "repealed_on": "",
    "tax_period_from": "",
    "tax_period_until": "",
}


def registered(desks: dict[str, Client], **facts: str) -> Paper:
    given = {
        "title": WRITTEN["title"],
        "document_number": WRITTEN["document_number"],
        "made_on": today(),
        "attribute": "proactive",
        "section_slug": "policies",
        "period_key": "proactive_publication",
    }
    done(desks["li"], "/desk/papers/new/", **given | facts)
    return Paper.objects.get()


def begun(desks: dict[str, Client]) -> Edition:
    paper = registered(desks)
    page = desks["li"].get(f"/desk/items/new/?paper={paper.pk}").content.decode()
    section = re.search(r'<option value="(\d+)"[^>]*selected', page)
    assert section
    given = {"section": section[1], "title": paper.title, "audience": "public"}
    done(desks["li"], f"/desk/items/new/?paper={paper.pk}", **given)
    return Edition.objects.get()


def place(edition: Edition) -> str:
    return f"/desk/items/{edition.item.code}/{edition.number}/"


def written(desks: dict[str, Client]) -> Edition:
    edition = begun(desks)
    given = WRITTEN | {"revision": edition.revision, "made_on": today(), "then": "stay"}
    done(desks["li"], f"{place(edition)}write/", **given)
    edition.refresh_from_db()
    return edition


def decide(desks: dict[str, Client], edition: Edition, step: str, **given: str) -> str:
    """Let the reviewer of ``step`` decide on what his page shows him."""
    client = desks[REVIEWERS[Step(step)]]
    address = f"{place(edition)}review/{step}/"
    page = client.get(address).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert digest, page[:2000]
    answers = {f"answer-{one.key}": "no" for one in secrecy_questions(beijing_day(timezone.now()))}
    facts = {"digest": digest[1], "decision": "approve"} | given
    return done(client, address, **facts, **(answers if step == Step.SECRECY else {}))


def approved(desks: dict[str, Client]) -> Edition:
    edition = written(desks)
    done(desks["li"], f"{place(edition)}submit/", release="by_hand")
    for step in Step:
        decide(desks, edition, step)
    edition.refresh_from_db()
    return edition


def test_from_paper_to_public_item(desks: dict[str, Client]) -> None:
    edition = approved(desks)
    assert edition.state == EditionState.APPROVED
    assert "待发布" in desks["li"].get("/desk/").content.decode()
    done(desks["li"], f"{place(edition)}publish/")
    item = Item.objects.get()
    assert (item.state, item.position) == ("published", 0)
    assert item.index_number
    assert Paper.objects.get().published_at is not None
    assert edition.keywords == ["办税", "延时服务"]


def test_what_is_lacking_is_told_at_once_and_disables_the_button(desks: dict[str, Client]) -> None:
    edition = begun(desks)
    page = desks["li"].get(f"{place(edition)}write/").content.decode()
    assert 'href="#id_summary"' in page
    assert 'href="#id_content"' in page
    answer = desks["li"].post(f"{place(edition)}submit/", {"release": "by_hand"})
    assert answer.status_code == 422
    assert "disabled" in answer.content.decode()


def save(client: Client, edition: Edition, revision: int, **given: str) -> object:
    facts = WRITTEN | {"revision": revision, "made_on": today(), "then": "stay"} | given
    return client.post(f"{place(edition)}write/", facts)


def test_the_second_of_two_writers_sees_both_texts_and_loses_nothing(
    desks: dict[str, Client],
) -> None:
    edition = written(desks)
    start = edition.revision
    save(desks["lin"], edition, start, summary="林写的概述。")
    answer = save(desks["li"], edition, start, summary="李写的概述。", source="李的来源")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "林写的概述。" in page
    assert "李写的概述。" in page
    assert f'name="revision" value="{start + 1}"' in page
    edition.refresh_from_db()
    assert (edition.summary, edition.source) == ("林写的概述。", "")
    again = {"summary": "李写的概述。", "source": "李的来源", "take": "summary"}
    assert save(desks["li"], edition, start + 1, **again).status_code == 302
    edition.refresh_from_db()
    assert (edition.summary, edition.source) == ("林写的概述。", "李的来源")


def test_autosave_answers_with_revision_lacking_and_preview(desks: dict[str, Client]) -> None:
    edition = written(desks)
    answer = save(desks["li"], edition, edition.revision, summary="", autosave="1")
    told = answer.json()
    assert told["fields"] == {"revision": str(edition.revision + 1)}
    assert "#id_summary" in told["lacking"]
    assert "自下月起实行延时服务" in told["preview"]
    assert save(desks["lin"], edition, edition.revision, autosave="1").status_code == 409
    answer = save(desks["li"], edition, edition.revision + 1, made_on="20255-1-1", autosave="1")
    assert answer.status_code == 422


def test_what_is_pasted_is_made_clean(desks: dict[str, Client]) -> None:
    dirty = '<p class="MsoNormal" style="color:red"><b>甲</b><script>x()</script></p>'
    answer = desks["li"].post("/desk/clean/", {"html": dirty})
    assert answer.json() == {"content": "<p><strong>甲</strong></p>"}
    assert desks["chen"].post("/desk/clean/", {"html": dirty}).status_code == 404


def test_plain_text_without_a_script_becomes_paragraphs(desks: dict[str, Client]) -> None:
    edition = written(desks)
    save(desks["li"], edition, edition.revision, content="第一段\n\n第二段 a<b")
    edition.refresh_from_db()
    assert edition.content == "<p>第一段</p><p>第二段 a&lt;b</p>"


def test_another_bureau_and_a_lower_role_find_nothing(desks: dict[str, Client]) -> None:
    edition = written(desks)
    paper = Paper.objects.get()
    here = place(edition)
    pages = (here, f"{here}write/", f"{here}submit/", f"{here}review/first/", f"{here}preview/")
    item = f"/desk/items/{edition.item.code}/"
    nothing = desks["zhao"].get("/desk/items/0000000000/1/")
    for address in (*pages, item, f"{item}arrange/", f"{item}pull/", f"/desk/papers/{paper.pk}/"):
        for stranger in ("zhao", "gao"):
            answer = desks[stranger].get(address)
            assert answer.status_code == 404, (stranger, address)
        assert len(desks["zhao"].get(address).content) == len(nothing.content), address
    for reviewer in ("chen", "zhou"):
        assert desks[reviewer].get(f"{here}write/").status_code == 404
        assert desks[reviewer].get(here).status_code == 200
    assert desks["xu"].get(f"{here}review/first/").status_code == 404
    assert desks["zhao"].post(f"{here}write/", WRITTEN).status_code == 404


def test_a_return_reaches_the_writer_with_its_reason(desks: dict[str, Client]) -> None:
    edition = written(desks)
    done(desks["li"], f"{place(edition)}submit/", release="by_hand")
    given = {"decision": "return", "return_reason": "", "remarks": "请补充依据"}
    address = f"{place(edition)}review/first/"
    refused = desks["chen"].post(address, given)
    assert refused.status_code == 422
    assert "请补充依据" in refused.content.decode()
    page = desks["chen"].get(address).content.decode()
    reason = re.search(r'<option value="([a-z_-]+)">', page)
    assert reason
    done(desks["chen"], address, **given | {"return_reason": reason[1]})
    assert "退回给我" in desks["li"].get("/desk/").content.decode()
    assert "请补充依据" in desks["li"].get(place(edition)).content.decode()


def test_what_changed_after_the_look_is_not_approved(desks: dict[str, Client]) -> None:
    edition = written(desks)
    done(desks["li"], f"{place(edition)}submit/", release="by_hand")
    answer = desks["chen"].post(
        f"{place(edition)}review/first/", {"decision": "approve", "digest": "0" * 64}
    )
    assert answer.status_code == 422
    assert not edition.reviews.exists()


def test_secrecy_is_asked_question_by_question(desks: dict[str, Client]) -> None:
    edition = written(desks)
    done(desks["li"], f"{place(edition)}submit/", release="by_hand")
    address = f"{place(edition)}review/secrecy/"
    page = desks["zhou"].get(address).content.decode()
    questions = secrecy_questions(beijing_day(timezone.now()))
    assert all(f'name="answer-{one.key}"' in page for one in questions)
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest
    answer = desks["zhou"].post(address, {"decision": "approve", "digest": digest[1]})
    assert answer.status_code == 422


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
    incident = Incident.objects.get()
    assert "情况报告" in desks["wu"].get("/desk/?kind=incident").content.decode()
    address = f"/desk/incidents/{incident.pk}/"
    assert desks["li"].get(address).status_code == 404
    done(desks["wu"], address, report=incident.report)
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


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_in_both_languages(desks: dict[str, Client], language: str) -> None:
    edition = approved(desks)
    done(desks["li"], f"{place(edition)}publish/")
    item = f"/desk/items/{edition.item.code}/"
    done(desks["li"], f"{item}new-edition/", kind="major")
    paper = Paper.objects.get()
    pages = (
        *("/desk/", "/desk/papers/", "/desk/papers/new/", f"/desk/papers/{paper.pk}/"),
        *(f"/desk/papers/{paper.pk}/edit/", "/desk/items/", "/desk/items/new/", item),
        *(f"{item}arrange/", f"{item}1/", f"{item}2/", f"{item}2/write/", f"{item}2/submit/"),
        *(f"{item}2/preview/", f"{item}2/discard/", f"{item}down/withdraw/", f"{item}move/"),
    )
    for page in pages:
        client = desks["wu"] if "down" in page or "move" in page else desks["li"]
        answer = client.get(f"{language}{page}")
        assert answer.status_code == 200, page
        assert answer["Cache-Control"] == "private, no-store"


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

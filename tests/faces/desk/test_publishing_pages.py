"""From a registered paper to a public item, through the pages of every post on the way."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.kit.days import beijing_day
from sunshine.publishing.models import Edition, EditionState, Item, Paper
from sunshine.rulebook.checklists import secrecy_questions
from tests.faces.desk.working import (
    WRITTEN,
    approved,
    begun,
    done,
    place,
    today,
    written,
)


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

"""B4: two different eights, filled from live data, on the web and on paper."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from sunshine.kit.errors import Refused
from sunshine.matters.actions.boards import (
    choose_boards,
    count_handbooks,
    make_handbook,
    why_not_choose_boards,
)
from sunshine.matters.actions.promises import make_promise
from sunshine.matters.boards import board_sets, boards_of
from sunshine.matters.books import book_pdf, tells_of_what_is_gone
from sunshine.matters.filling import board_content
from sunshine.matters.models import Handbook
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.publishing.actions.takedown import pull
from tests.asking import Visitor
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast
from tests.entering import enter
from tests.faces.public.conftest import Record
from tests.flows.test_a3_promises import WORDS, facts_of

AT, DAY = release.AT, date(2026, 3, 3)
BASE = "/b/ln-shenyang-heping/boards/"


def rows_of(content: object) -> str:
    return " ".join(
        f"{row.title} {row.detail}"
        for block in content.blocks  # type: ignore[attr-defined]
        for row in block.rows
    )


def test_the_two_eights_are_data_and_every_source_is_known(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    assert {slug: len(one.boards) for slug, one in board_sets().items()} == {
        "tiexi": 8,
        "national": 8,
    }
    assert boards_of(hall).slug == "national"
    for slug, chosen in board_sets().items():
        choose_boards(hall, chosen=slug, by=cast.li, at=AT)
        assert boards_of(hall).slug == slug
        for key in chosen.boards:
            content = board_content(hall, key, DAY)
            assert content is not None
            assert len(content.blocks) == len(chosen.boards[key].sources)
    assert board_content(hall, "nothing", DAY) is None
    why = why_not_choose_boards(hall, chosen="x", by=cast.zhao, on=DAY)
    assert [reason.code for reason in why] == ["no-such-duty", "board-set-unknown"]


def test_a_board_shows_at_once_what_is_published_and_nothing_else(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    matter = build.published_matter(cast, build.complete_guide(hall))
    build.draft_matter(cast, build.complete_guide(hall, name="还没公开的事项"), key="draft")
    news = release.published(cast, release.draft(cast, title="办税厅延时服务的公告"))
    choose_boards(hall, chosen="tiexi", by=cast.li, at=AT)
    procedures = rows_of(board_content(hall, "procedures", DAY))
    assert "停业登记 法定即时办结，承诺即时办结，不收费，3至8号窗口" in procedures
    assert "提出 → 办理 → 取件" in procedures
    assert "还没公开的事项" not in procedures
    assert "停业复业报告书；授权委托书" in rows_of(board_content(hall, "forms", DAY))
    assert "办税厅延时服务的公告" in rows_of(board_content(hall, "policies", DAY))
    assert "南京北街1号" in rows_of(board_content(hall, "people", DAY))
    item = release.published(
        cast, release.draft(cast, section="services", content=f"<p>{WORDS}</p>")
    )
    make_promise(cast.heping, item, facts_of(cast), by=cast.wu, at=AT)
    assert f"{WORDS} 尚无办结的件" in rows_of(board_content(hall, "complaints", DAY))
    for gone in (matter.item, news, item):
        pull(gone, reason="有误", by=cast.li, at=AT)
    assert "停业登记" not in rows_of(board_content(hall, "procedures", DAY))
    assert "延时服务" not in rows_of(board_content(hall, "policies", DAY))
    assert WORDS not in rows_of(board_content(hall, "complaints", DAY))


def test_boards_on_the_web_and_on_paper(cast: Cast, record: Record, client: Client) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    with baker_at(record.root) as baker:
        baker.bake({Key("boards", "ln-shenyang-heping")}, on=DAY)
    page = Visitor(record.root).get(BASE)
    text = html.fromstring(page.body).find(".//main").text_content()
    for board in boards_of(hall).boards.values():
        assert board.title.zh in text
    sizes = set()
    for size in ("a4", "a3", "leaflet"):
        answer = client.get(f"{BASE}{hall.slug}/services.pdf", {"size": size})
        assert answer.content.startswith(b"%PDF")
        sizes.add(answer.content)
    assert len(sizes) == 3
    for wrong in ("nothing.pdf", "services.pdf?size=a0", "handbook.pdf"):
        assert client.get(f"{BASE}{hall.slug}/{wrong}").status_code == 404
    assert client.get(f"/b/ln-dalian/boards/{hall.slug}/services.pdf").status_code == 404


def test_the_handbook_is_made_in_one_step_and_stays_as_it_was(cast: Cast, client: Client) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    first = make_handbook(hall, copies=200, by=cast.li, at=AT)
    printed = book_pdf(first)
    assert printed.startswith(b"%PDF")
    build.published_matter(cast, build.complete_guide(hall))
    second = make_handbook(hall, copies=50, by=cast.li, at=AT + timedelta(days=1))
    assert (second.edition, second.stock, first.edition) == (2, 50, 1)
    assert book_pdf(Handbook.objects.get(pk=first.pk)) == printed
    assert book_pdf(second) != printed
    newest = client.get(f"{BASE}{hall.slug}/handbook.pdf")
    assert newest.content == book_pdf(second)
    count_handbooks(second, stock=12, by=cast.li, at=AT)
    assert Handbook.objects.get(pk=second.pk).stock == 12
    for copies in (-1, 100_001):
        with pytest.raises(Refused):
            make_handbook(hall, copies=copies, by=cast.li, at=AT)
    with pytest.raises(Refused):
        count_handbooks(second, stock=51, by=cast.li, at=AT)
    with pytest.raises(Refused):
        make_handbook(hall, copies=1, by=cast.zhao, at=AT)


def test_a_handbook_that_names_what_was_pulled_is_not_given_out(cast: Cast, client: Client) -> None:
    """Pulled is pulled everywhere (row B13): the book waits for a new edition and says so."""
    hall = build.a_hall(cast.heping)
    guide = build.registration(cast, hall)
    first = make_handbook(hall, copies=200, by=cast.li, at=AT)
    address = f"{BASE}{hall.slug}/handbook.pdf"
    assert client.get(address).status_code == 200
    pull(guide.item, reason="含有个人信息", by=cast.wu, at=AT + timedelta(hours=1))
    assert tells_of_what_is_gone(first)
    assert client.get(address).status_code == 404
    page = enter(Client(), cast.li).get(reverse("desk:promises")).content.decode()
    assert "请收回纸质手册" in page
    second = make_handbook(hall, copies=10, by=cast.li, at=AT + timedelta(hours=2))
    assert client.get(address).content == book_pdf(second)
    assert "请收回纸质手册" not in (
        enter(Client(), cast.li).get(reverse("desk:promises")).content.decode()
    )

"""The disclosure officer's and the leaders' pages: what is due, closed, late; signing by phone."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.orgs.actions.deputies import delegate
from sunshine.orgs.models import Person, Post
from sunshine.publishing.actions.editing import save_draft
from sunshine.publishing.actions.papers import change_attribute
from sunshine.publishing.actions.release import publish
from sunshine.publishing.actions.sections import promise_section
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.models import Edition, EditionState, Step
from sunshine.publishing.searching import note_miss
from tests.build.publishing import a_draft, a_paper, a_section, a_withheld_paper
from tests.build.release import approved, draft, published, sent, take
from tests.cast import Cast
from tests.entering import enter

DISCLOSURE = (
    "/desk/disclosure/",
    "/desk/disclosure/closed/",
    "/desk/disclosure/freshness/",
    "/desk/disclosure/bodies/",
    "/desk/disclosure/shares/",
    "/desk/disclosure/misses/",
)
STRANGE = "?body=ln-shenyang-heping"


def today() -> date:
    return beijing_day(timezone.now())


def page_of(person: Person, path: str) -> str:
    answer = enter(Client(), person).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def events(kind: str) -> list[Event]:
    return list(Event.objects.filter(kind=kind))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", DISCLOSURE)
def test_every_page_opens_empty_and_full(cast: Cast, page: str, language: str) -> None:
    wu = enter(Client(), cast.wu)
    assert wu.get(language + page).status_code == 200
    a_paper(cast.heping, by=cast.li)
    a_withheld_paper(cast.heping, by=cast.li)
    published(cast)
    answer = wu.get(language + page)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page", DISCLOSURE)
def test_a_lower_role_and_another_bureau_find_nothing(cast: Cast, page: str) -> None:
    a_paper(cast.heping, by=cast.li, title="和平区的公文")
    a_withheld_paper(cast.heping, by=cast.li, title="和平区的会议记录")
    assert enter(Client(), cast.li).get(page).status_code == 404
    zhao = enter(Client(), cast.zhao)
    assert "和平区" not in zhao.get(page).content.decode()
    assert zhao.get(page + STRANGE).status_code == 404
    assert zhao.get(page + "?body=ln-nothing").status_code == 404


def test_what_is_overdue_is_on_top_with_its_reckoning(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li, title="早该公开的通知")
    a_paper(cast.heping, by=cast.li, title="今天形成的通知", made_on=today(), at=timezone.now())
    page = page_of(cast.wu, "/desk/disclosure/")
    assert page.index("早该公开的通知") < page.index("今天形成的通知")
    assert "2026年3月30日" in page  # 20 working days after 2 March 2026
    assert "第二十六条" in page
    assert "已逾期" in page
    late = page_of(cast.wu, "/desk/disclosure/?state=late")
    assert "今天形成的通知" not in late
    found = page_of(cast.wu, "/desk/disclosure/?q=今天")
    assert "早该公开的通知" not in found


def test_the_city_sees_the_papers_of_its_districts(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li, title="和平区的公文")
    assert "和平区的公文" in page_of(cast.ma, "/desk/disclosure/")
    assert "和平区的公文" in page_of(cast.ma, f"/desk/disclosure/{STRANGE}")
    assert "和平区的公文" not in page_of(cast.ma, "/desk/disclosure/?body=ln-shenyang")


def test_closed_papers_say_ground_and_are_looked_at_again(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    page = page_of(cast.wu, "/desk/disclosure/closed/")
    assert "第十六条" in page
    assert cast.li.name in page
    wu = enter(Client(), cast.wu)
    address = f"/desk/papers/{paper.pk}/confirm/"
    assert "讨论记录，属于过程性信息。" in wu.get(address).content.decode()
    early = wu.post(address, {"review_again_on": today()})
    assert early.status_code == 422
    again = today() + timedelta(days=200)
    assert wu.post(address, {"review_again_on": again}).status_code == 302
    paper.refresh_from_db()
    assert (paper.review_again_on, paper.attribute_by) == (again, cast.wu)
    assert len(events("publishing.attribute_confirmed")) == 1


def test_a_closed_paper_of_others_is_as_unknown_as_none(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    zhao = enter(Client(), cast.zhao)
    theirs = zhao.get(f"/desk/papers/{paper.pk}/confirm/")
    none = zhao.get("/desk/papers/999999/confirm/")
    assert theirs.status_code == none.status_code == 404
    assert theirs.content.replace(str(paper.pk).encode(), b"") == none.content.replace(
        b"999999", b""
    )
    assert zhao.post(f"/desk/papers/{paper.pk}/confirm/").status_code == 404
    assert events("publishing.attribute_confirmed") == []


def test_who_only_watches_is_offered_no_act(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    page = page_of(cast.ma, "/desk/disclosure/closed/")
    assert paper.title in page
    assert "/confirm/" not in page
    answer = enter(Client(), cast.ma).post(
        f"/desk/papers/{paper.pk}/confirm/", {"review_again_on": ""}
    )
    assert answer.status_code == 404


def test_what_is_opened_leaves_the_closed_list(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    facts = {"attribute": "proactive", "reason": "已经办结"}
    change_attribute(paper, by=cast.wu, at=timezone.now(), **facts)
    assert paper.title not in page_of(cast.wu, "/desk/disclosure/closed/")
    assert paper.title in page_of(cast.wu, "/desk/disclosure/")


def test_shares_count_the_whole_register(cast: Cast) -> None:
    for _ in range(3):
        a_paper(cast.heping, by=cast.li)
    a_withheld_paper(cast.heping, by=cast.li)
    page = page_of(cast.wu, "/desk/disclosure/shares/")
    assert "75.0%" in page
    assert "25.0%" in page
    assert "<svg" in page


def test_a_section_is_late_with_its_days(cast: Cast) -> None:
    published(cast)
    page = page_of(cast.wu, "/desk/disclosure/freshness/")
    assert "超期" in page
    assert "政策法规" in page
    assert "政策法规" not in page_of(cast.wu, "/desk/disclosure/freshness/?state=unpromised")


def ready_to_sign(cast: Cast, **facts: object) -> Edition:
    edition = take(sent(cast, draft(cast, **facts)), cast, Step.FIRST, Step.SECOND, Step.SECRECY)
    edition.refresh_from_db()
    return edition


def test_a_leader_signs_what_he_read(cast: Cast) -> None:
    edition = ready_to_sign(cast)
    qian = enter(Client(), cast.qian)
    page = qian.get("/desk/head/").content.decode()
    assert edition.title in page
    assert "办税服务厅实行延时服务" in page
    assert "2026年2月27日" in page  # the signature binds the facts too, so they are shown
    address = f"/desk/head/sign/{edition.item.code}/{edition.number}/"
    answer = qian.post(address, {"digest": binding_digest(edition)}, follow=True)
    assert "已签发" in answer.content.decode()
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVED
    assert qian.post(address, {"digest": binding_digest(edition)}).status_code == 404


def test_what_changed_meanwhile_is_not_signed(cast: Cast) -> None:
    edition = ready_to_sign(cast)
    qian = enter(Client(), cast.qian)
    address = f"/desk/head/sign/{edition.item.code}/{edition.number}/"
    page = qian.post(address, {"digest": "0" * 64}, follow=True).content.decode()
    assert "已签发" not in page
    edition.refresh_from_db()
    assert edition.state == EditionState.IN_REVIEW


def test_only_leaders_sign_and_nobody_what_is_not_his(cast: Cast) -> None:
    edition = ready_to_sign(cast)
    address = f"/desk/head/sign/{edition.item.code}/{edition.number}/"
    for person in (cast.li, cast.zhao, cast.wu, cast.ma, cast.wang):
        assert enter(Client(), person).post(address, {"digest": "x"}).status_code == 404
    for person in (cast.li, cast.zhao, cast.wu):
        assert enter(Client(), person).get("/desk/head/").status_code == 404


def test_the_head_sees_late_and_published(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li)
    publish(approved(cast), by=cast.wu, at=timezone.now())
    page = page_of(cast.wang, "/desk/head/")
    assert "项逾期" in page
    assert "关于公布办税服务厅延时服务办法的公告" in page
    assert "/desk/me/deputy/" in page
    leader = page_of(cast.qian, "/desk/head/")
    assert "项逾期" not in leader


def test_a_draft_is_no_business_of_the_leader_yet(cast: Cast) -> None:
    edition = draft(cast)
    save_draft(
        edition,
        revision=edition.revision,
        changes={"title": "还在起草"},
        by=cast.li,
        at=timezone.now(),
    )
    assert "还在起草" not in page_of(cast.qian, "/desk/head/")


def test_a_paper_goes_from_due_to_public_before_everybody(cast: Cast) -> None:
    """Row B3 and the head's page, on the way of one paper."""
    now = timezone.now()
    promise_section(
        cast.heping,
        a_section(),
        post=Post.objects.get(slug="wu-post"),
        update_days=7,
        by=cast.wu,
        at=now,
    )
    paper = a_paper(cast.heping, by=cast.li, at=now, title="延长申报期限的通告")
    assert paper.title in page_of(cast.wu, "/desk/disclosure/")
    assert "尚无内容" in page_of(cast.wu, f"/desk/disclosure/freshness/{STRANGE}&state=empty")
    assert "到期的按期公开" not in page_of(cast.wu, "/desk/disclosure/shares/")
    edition = sent(cast, a_draft(cast.heping, by=cast.li, at=now, paper=paper), at=now)
    take(edition, cast, Step.FIRST, Step.SECOND, Step.SECRECY, at=now)
    assert paper.title in page_of(cast.wu, "/desk/disclosure/")  # in review is not published
    qian = enter(Client(), cast.qian)
    address = f"/desk/head/sign/{edition.item.code}/{edition.number}/"
    qian.post(address, {"digest": binding_digest(edition)})
    edition.refresh_from_db()
    publish(edition, by=cast.wu, at=timezone.now())
    assert paper.title not in page_of(cast.wu, "/desk/disclosure/")
    assert "100.0%" in page_of(cast.wu, "/desk/disclosure/shares/")
    fresh = page_of(cast.wu, "/desk/disclosure/freshness/?state=fresh")
    assert "政策法规" in fresh
    assert "每 7 天" in fresh
    edition.refresh_from_db()
    assert edition.title in page_of(cast.wang, "/desk/head/")


def test_a_deputy_signs_in_the_name_of_the_leader(cast: Cast) -> None:
    edition = ready_to_sign(cast)
    post = Post.objects.get(slug="qian-post")
    days = {"since": today(), "until": today() + timedelta(days=3)}
    delegate(
        post,
        holder=cast.qian,
        deputy=cast.he,
        reason="出差",
        by=cast.qian,
        at=timezone.now(),
        **days,
    )
    he = enter(Client(), cast.he)
    assert f"您代{cast.qian.name}签发" in he.get("/desk/head/").content.decode()
    address = f"/desk/head/sign/{edition.item.code}/{edition.number}/"
    he.post(address, {"digest": binding_digest(edition)})
    review = edition.reviews.get(step=Step.FINAL)
    assert (review.reviewer, review.deputy_for) == (cast.he, cast.qian)


def test_lists_are_exported_as_they_are_filtered(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li, title="早该公开的通知")
    a_withheld_paper(cast.heping, by=cast.li, title="=会议记录")
    wu = enter(Client(), cast.wu)
    due = wu.get("/desk/disclosure/?export=csv")
    assert due["Content-Type"].startswith("text/csv")
    assert "早该公开的通知" in due.content.decode()
    assert "2026-03-30" in due.content.decode()
    assert "早该" not in wu.get("/desk/disclosure/?export=csv&q=别的").content.decode()
    closed = wu.get("/desk/disclosure/closed/?export=csv").content.decode()
    assert "'=会议记录" in closed  # no spreadsheet takes it for a formula
    assert "第十六条" in closed


def test_what_readers_miss_is_shown_to_the_disclosure_office(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_DIR = tmp_path
    note_miss("办税地图", at=timezone.now())
    assert "办税地图" in page_of(cast.wu, "/desk/disclosure/misses/")

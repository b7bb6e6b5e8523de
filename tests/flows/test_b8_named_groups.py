"""Row B8: items for a named group, the staff or a place, read by those they are meant for."""

import io

import pytest

from sunshine.audit.models import Event
from sunshine.publishing.actions import places
from sunshine.publishing.actions.attachments import attach
from tests.asking import Visitor
from tests.build import release
from tests.build.release import AT
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record


@pytest.fixture(autouse=True)
def _files(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.FILES_DIR = tmp_path / "files"


def test_a_member_reads_what_is_addressed_to_his_group(cast: Cast, record: Record) -> None:
    edition = release.draft(cast, audience="group", title="出口退税座谈会纪要")
    file = attach(
        edition, stream=io.BytesIO("名单".encode()), filename="名单.txt", by=cast.li, at=AT
    )
    item = release.published(cast, edition)
    record.bake_all()
    sun = Visitor(record.root, cast.sun)
    assert "出口退税座谈会纪要" in sun.get("/for-me/").text
    page = sun.get(f"/i/{item.code}/")
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "本件只向特定人群公开" in page.text
    assert "For a named group only" in sun.get(f"/en/i/{item.code}/").text
    sent = sun.get(f"/f/{file.code}/名单.txt".replace("名单", "%E5%90%8D%E5%8D%95"))
    assert (sent.status, sent.body.decode()) == (200, "名单")
    assert "attachment" in sent.headers["Content-Disposition"]


def test_who_opened_it_is_known_by_name(cast: Cast, record: Record) -> None:
    edition = release.draft(cast, audience="group")
    file = attach(edition, stream=io.BytesIO(b"a b"), filename="a.txt", by=cast.li, at=AT)
    item = release.published(cast, edition)
    sun, zhao = Visitor(record.root, cast.sun), Visitor(record.root, cast.zhao)
    for visitor in (sun, zhao):
        visitor.get(f"/i/{item.code}/")
        visitor.get(f"/f/{file.code}/a.txt")
        visitor.get("/for-me/")
    looks = Event.objects.filter(kind="publishing.looked").order_by("id")
    assert [(one.actor, one.subject, one.data["what"]) for one in looks] == [
        (cast.sun.pk, f"item:{item.code}", "page"),
        (cast.sun.pk, f"item:{item.code}", f"file:{file.code}"),
    ]


def test_a_member_who_has_left_the_group_reads_it_no_more(cast: Cast, record: Record) -> None:
    item = release.published(cast, release.draft(cast, audience="group"))
    cast.group.members.update(until=DAY)
    record.bake_all()
    assert Visitor(record.root, cast.sun).get(f"/i/{item.code}/").status == 404


def test_old_editions_and_their_comparison_have_the_same_readers(
    cast: Cast, record: Record
) -> None:
    item = release.published(cast, release.draft(cast, audience="staff", content="<p>旧文字。</p>"))
    release.published(cast, release.next_draft(item, cast, "major", content="<p>新文字。</p>"))
    record.bake_all()
    addresses = [f"/i/{item.code}/e/1/", f"/i/{item.code}/compare/1-2/"]
    for address in addresses:
        assert "旧" in Visitor(record.root, cast.li).get(address).text
        assert Visitor(record.root, cast.zhao).get(address).status == 404
        assert Visitor(record.root).get(address).status == 404


def test_a_place_is_told_to_the_body_s_staff(cast: Cast, record: Record) -> None:
    item = release.published(cast, release.draft(cast, audience="place"))
    places.post_at_place(item, place="中心农贸市场", posted_on=DAY, until=DAY, by=cast.li, at=AT)
    record.bake_all()
    assert "中心农贸市场" in Visitor(record.root, cast.li).get(f"/i/{item.code}/").text
    assert Visitor(record.root, cast.sun).get(f"/i/{item.code}/").status == 404


def test_nobody_is_asked_kindly_to_sign_in(cast: Cast, record: Record) -> None:
    page = Visitor(record.root).get("/for-me/")
    assert page.status == 200
    assert "/account/login/?next=/for-me/" in page.text

"""Row B12: a press release waits for its spokesperson and for the end of its embargo."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.campaigns.actions import press
from sunshine.campaigns.models import PressRelease
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Post
from sunshine.publishing.models import Item
from sunshine.publishing.reference import load_sections
from tests.cast import Cast
from tests.entering import enter
from tests.faces.desk.working import done

TEXT = "canary-embargo 发布会将公布新的便民措施。"


def test_nothing_is_read_before_the_embargo_ends(cast: Cast) -> None:
    sections = load_sections(at=timezone.now()).sections
    speaker = Post.objects.get(slug="wang-post")
    li, wang, zhao = (enter(Client(), person) for person in (cast.li, cast.wang, cast.zhao))
    until = timezone.localtime(timezone.now() + timedelta(hours=5))
    given = {
        "title": "canary-embargo 通稿",
        "text": TEXT,
        "spokesperson": speaker.pk,
        "embargo_until": f"{until:%Y-%m-%dT%H:%M}",
    }
    assert "canary-embargo" in done(li, "/desk/press/new/", **given)
    release = PressRelease.objects.get()
    assert "只有这一新闻发言人" in done(li, f"/desk/press/{release.code}/agree/")
    assert "已同意" in done(wang, f"/desk/press/{release.code}/agree/")
    record = f"/desk/press/{release.code}/record/"
    assert "禁发期到" in li.get(record).content.decode()
    facts = {"section": sections.get(slug="news").pk, "summary": "便民措施"}
    li.post(record, facts)
    assert Item.objects.count() == 0
    assert "canary-embargo" not in zhao.get("/desk/press/").content.decode()
    assert zhao.get(record).status_code == 404
    visitor = Client()
    for address in ("/activities/", "/search/?q=canary", "/catalogue.json", "/desk/press/"):
        assert "canary-embargo" not in visitor.get(address).getvalue().decode()
    PressRelease.objects.update(embargo_until=timezone.now() - timedelta(minutes=1))
    done(li, record, **facts)
    item = Item.objects.get()
    assert item.state == "prepared"  # the reviews of publishing come next
    assert "发布会将公布" in item.editions.get().content
    assert "打开公开条目" in li.get("/desk/press/").content.decode()


def test_a_draft_is_changed_until_the_spokesperson_agrees(cast: Cast) -> None:
    at = timezone.now()
    li, zhao = enter(Client(), cast.li), enter(Client(), cast.zhao)
    release = press.write_release(
        cast.heping,
        title="初稿",
        text=TEXT,
        spokesperson=Post.objects.get(slug="wang-post"),
        by=cast.li,
        at=at,
    )
    change = f"/desk/press/{release.code}/change/"
    assert zhao.get(change).status_code == 404
    given = {"title": "改稿", "text": TEXT, "embargo_until": ""}
    assert "改稿" in done(li, change, **given)
    press.agree(release, by=cast.wang, at=at)
    assert "不能再改" in li.post(change, given | {"title": "再改"}).content.decode()
    release.refresh_from_db()
    assert release.title == "改稿"


def test_a_release_is_refused_with_every_reason(cast: Cast) -> None:
    at = timezone.now()
    other = Post.objects.get(slug="zhao-post")
    with pytest.raises(Refused) as refused:
        press.write_release(
            cast.heping, title="", text="", spokesperson=other, embargo_until=at, by=cast.li, at=at
        )
    codes = {reason.code for reason in refused.value.reasons}
    assert codes == {"campaign-line-needed", "press-no-spokesperson", "press-embargo-past"}
    own = Post.objects.get(slug="li-post")
    release = press.write_release(
        cast.heping, title="通稿", text="正文", spokesperson=own, by=cast.li, at=at
    )
    with pytest.raises(Refused) as refused:
        press.agree(release, by=cast.li, at=at)
    assert [reason.code for reason in refused.value.reasons] == ["press-own"]
    press.change_release(
        release, title="通稿二", text="正文", embargo_until=None, by=cast.lin, at=at
    )
    press.agree(release, by=cast.li, at=at)
    with pytest.raises(Refused) as refused:
        press.change_release(
            release, title="通稿三", text="正文", embargo_until=None, by=cast.lin, at=at
        )
    assert refused.value.reasons[0].code == "press-ready"

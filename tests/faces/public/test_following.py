"""The baker follows the log: after every act the record is as if it had been baked anew."""

from io import BytesIO
from pathlib import Path

import pytest

from sunshine.audit.models import Event
from sunshine.jobs.readers import run_once
from sunshine.orgs.actions.bodies import rename_body
from sunshine.public.baking import pending, refresh
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.reader import bake_events, record_reader
from sunshine.public.baking.rebuild import rebuild
from sunshine.public.baking.refresh import Refresher
from sunshine.publishing.actions import attachments, takedown
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import EditionKind, Item, Section, Series
from tests.build import release
from tests.build.record import public_item
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record

pytestmark = pytest.mark.django_db

AT = release.AT


class Follower:
    """A baker that follows the log of the test, one act after another."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.seen = 0

    def catch_up(self) -> None:
        """Bake what happened since the last time."""
        events = list(Event.objects.filter(id__gt=self.seen).order_by("id"))
        self.seen = events[-1].id if events else self.seen
        bake_events(events, at=AT)

    def agrees(self, scratch: Path) -> bool:
        """Return whether the record is what a fresh one would be, byte for byte."""
        fresh = Record(scratch)
        with baker_at(scratch) as baker:
            baker.bake(every_key(), on=DAY)
        assert self.record.names() == fresh.names()
        return self.record.everything() == fresh.everything()


@pytest.fixture
def follower(cast: Cast, record: Record) -> Follower:
    """Return a follower whose record has one item in it."""
    release.published(cast)
    record.bake_all()
    made = Follower(record)
    made.catch_up()
    return made


def _out(cast: Cast, title: str, *texts: str) -> Item:
    """Publish an item with text files attached."""
    edition = release.draft(cast, title=title)
    for number, text in enumerate(texts):
        attachments.attach(
            edition, stream=BytesIO(text.encode()), filename=f"表{number}.txt", by=cast.li, at=AT
        )
    return release.published(cast, edition)


def test_a_publication_is_everywhere_at_once(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    item = _out(cast, "新的公告", "附件甲")
    follower.catch_up()
    naming = {
        name
        for name in follower.record.names()
        if not name.endswith((".gz", ".br")) and item.code in follower.record.text(name)
    }
    for expected in (
        "zh/plain/index.html",
        "en/elder/b/ln-shenyang-heping/index.html",
        "zh/plain/b/ln-shenyang-heping/policies/index.html",
        "zh/plain/b/ln-shenyang-heping/policies/p/1/index.html",
        "any/b/ln-shenyang-heping/feed.atom",
        "any/b/ln-shenyang-heping/policies/feed.atom",
        "any/b/ln-shenyang-heping/feed.rss",
        "any/b/ln-shenyang-heping/catalogue/2026.csv",
        "any/b/ln-shenyang-heping/policies/2026.json",
        "any/screens/ln-shenyang-heping.json",
        "any/sitemaps/ln-shenyang-heping-2026.xml",
    ):
        assert expected in naming
    assert follower.agrees(tmp_path / "fresh")


def test_a_new_edition_leaves_the_old_one_at_its_own_address(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    item = Item.objects.get()
    edition = release.next_draft(item, cast, EditionKind.MAJOR, title="改名后的公告")
    publish(release.approved(cast, edition), by=cast.wu, at=AT)
    follower.catch_up()
    pages = f"zh/plain/i/{item.code}"
    assert "改名后的公告" in follower.record.text(f"{pages}/index.html")
    assert release.TEXT["title"] in follower.record.text(f"{pages}/e/1/index.html")
    assert f"{pages}/compare/1-2/index.html" in follower.record.names()
    assert follower.agrees(tmp_path / "fresh")


def test_withdrawing_moving_removing_and_pulling_reach_every_file(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    items = [_out(cast, f"第{number}件", f"附件{number}") for number in range(5)]
    follower.catch_up()
    kept, withdrawn, moved, removed, pulled = items
    takedown.withdraw(withdrawn, reason="依据已废止", by=cast.wu, at=AT)
    takedown.move(moved, to=kept, reason="合并发布", by=cast.wu, at=AT)
    takedown.remove(removed, reason="超过公示期限", by=cast.wu, at=AT)
    takedown.pull(pulled, reason="含有个人信息", by=cast.li, at=AT)
    follower.catch_up()
    names = follower.record.names()
    assert f"zh/plain/i/{withdrawn.code}/index.html" in names
    for item in (moved, removed, pulled):
        assert not [name for name in names if f"/i/{item.code}" in name]
        for attachment in item.attachments.all():
            assert not [name for name in names if attachment.code in name]
    everything = follower.record.everything().decode()
    assert pulled.code not in everything
    assert "第4件" not in everything
    assert "含有个人信息" not in everything
    redirects = follower.record.text("any/.redirects.map")
    assert f'"/en/i/{moved.code}/" "/en/i/{kept.code}/";' in redirects
    assert follower.agrees(tmp_path / "fresh")


def test_the_address_of_a_pulled_item_may_say_that_it_was_pulled(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    item = Item.objects.get()
    takedown.pull(item, reason="含有个人信息", by=cast.li, at=AT, with_notice=True)
    follower.catch_up()
    page = follower.record.text(f"zh/plain/i/{item.code}/index.html")
    assert "已撤下" in page
    assert release.TEXT["title"] not in page
    assert "含有个人信息" not in page
    assert follower.agrees(tmp_path / "fresh")


def test_a_replaced_attachment_leads_on_once_the_new_one_is_out(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    item = _out(cast, "附表公告", "旧表")
    follower.catch_up()
    old = item.attachments.get()
    edition = release.next_draft(item, cast)
    new = attachments.replace(
        edition, old, stream=BytesIO(b"new"), filename="新表.txt", by=cast.li, at=AT
    )
    follower.catch_up()
    assert f"any/f/{old.code}/{old.name}" in follower.record.names()
    assert new.code.encode() not in follower.record.everything()
    publish(release.approved(cast, edition), by=cast.wu, at=AT)
    follower.catch_up()
    assert f"any/f/{old.code}/{old.name}" not in follower.record.names()
    assert follower.record.text(f"any/f/{new.code}/{new.name}") == "new"
    assert f'"/f/{old.code}/{old.name}" "/f/{new.code}/' in follower.record.text(
        "any/.redirects.map"
    )
    assert follower.agrees(tmp_path / "fresh")


@pytest.mark.parametrize("audience", ["group", "staff", "place"])
def test_a_restricted_item_touches_no_file(cast: Cast, follower: Follower, audience: str) -> None:
    edition = release.draft(cast, audience=audience, title="内部事项")
    release.published(cast, edition)
    before = {name: follower.record.text(name) for name in sorted(follower.record.names())
              if not name.endswith((".gz", ".br"))}  # fmt: skip
    follower.catch_up()
    for name, text in before.items():
        assert follower.record.text(name) == text
    assert "内部事项".encode() not in follower.record.everything()


def test_seeing_the_log_again_changes_nothing(cast: Cast, follower: Follower) -> None:
    _out(cast, "又一件")
    follower.catch_up()
    assert bake_events(list(Event.objects.order_by("id")), at=AT) == 0


def _lay_down(cast: Cast, count: int) -> list[Item]:
    """Lay down a long list as rows, the way an import would."""
    last = Item.objects.filter(body=cast.heping).count()
    into = Section.objects.get(slug="policies")
    made = [
        public_item(cast.heping, by=cast.li, title=f"旧第{last + number}件", into=into)
        for number in range(count)
    ]
    Series.objects.filter(key="list:ln-shenyang-heping:policies").update(last=last + count)
    return made


def _touched(cast: Cast, follower: Follower, title: str) -> int:
    _out(cast, title)
    events = list(Event.objects.filter(id__gt=follower.seen).order_by("id"))
    follower.seen = events[-1].id
    return bake_events(events, at=AT)


def test_one_publication_touches_no_more_files_in_a_long_list(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    few = _touched(cast, follower, "早")
    _lay_down(cast, 118)
    follower.record.bake_all()
    many = _touched(cast, follower, "晚")  # the first on the seventh page
    assert many <= few + 2 * 12  # two more pages of the list, in their twelve forms
    assert follower.agrees(tmp_path / "fresh")


def test_a_list_that_loses_its_end_loses_the_empty_pages_before_it(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    laid = _lay_down(cast, 60)
    Item.objects.filter(pk__in=[item.pk for item in laid[25:59]]).update(state="gone")
    follower.record.bake_all()
    base = "zh/plain/b/ln-shenyang-heping/policies/p"
    assert f"{base}/4/index.html" in follower.record.names()
    takedown.remove(laid[59], reason="超过公示期限", by=cast.wu, at=AT)
    follower.catch_up()
    assert f"{base}/2/index.html" in follower.record.names()
    assert f"{base}/3/index.html" not in follower.record.names()
    assert follower.agrees(tmp_path / "fresh")


def test_a_renamed_body_is_baked_in_the_background(
    cast: Cast, follower: Follower, tmp_path: Path
) -> None:
    rename_body(
        cast.heping,
        name="国家税务总局沈阳市和平区新税务局",
        short_name="和平新局",
        name_en="New Heping Tax Service",
        since=DAY,
        document="辽税发〔2026〕1号",
        by=cast.gao,
        at=AT,
    )
    follower.catch_up()
    assert "ln-shenyang-heping" in pending.marks(follower.record.root)
    refresher = Refresher(follower.record.root)
    while refresher.turn(AT):
        pass
    assert pending.marks(follower.record.root) == {}
    page = follower.record.text(f"zh/plain/i/{Item.objects.get().code}/index.html")
    assert "和平区新税务局" in page
    assert follower.agrees(tmp_path / "fresh")


def test_an_upgrade_is_baked_in_the_background_and_once(
    cast: Cast, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresher = Refresher(follower.record.root)
    while refresher.turn(AT):
        pass
    assert pending.read_state(follower.record.root).fingerprint == pending.fingerprint()
    assert refresher.turn(AT) == 0
    for module in (pending, refresh):
        monkeypatch.setattr(module, "fingerprint", lambda: "another program")
    monkeypatch.setattr("sunshine.public.baking.rebuild.fingerprint", lambda: "another program")
    monkeypatch.setattr(refresh, "SLICE_SECONDS", 600)
    assert refresher.turn(AT) > 10
    assert refresher.turn(AT) == 0


def test_a_rebuild_goes_on_where_it_stopped(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sunshine.public.baking.rebuild._NOTE_EVERY", 5)
    begun = rebuild(follower.record.root, on=DAY)
    for _ in range(12):
        last, _files = next(begun)
    begun.close()
    again = [done for done, _files in rebuild(follower.record.root, on=DAY)]
    assert again[0] == 11  # noted after every fifth
    assert again[-1] > last
    assert next(rebuild(follower.record.root, on=DAY))[0] == 1


def test_the_reader_keeps_its_place(cast: Cast, follower: Follower) -> None:
    reader = record_reader(lambda: AT)
    assert run_once(reader, at=AT) > 0
    assert run_once(reader, at=AT) == 0

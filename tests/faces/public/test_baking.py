"""The whole chain: rows of the database become finished files, and nothing else does."""

import csv
import io
import json
from datetime import timedelta

import pytest
from lxml import etree

from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.refresh import Refresher
from sunshine.public.baking.whole import differences, strangers
from sunshine.publishing.models import Audience, ItemState
from tests.build.record import NOON, public_item, publish_edition
from tests.cast import Cast, cast_people
from tests.faces.public.conftest import DAY, Record

pytestmark = pytest.mark.django_db


def test_an_item_is_a_page_in_two_languages_and_two_variants(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li, title="停征通知")
    record.bake_all()
    for language, variant in (("zh", "plain"), ("zh", "elder"), ("en", "plain"), ("en", "elder")):
        page = record.text(f"{language}/{variant}/i/{item.code}/index.html")
        assert "停征通知" in page
        assert f'data-variant="{variant}"' in page
        assert ('<html lang="en"' in page) == (language == "en")


def test_baking_again_changes_nothing(cast: Cast, record: Record) -> None:
    public_item(cast.heping, by=cast.li)
    assert record.bake_all() > 0
    assert record.bake_all() == 0


def test_what_is_not_for_the_public_is_nowhere_in_the_record(cast: Cast, record: Record) -> None:
    for audience in (Audience.GROUP, Audience.STAFF, Audience.PLACE):
        public_item(cast.heping, by=cast.li, title=f"暗藏{audience}文", audience=audience)
    draft = public_item(cast.heping, by=cast.li, title="尚未发布之文")
    draft.state = ItemState.PREPARED
    draft.save()
    record.bake_all()
    assert "暗藏".encode() not in record.everything()
    assert "尚未发布之文".encode() not in record.everything()
    assert not [name for name in record.names() if "/i/" in name]


def test_a_list_is_numbered_from_the_oldest(cast: Cast, record: Record) -> None:
    for number in range(45):
        at = NOON + timedelta(minutes=number)
        public_item(cast.heping, by=cast.li, title=f"第{number:02d}号", at=at)
    record.bake_all()
    base = "zh/plain/b/ln-shenyang-heping/policies"
    first, newest = record.text(f"{base}/p/1/index.html"), record.text(f"{base}/index.html")
    assert "第00号" in first
    assert "第20号" not in first
    assert newest.index("第44号") < newest.index("第20号")
    assert "第19号" not in newest
    assert f"{base}/p/3/index.html" in record.names()
    assert f"{base}/p/4/index.html" not in record.names()


def test_a_withdrawn_item_keeps_its_page_and_leaves_the_lists(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li, title="撤回之文")
    public_item(cast.heping, by=cast.li, title="留下之文")
    record.bake_all()
    item.state, item.down_reason = ItemState.WITHDRAWN, "依据已废止"
    item.save()
    record.bake_all()
    assert "依据已废止" in record.text(f"zh/plain/i/{item.code}/index.html")
    naming = [
        name
        for name in record.names()
        if name.endswith((".html", ".csv", ".json", ".atom", ".xml"))
        and "/i/" not in name
        and item.code in record.text(name)
    ]
    assert naming == []


@pytest.mark.parametrize("state", [ItemState.GONE, ItemState.PULLED])
def test_what_is_gone_leaves_no_byte(cast: Cast, record: Record, state: str) -> None:
    item = public_item(cast.heping, by=cast.li, title="泄露之文")
    publish_edition(item, by=cast.li, title="泄露之文二", content="<p>甲</p>", at=NOON)
    record.bake_all()
    assert f"zh/plain/i/{item.code}/e/1/index.html" in record.names()
    assert f"zh/plain/i/{item.code}/compare/1-2/index.html" in record.names()
    item.state = state
    item.save()
    record.bake_all()
    assert "泄露之文".encode() not in record.everything()
    assert item.code.encode() not in record.everything()
    assert not [name for name in record.names() if item.code in name]


def test_feeds_are_atom_and_their_entries_keep_their_names(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li, title="甲 & 乙 <丙>")
    record.bake_all()
    feed = etree.fromstring((record.root / "any/b/ln-shenyang-heping/feed.atom").read_bytes())
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:entry/a:title", namespaces=atom) == "甲 & 乙 <丙>"
    assert feed.findtext("a:entry/a:id", namespaces=atom).endswith(f",2026:/i/{item.code}/")
    for required in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:entry/a:updated"):
        assert feed.findtext(required, namespaces=atom)


def test_exports_say_the_same_in_both_formats(cast: Cast, record: Record) -> None:
    public_item(cast.heping, by=cast.li, title="=1+1")
    record.bake_all()
    base = record.root / "any/b/ln-shenyang-heping/catalogue/2026"
    raw = base.with_suffix(".csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    lines = json.loads(base.with_suffix(".json").read_text(encoding="utf-8"))["items"]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[0][:3] == ["索引号", "名称", "内容概述"]
    assert rows[1][1] == "'=1+1"
    assert lines[0]["title"] == "=1+1"
    assert rows[1][0] == lines[0]["index_number"]


def test_check_names_what_is_missing_extra_different_and_stale(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li)
    record.bake_all()
    page = record.root / f"zh/plain/i/{item.code}/index.html"
    feed = record.root / "any/b/ln-shenyang-heping/feed.atom"
    (record.root / f"en/plain/i/{item.code}/index.html").unlink()
    page.write_bytes(page.read_bytes() + b" ")
    (feed.parent / "feed.atom.gz").write_bytes(b"old")
    stray = record.root / "any/b/stray.json"
    stray.write_bytes(b"{}")
    found = {(item.what, item.name) for item in differences(record.root, every_key(), on=DAY)}
    assert found == {
        ("missing", f"en/plain/i/{item.code}/index.html"),
        ("different", f"zh/plain/i/{item.code}/index.html"),
        ("stale encoding", "any/b/ln-shenyang-heping/feed.atom"),
    }
    assert list(strangers(record.root)) == ["any/b/stray.json"]


def test_baking_one_key_puts_it_right(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li)
    record.bake_all()
    page = record.root / f"zh/plain/i/{item.code}/index.html"
    page.write_bytes(b"half")
    with baker_at(record.root) as baker:
        baker.bake([Key("item", item.code)], on=DAY)
    assert list(differences(record.root, every_key(), on=DAY)) == []


def test_an_empty_installation_has_no_page_and_owes_all_of_them(record: Record) -> None:
    refresher = Refresher(record.root)
    assert refresher.turn(NOON) == 0
    assert record.names() == set()
    cast_people()
    refresher.turn(NOON)
    assert "zh/plain/errors/404.html" in record.names()
    assert "zh/plain/index.html" in record.names()

"""Open data in bulk: whole, checked by sums, and at once without what was taken down."""

import csv
import gzip
import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sunshine.audit.models import Event
from sunshine.public.bulk.nightly import Nightly, take_out
from sunshine.public.bulk.shards import Shard, write_shard
from sunshine.publishing.actions import takedown
from sunshine.publishing.models import Audience
from tests.build import release
from tests.build.record import NOON, public_item
from tests.build.release import AT, MINUTE
from tests.cast import Cast


@pytest.fixture
def root(settings: Settings, tmp_path: Path) -> Path:
    """Return where the bulk files stand in this test."""
    settings.OPEN_DATA_DIR = tmp_path / "open-data"
    return tmp_path / "open-data"


def night(root: Path) -> None:
    """Let a night pass."""
    nightly = Nightly(root)
    while nightly.turn(NOON):
        pass


def everything(root: Path) -> str:
    """Return all that the files hold."""
    files = [file for file in root.rglob("*") if file.is_file()]
    held = (
        gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes()
        for one in files
    )
    return "\n".join(content.decode() for content in held)


def test_a_night_writes_every_public_item_with_its_sums(cast: Cast, root: Path) -> None:
    public_item(cast.heping, by=cast.li, title="=甲", content="<p>正文甲</p>")
    public_item(cast.heping, by=cast.li, title="旧", at=NOON - timedelta(days=400))
    public_item(cast.heping, by=cast.li, title="隐", audience=Audience.STAFF)
    night(root)
    reader = Client()
    manifest = reader.get("/open-data/manifest.json")
    shards = json.loads(b"".join(manifest.streaming_content))["shards"]
    assert [(one["year"], one["items"]) for one in shards] == [(2025, 1), (2026, 1)]
    for shard in shards:
        for file in shard["files"].values():
            answer = reader.get(f"/open-data/{file['path']}")
            content = b"".join(answer.streaming_content)
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            assert f"{file['sha256']}  {file['path']}\n" in (root / "SHA256SUMS").read_text()
            known = reader.get(
                f"/open-data/{file['path']}", headers={"if-none-match": answer["ETag"]}
            )
            assert known.status_code == 304
    lines = gzip.decompress((root / shards[1]["files"]["jsonl"]["path"]).read_bytes())
    assert json.loads(lines)["text"] == "正文甲"
    table = gzip.decompress((root / shards[1]["files"]["csv"]["path"]).read_bytes())
    [row] = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    assert (row["名称"], row["正文"]) == ("'=甲", "正文甲")
    assert "隐" not in everything(root)
    assert Nightly(root).turn(NOON) == 0


def test_what_is_pulled_is_out_at_once(cast: Cast, root: Path) -> None:
    item = release.published(cast, release.draft(cast, title="泄露甲"))
    release.published(cast, release.draft(cast, title="留下"))
    night(root)
    assert "泄露甲" in everything(root)
    half = write_shard(root, Shard("ln-shenyang-heping", 2026), "2026-03-01")
    next(half)
    takedown.pull(item, reason="泄露", by=cast.he, at=AT + MINUTE)
    take_out(list(Event.objects.filter(kind__startswith="publishing.item_pulled")))
    for _step in half:
        pass
    held = everything(root)
    assert "泄露甲" not in held
    assert "留下" in held
    assert item.code not in held


def test_a_restart_goes_on_where_it_was(cast: Cast, root: Path) -> None:
    public_item(cast.heping, by=cast.li)
    night(root)
    (root / "manifest.json").unlink()
    shard = Shard("ln-shenyang-heping", 2026).file(root, "jsonl")
    before = shard.stat().st_mtime_ns
    night(root)
    assert shard.stat().st_mtime_ns == before
    assert (root / "manifest.json").exists()


@pytest.mark.parametrize(
    "name",
    ["../secret.key", "items/.2026.json", "items/x/.2026.json", "items/ln/2026.jsonl", "items/"],
)
def test_nothing_else_is_sent(cast: Cast, root: Path, name: str) -> None:
    public_item(cast.heping, by=cast.li)
    night(root)
    assert Client().get(f"/open-data/{name}").status_code in {301, 404}


def test_a_page_names_the_files_and_what_they_hold(cast: Cast, root: Path) -> None:
    reader = Client()
    assert "还没有写成" in reader.get("/open-data/").content.decode()
    item = public_item(cast.heping, by=cast.li, title="甲")
    public_item(cast.heping, by=cast.li, title="隐", audience=Audience.STAFF)
    night(root)
    manifest = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    for address, said in (("/open-data/", "1件信息"), ("/en/open-data/", "1 item")):
        answer = reader.get(address)
        page = answer.content.decode()
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert said in page
        for file in manifest["shards"][0]["files"].values():
            assert f'href="/open-data/{file["path"]}"' in page
            assert file["sha256"] in page
        for name, head in manifest["columns"].items():
            assert f"<code>{name}</code>" in page
            assert head in page
        assert 'href="/open-data/catalogue.jsonld"' in page
    takedown.withdraw(item, reason="内容有误，需要更正", by=cast.wu, at=NOON)
    take_out(list(Event.objects.filter(kind="publishing.item_withdrawn")))
    assert "还没有写成" in reader.get("/open-data/").content.decode()


@pytest.mark.parametrize("held", ["", "[]", "{", '{"shards": []}'])
def test_a_damaged_manifest_does_not_break_the_page(cast: Cast, root: Path, held: str) -> None:
    root.mkdir()
    (root / "manifest.json").write_text(held, encoding="ascii")
    assert Client().get("/open-data/").status_code == 200

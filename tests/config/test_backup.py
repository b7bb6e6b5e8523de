"""Backup and restore, drilled with real processes: running, stopped, damaged, on both databases."""

import io
import json
import shutil
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content, place_of, sealed_place_of, store
from tests.build.contents import PDF
from tests.house import ROOT, House

pytestmark = pytest.mark.slow


def keep_file(text: str) -> str:
    """Store a small PDF in this house and return its hash."""
    return store(io.BytesIO(PDF + text.encode()), filename="a.pdf").sha256


def state() -> dict[str, object]:
    """Return what the house holds: its events, and every file read back."""
    files = {}
    for file in StoredFile.objects.all():
        with open_content(file) as content:
            files[file.sha256] = content.read().decode("latin-1")
    last = Event.objects.order_by("-id").values_list("id", "digest").first()
    return {"count": Event.objects.count(), "last": last, "files": files}


def _fill(house: House) -> None:
    house.call("tests.build.events:happen_often", count=5)
    house.call("tests.config.test_backup:keep_file", text="决算")
    (house.home / "mail").mkdir(exist_ok=True)
    (house.home / "mail" / "1.log").write_text("mail")
    (house.home / "law").mkdir()
    (house.home / "law" / "closures.toml").write_text("closure = []")
    record = house.home / "record" / "zh"
    record.mkdir(parents=True)
    (record / "old.html").write_text("old")


def test_a_stopped_house_is_restored_in_another_place(
    house: House, build_house: Callable[[], House], tmp_path: Path
) -> None:
    _fill(house)
    archive = tmp_path / "sunshine.tar"
    said = house.run("backup", str(archive)).stdout
    assert "events up to 5" in said
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    other = build_house()
    other.call("tests.build.events:happen_often", count=2, subject="other:1")
    said = other.run("restore", str(archive)).stdout
    assert other.call("tests.config.test_backup:state") == house.call(
        "tests.config.test_backup:state"
    )
    for name in ("secret.key", "sealing.key", "mail/1.log", "law/closures.toml"):
        assert (other.home / name).read_bytes() == (house.home / name).read_bytes()
    assert not (other.home / "record" / "zh" / "old.html").exists()
    assert "before-restore-" in said
    other.run("check")
    other.call("tests.build.events:happen_often", count=1)
    assert "6 events hold" in other.run("audit", "verify").stdout


def test_a_backup_while_actions_are_written_is_one_moment(
    house: House, build_house: Callable[[], House], tmp_path: Path
) -> None:
    codes = house.call("tests.build.record:few_items", count=2)
    house.serve()
    words = [sys.executable, "-m", "tests.inside", "tests.build.events:happen_often"]
    writers = [
        subprocess.Popen(
            [*words, json.dumps({"count": 3000, "subject": f"writer:{number}"})],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        for number in range(2)
    ]
    archives = [tmp_path / f"{number}.tar" for number in range(3)]
    for archive in archives:
        house.run("backup", str(archive))
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert len({_manifest(archive)["last_event"] for archive in archives}) > 1
    other = build_house()
    other.run("restore", str(archives[1]))
    restored = other.call("tests.config.test_backup:state")
    assert restored["last"][1] == _manifest(archives[1])["last_digest"]
    assert f"{restored['count']} events hold" in other.run("audit", "verify").stdout
    assert "agree" in other.run("record", "check").stdout
    assert other.serve().get(f"/i/{codes[0]}/").status == 200


def test_nothing_is_restored_over_a_running_server(house: House, tmp_path: Path) -> None:
    house.call("tests.build.events:happen_often", count=1)
    archive = tmp_path / "sunshine.tar"
    house.run("backup", str(archive))
    house.serve()
    refused = house.run("restore", str(archive), check=False)
    assert refused.returncode != 0
    assert "Stop it first" in refused.stderr
    assert not list(house.home.glob("before-restore-*"))


def test_a_damaged_backup_touches_nothing(house: House, tmp_path: Path) -> None:
    _fill(house)
    before = house.call("tests.config.test_backup:state")
    whole = tmp_path / "sunshine.tar"
    house.run("backup", str(whole))
    for damage in ("cut", "changed", "no archive", "path outside"):
        archive = tmp_path / f"{damage}.tar"
        shutil.copy(whole, archive)
        _damage(archive, damage)
        refused = house.run("restore", str(archive), check=False)
        assert refused.returncode != 0, damage
        assert "Traceback" not in refused.stderr
        assert not list(house.home.glob("before-restore-*"))
        assert not list(house.home.glob(".restore-*"))
    assert house.call("tests.config.test_backup:state") == before
    assert not (tmp_path / "outside").exists()


def test_a_backup_from_the_future_is_refused(house: House, tmp_path: Path) -> None:
    archive = tmp_path / "sunshine.tar"
    house.run("backup", str(archive))
    facts = _manifest(archive)
    facts["migrations"].append("publishing.9999_of_tomorrow")
    _rewrite(archive, {"manifest.json": json.dumps(facts).encode()})
    refused = house.run("restore", str(archive), check=False)
    assert "Update Sunshine first" in refused.stderr


def test_an_archive_is_never_overwritten(house: House, tmp_path: Path) -> None:
    archive = tmp_path / "sunshine.tar"
    archive.write_text("precious")
    refused = house.run("backup", str(archive), check=False)
    assert "exists already" in refused.stderr
    assert archive.read_text() == "precious"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def seal_behind_the_back(sha256: str) -> None:
    """Move a file as sealing does, while the database still says it is open."""
    sealed_place_of(sha256).parent.mkdir(exist_ok=True)
    place_of(sha256).rename(sealed_place_of(sha256))


def test_a_file_sealed_between_database_and_files_agrees_again(
    house: House, tmp_path: Path
) -> None:
    _fill(house)
    before = house.call("tests.config.test_backup:state")
    (sha256,) = before["files"]
    house.call("tests.config.test_backup:seal_behind_the_back", sha256=sha256)
    archive = tmp_path / "sunshine.tar"
    house.run("backup", str(archive))
    house.run("restore", str(archive))
    assert house.call("tests.config.test_backup:state") == before


def _manifest(archive: Path) -> dict[str, list[str]]:
    with tarfile.open(archive) as opened:
        stream = opened.extractfile("manifest.json")
        assert stream is not None
        facts: dict[str, list[str]] = json.load(stream)
        return facts


def _rewrite(archive: Path, changes: dict[str, bytes]) -> None:
    with tarfile.open(archive) as opened:
        content = {
            member.name: stream.read()
            for member in opened.getmembers()
            if (stream := opened.extractfile(member))
        }
    with tarfile.open(archive, "w") as made:
        for name, piece in (content | changes).items():
            entry = tarfile.TarInfo(name)
            entry.size = len(piece)
            made.addfile(entry, io.BytesIO(piece))


def _damage(archive: Path, damage: str) -> None:
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    elif damage == "changed":
        facts = _manifest(archive)
        name = next(name for name in facts["entries"] if name.startswith("files/"))
        _rewrite(archive, {name: b"something else"})
    elif damage == "no archive":
        archive.write_text("not an archive")
    else:
        facts = _manifest(archive)
        facts["entries"]["../outside"] = "0" * 64  # type: ignore[call-overload]
        _rewrite(archive, {"manifest.json": json.dumps(facts).encode(), "../outside": b"x"})

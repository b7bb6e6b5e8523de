"""Contents are kept whole, once, privately; sealed ones are given out to nobody."""

import errno
import io
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from sunshine.files import store as storing
from sunshine.files.models import StoredFile
from sunshine.files.periodic import finish_seals, remove_orphans
from sunshine.files.store import open_content, place_of, seal, sealed_place_of, store
from sunshine.kit.errors import Refused
from tests.build.contents import PDF, png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    """Return a place of its own for the contents of this test."""
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def _left(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_content_is_kept_once_and_read_back(files: Path) -> None:
    first = store(io.BytesIO(PDF), filename="a.pdf")
    again = store(io.BytesIO(PDF), filename="b.pdf")
    assert first.pk == again.pk
    assert (first.size, first.media_type) == (len(PDF), "application/pdf")
    with open_content(first) as content:
        assert content.read() == PDF
    assert _left(files) == [place_of(first.sha256)]


def test_contents_are_readable_by_the_server_alone(files: Path) -> None:
    path = place_of(store(io.BytesIO(PDF), filename="a.pdf").sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(PDF * 100, "a.pdf", "file-too-big"), (b"MZ", "a.pdf", "file-executable")],
)
def test_a_refused_content_leaves_nothing(
    files: Path, content: bytes, name: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        store(io.BytesIO(content), filename=name, limit=1000)
    assert refusal.value.reasons[0].code == code
    assert _left(files) == []
    assert StoredFile.objects.count() == 0


def test_a_full_disk_is_said_and_leaves_nothing(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(Refused) as refusal:
        store(io.BytesIO(PDF), filename="a.pdf")
    assert refusal.value.reasons[0].code == "file-no-room"
    assert _left(files) == []


@pytest.mark.django_db(transaction=True)
def test_a_sealed_content_moves_away_and_cannot_come_back() -> None:
    file = store(io.BytesIO(png()), filename="a.png")
    with transaction.atomic():
        seal(file)
    assert not place_of(file.sha256).exists()
    assert sealed_place_of(file.sha256).read_bytes() == png()
    with pytest.raises(Refused) as opened:
        open_content(StoredFile.objects.get())
    with pytest.raises(Refused) as stored:
        store(io.BytesIO(png()), filename="again.png")
    assert {opened.value.reasons[0].code, stored.value.reasons[0].code} == {"file-sealed"}
    assert not place_of(file.sha256).exists()


def test_a_seal_that_a_fall_interrupted_is_finished() -> None:
    file = store(io.BytesIO(png()), filename="a.png")
    seal(file)
    assert place_of(file.sha256).exists()
    assert finish_seals(datetime.now(UTC)) == 1
    assert not place_of(file.sha256).exists()
    assert finish_seals(datetime.now(UTC)) == 0


def test_only_old_contents_without_a_row_are_removed(files: Path) -> None:
    now = datetime.now(UTC)
    kept = store(io.BytesIO(PDF), filename="a.pdf")
    orphan = store(io.BytesIO(png()), filename="a.png")
    StoredFile.objects.filter(pk=orphan.pk).delete()
    (files / "incoming" / "half").write_bytes(b"half")
    assert remove_orphans(now) == 0
    past = (now - timedelta(days=2)).timestamp()
    for path in _left(files):
        os.utime(path, (past, past))
    assert remove_orphans(now) == 2
    assert _left(files) == [place_of(kept.sha256)]

"""Files are put down whole, with their compressed forms, and taken away in every form."""

import gzip
from pathlib import Path

import brotli
import pytest

from sunshine.public.baking import writer as writing
from sunshine.public.baking.writer import Writer, compressed

PAGE = "政府信息公开".encode() * 100


def times(folder: Path) -> set[int]:
    return {file.stat().st_mtime_ns for file in folder.iterdir()}


def test_all_forms_say_the_same_and_bear_one_time(tmp_path: Path) -> None:
    assert Writer(tmp_path).write("zh/plain/i/a/index.html", PAGE)
    folder = tmp_path / "zh/plain/i/a"
    assert (folder / "index.html").read_bytes() == PAGE
    assert gzip.decompress((folder / "index.html.gz").read_bytes()) == PAGE
    assert brotli.decompress((folder / "index.html.br").read_bytes()) == PAGE
    assert len(times(folder)) == 1
    assert len(list(folder.iterdir())) == 3


def test_compressing_is_deterministic() -> None:
    assert compressed(PAGE) == compressed(PAGE)


def test_the_same_content_is_left_alone(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.write("zh/plain/index.html", PAGE)
    before = times(tmp_path / "zh/plain")
    assert not writer.write("zh/plain/index.html", PAGE)
    assert times(tmp_path / "zh/plain") == before
    assert writer.changed == 3


@pytest.mark.parametrize("lost", [".br", ".gz", ""])
def test_a_lost_form_is_written_again(tmp_path: Path, lost: str) -> None:
    writer = Writer(tmp_path)
    writer.write("any/a.json", PAGE)
    (tmp_path / f"any/a.json{lost}").unlink()
    assert writer.write("any/a.json", PAGE)
    assert len(list((tmp_path / "any").iterdir())) == 3


@pytest.mark.parametrize("stop_at", [1, 2, 3])
def test_a_write_that_is_cut_off_leaves_the_old_page_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    writer = Writer(tmp_path)
    writer.write("any/a.json", b"old")
    placed = Writer._place
    count = 0

    def cut_off(self: Writer, temporary: Path, file: Path, written: int) -> None:
        nonlocal count
        count += 1
        if count == stop_at:
            raise KeyboardInterrupt
        placed(self, temporary, file, written)

    monkeypatch.setattr(Writer, "_place", cut_off)
    with pytest.raises(KeyboardInterrupt):
        writer.write("any/a.json", b"new")
    assert (tmp_path / "any/a.json").read_bytes() == b"old"
    assert not [file for file in (tmp_path / "any").iterdir() if file.name.startswith(".")]
    monkeypatch.undo()
    assert writer.write("any/a.json", b"new")
    assert writer.holds("any/a.json", b"new")


def test_removal_takes_every_form_and_the_empty_folders(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.write("zh/plain/i/a/e/1/index.html", PAGE)
    writer.write("zh/plain/i/b/index.html", PAGE)
    assert writer.remove("zh/plain/i/a/e/1/index.html")
    assert not writer.remove("zh/plain/i/a/e/1/index.html")
    assert not (tmp_path / "zh/plain/i/a").exists()
    assert (tmp_path / "zh/plain/i/b/index.html").exists()


def test_a_copy_is_made_once_and_readable_for_all(tmp_path: Path) -> None:
    source = tmp_path / "stored"
    source.write_bytes(b"%PDF")
    source.chmod(0o600)
    writer = Writer(tmp_path / "record", durable=True)
    assert writer.copy("any/f/x/a.pdf", source)
    assert not writer.copy("any/f/x/a.pdf", source)
    assert (tmp_path / "record/any/f/x/a.pdf").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "record/any/f/x").stat().st_mode & 0o777 == 0o755
    writer.settle()
    assert writing.is_temporary(".new-12")

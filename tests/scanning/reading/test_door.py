"""Behind the door anything may go wrong; before it there is a reading or a clear code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunshine.scanning import child, door, sniffing
from sunshine.scanning.readings import UNREADABLE, Reading, Unreadable
from tests.build.office_files import docx, para
from tests.scanning.unreadable import unreadable

BAD_CHILDREN = {
    "crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "exit": "raise SystemExit(3)",
    "silence": "pass",
    "nonsense": "print('no json')",
    "wrong": "print('{\"result\": 3}')",
    "unknown": 'print(\'{"unreadable": "no-such-code", "facts": {}}\')',
}


def test_the_child_reads_what_the_process_itself_reads(tmp_path: Path) -> None:
    path = tmp_path / "公文.docx"
    path.write_bytes(docx(para("正文", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>")))
    found = door.look_through(path, sniffing.DOCX)
    assert found.text.startswith("正文\n")
    assert [sighting.text for sighting in found.hidden] == ["旧"]
    assert found == Reading.from_data(json.loads(json.dumps(found.as_data())))


@pytest.mark.parametrize("way", BAD_CHILDREN)
def test_a_child_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(door, "_COMMAND", (sys.executable, "-c", BAD_CHILDREN[way]))
    with unreadable("reader-died"):
        door.look_through(Path("any"), sniffing.TEXT)


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(Unreadable) as failed:
        door.look_through(Path("any"), sniffing.TEXT, seconds=1)
    assert failed.value.code == "too-slow"
    assert str(failed.value) == "检查在1秒内没有完成。请拆分文件后分别检查。"


def test_a_child_gets_neither_secrets_nor_open_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    script = (
        "import json, os, pathlib\n"
        f"pathlib.Path({str(told)!r}).write_text(json.dumps("
        "[dict(os.environ), sorted(os.listdir('/dev/fd'))[:9]]))"
    )
    monkeypatch.setenv("SUNSHINE_SECRET_KEY", "secret")
    monkeypatch.setattr(door, "_COMMAND", (sys.executable, "-c", script))
    with (tmp_path / "open").open("w") as stream:
        os.set_inheritable(stream.fileno(), True)
        with pytest.raises(Unreadable):
            door.look_through(Path("any"), sniffing.TEXT)
    environment, descriptors = json.loads(told.read_text())
    assert "secret" not in environment.values()
    assert not [name for name in environment if name.startswith(("SUNSHINE", "PATH", "HOME"))]
    assert len(descriptors) <= 4  # the standard three and the listing itself


def test_memory_is_held(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * 15_000_000)
    with pytest.raises(Unreadable) as failed:
        door.look_through(path, sniffing.TEXT, megabytes=60)
    assert failed.value.code in {"too-much-memory", "reader-died"}
    assert door.look_through(path, sniffing.TEXT).text == "a" * 15_000_000


def test_an_answer_cannot_grow_past_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_bytes(b"a" * 3_000_000)
    job = {"path": str(path), "media_type": sniffing.TEXT}
    with unreadable("reader-died"):
        door.run("read", job, writes_megabytes=1)


def test_a_child_has_no_children() -> None:
    script = (
        "from sunshine.scanning.child import confine\n"
        "confine(seconds=9, megabytes=512, writes_megabytes=1)\n"
        "import resource\n"
        "names = ('RLIMIT_NPROC', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_CORE')\n"
        "print([resource.getrlimit(getattr(resource, name))[0] for name in names])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert said.stdout.strip() == b"[0, 9, 1048576, 0]"


def test_every_code_has_a_sentence_with_its_facts(tmp_path: Path) -> None:
    missing = tmp_path / "不在.txt"
    with unreadable("not-there") as failed:
        door.look_through(missing, sniffing.TEXT)
    assert str(failed.value) == UNREADABLE["not-there"]
    within = Unreadable("encrypted", member="内.docx")
    assert str(within) == "文件设有密码，没有检查。请取消密码。（压缩包内：内.docx）"


def test_an_unknown_operation_or_kind_is_an_error_of_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text("文")
    with unreadable("unknown-kind"):
        door.look_through(path, "application/x-unknown")
    with pytest.raises(KeyError):
        child.obey("no-such-operation", {})

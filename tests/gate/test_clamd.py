"""Nothing that clamd has not called clean passes the gate."""

import socket
import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from sunshine.gate.inspecting import inspect_now
from sunshine.gate.models import FileInspection
from sunshine.publishing.actions.attachments import attach
from sunshine.scanning.clamd import Infected, Unscanned, refuse_infected
from tests.build.release import AT, draft
from tests.cast import Cast

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def listen(path: Path, answer: bytes | None) -> None:
    """Answer one call as clamd would; None hears it and never answers."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()

    def serve() -> None:
        with server, server.accept()[0] as call, call.makefile("rb") as heard:
            assert heard.read(10) == b"zINSTREAM\0"
            content = b""
            while size := int.from_bytes(heard.read(4)):
                content += heard.read(size)
            if answer is None:
                heard.read()
            elif EICAR in content:
                call.sendall(b"stream: Eicar FOUND\0")
            else:
                call.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()


def test_clean_and_infected(tmp_path: Path) -> None:
    file, clamd = tmp_path / "file", tmp_path / "clamd"
    file.write_bytes(b"clean" * 40_000)
    listen(clamd, b"stream: OK\0")
    refuse_infected(file, str(clamd))
    clamd.unlink()
    file.write_bytes(EICAR)
    listen(clamd, b"stream: OK\0")
    with pytest.raises(Infected, match="Eicar"):
        refuse_infected(file, str(clamd))


@pytest.mark.parametrize(
    "answer", [None, b"", b"stream: OK", b"hello\0", b"INSTREAM size limit exceeded. ERROR\0"]
)
def test_what_is_no_verdict_is_not_clean(tmp_path: Path, answer: bytes | None) -> None:
    file, clamd = tmp_path / "file", tmp_path / "clamd"
    file.write_bytes(b"clean")
    listen(clamd, answer)
    with pytest.raises(Unscanned):
        refuse_infected(file, str(clamd), seconds=0.5)


def test_an_unscanned_file_waits_and_an_infected_one_stays_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "CLAMD", str(tmp_path / "clamd"))
    file = attach(draft(cast), stream=BytesIO(EICAR), filename="a.txt", by=cast.li, at=AT)
    waits = inspect_now(file.digest, AT)
    assert (waits.state, waits.code) == (FileInspection.State.WAITING, "unscanned")
    assert waits.next_try > AT
    listen(tmp_path / "clamd", b"stream: OK\0")
    done = inspect_now(file.digest, AT + timedelta(minutes=10))
    assert (done.state, done.facts) == (FileInspection.State.INFECTED, {"virus": "Eicar"})

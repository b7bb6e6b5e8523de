"""The virus scanner: asked before anything else opens a file, and failing closed."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sunshine.config import environment
from sunshine.gate.inspecting import Inspector
from sunshine.gate.models import FileInspection, Finding
from sunshine.gate.periodic import ask_for_scans
from sunshine.gate.queries import is_waiting, scanner_is_away
from sunshine.gate.serving import why_not_serve
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.gate import keep_finding
from sunshine.publishing.actions.review import submit
from sunshine.publishing.gate_parts import why_not_through_gate
from sunshine.publishing.models import Attachment, Edition
from sunshine.scanning.clamd import Infected, Unscanned, refuse_infected
from sunshine.scanning.readings import Unreadable
from tests.build.clamd import EICAR, FakeClamd, fake_clamd
from tests.build.gate import found, looked
from tests.build.release import AT, MINUTE, draft
from tests.cast import Cast
from tests.entering import enter

LATER = AT + timedelta(hours=1)


@pytest.fixture
def clamd(settings: Settings) -> Iterator[FakeClamd]:
    with fake_clamd() as one:
        settings.CLAMD = one.address
        yield one


def with_file(cast: Cast, content: bytes = b"plain words") -> tuple[Edition, Attachment]:
    edition = draft(cast)
    stream = BytesIO(content)
    file = attach(edition, stream=stream, filename="清单.txt", by=cast.li, at=AT)
    return edition, file


def codes(edition: Edition) -> list[str]:
    return [reason.code for reason in why_not_through_gate(edition)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "file"
    place.write_bytes(b"0123456789" * 20_000)
    return place


def test_a_clean_file_is_sent_whole(clamd: FakeClamd, path: Path) -> None:
    refuse_infected(path, clamd.address)
    assert clamd.seen == [path.read_bytes()]


def test_an_infected_file_is_named(clamd: FakeClamd, path: Path) -> None:
    path.write_bytes(EICAR)
    with pytest.raises(Infected) as infected:
        refuse_infected(path, clamd.address)
    assert infected.value.name == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize("says", [b"maybe", b"stream: UNKNOWN COMMAND", b"OKAY", b"stream: ERROR"])
def test_whatever_else_it_says_is_not_scanned(clamd: FakeClamd, path: Path, says: bytes) -> None:
    clamd.says = says
    with pytest.raises(Unscanned):
        refuse_infected(path, clamd.address)


def test_an_answer_without_its_end_is_none(clamd: FakeClamd, path: Path) -> None:
    clamd.end = b""
    with pytest.raises(Unscanned):
        refuse_infected(path, clamd.address)


def test_one_that_never_answers_is_not_waited_for(clamd: FakeClamd, path: Path) -> None:
    clamd.is_silent = True
    with pytest.raises(Unscanned):
        refuse_infected(path, clamd.address, seconds=0.5)


def test_a_file_too_large_for_it_is_said_to_be(clamd: FakeClamd, path: Path) -> None:
    clamd.most = 1000
    with pytest.raises(Unreadable) as unreadable:
        refuse_infected(path, clamd.address)
    assert unreadable.value.code == "too-big-for-virus-scan"


def test_one_that_is_not_there_has_not_scanned(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Unscanned):
        refuse_infected(path, str(tmp_path / "nobody.ctl"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("localhost:3310", ("localhost", 3310)),
    ],
)
def test_where_it_is(written: str, meant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "problems", [])
    monkeypatch.setenv("SUNSHINE_CLAMD", written)
    assert environment.scanner("SUNSHINE_CLAMD") == meant
    assert environment.problems == []


def test_a_place_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "problems", [])
    monkeypatch.setenv("SUNSHINE_CLAMD", "clamd.ctl")
    assert environment.scanner("SUNSHINE_CLAMD") is not None
    ((name, problem),) = environment.problems
    assert name == "SUNSHINE_CLAMD"
    assert "unix:/path" in problem


def test_a_clean_file_goes_through_and_is_served_only_then(cast: Cast, clamd: FakeClamd) -> None:
    edition, file = with_file(cast)
    assert [one.code for one in why_not_serve(file.digest, file.name)] == [
        "gate-file-not-looked-yet"
    ]
    looked(edition)
    assert codes(edition) == []
    assert why_not_serve(file.digest, file.name) == []
    assert clamd.seen == [b"plain words"]


def test_an_infected_file_never_leaves(cast: Cast, clamd: FakeClamd, client: Client) -> None:
    edition, file = with_file(cast, b"before " + EICAR)
    looked(edition)
    assert codes(edition) == ["gate-infected"]
    (row,) = found(edition, "infected")
    with pytest.raises(Refused) as refused:
        keep_finding(edition, row, reason="没有关系。", by=cast.li, at=AT)
    assert refused.value.reasons[0].code == "finding-never-kept"
    with pytest.raises(Refused):
        submit(edition, by=cast.li, at=AT)
    enter(client, cast.li)
    address = f"/desk/items/{edition.item.code}/{edition.number}/files/{file.code}/"
    answer = client.get(address)
    assert answer.status_code == 302
    assert "含有病毒" in client.get(answer["Location"]).content.decode()


def test_one_that_is_infected_stays_so_when_the_scanner_is_taken_away(
    cast: Cast, clamd: FakeClamd, settings: Settings
) -> None:
    edition, file = with_file(cast, EICAR)
    looked(edition)
    settings.CLAMD = None
    assert [one.code for one in why_not_serve(file.digest, file.name)] == ["gate-infected"]


def test_without_an_answer_nothing_is_let_through_until_there_is_one(
    cast: Cast, clamd: FakeClamd
) -> None:
    edition, file = with_file(cast)
    clamd.says = b"I am starting"
    looked(edition)
    assert scanner_is_away()
    assert codes(edition) == ["gate-scanner-away"]
    assert is_waiting(why_not_through_gate(edition))
    assert why_not_serve(file.digest, file.name)
    with pytest.raises(Refused):
        submit(edition, by=cast.li, at=AT)
    inspection = FileInspection.objects.get()
    assert (inspection.tries, inspection.state) == (1, FileInspection.State.WAITING)
    assert inspection.next_try > AT
    clamd.says = b""
    inspector = Inspector()
    while not inspector.run(LATER):
        pass
    looked(edition, at=LATER)
    assert not scanner_is_away()
    assert codes(edition) == []
    submit(edition, by=cast.li, at=LATER + MINUTE)


def test_what_was_read_before_is_read_again_with_the_scanner(
    cast: Cast, settings: Settings
) -> None:
    edition, _ = with_file(cast, EICAR)
    looked(edition)
    assert "gate-infected" not in codes(edition)
    with fake_clamd() as clamd:
        settings.CLAMD = clamd.address
        looked(edition, at=LATER)
    assert "gate-infected" in codes(edition)
    assert Finding.objects.filter(kind="infected", is_current=True).count() == 1


def test_what_is_public_already_waits_for_the_scanner_and_is_asked_for(
    cast: Cast, settings: Settings
) -> None:
    edition, file = with_file(cast)
    looked(edition)
    assert why_not_serve(file.digest, file.name) == []
    assert ask_for_scans(LATER) == 0
    with fake_clamd() as clamd:
        settings.CLAMD = clamd.address
        assert why_not_serve(file.digest, file.name)
        assert ask_for_scans(LATER) == 1
        assert ask_for_scans(LATER) == 0
        inspector = Inspector()
        while not inspector.run(LATER):
            pass
        assert clamd.seen == [b"plain words"]
        assert why_not_serve(file.digest, file.name) == []

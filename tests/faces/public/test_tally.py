"""What is read is counted: address, day and number, bots apart, nothing about the reader."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sunshine.public.log_counting import read_log
from sunshine.public.record_server import RecordApplication
from sunshine.public.tally import Tally, is_bot
from sunshine.publishing.access_counts import add_counts, fold_counts, merge_old_days
from sunshine.publishing.models import AccessCount, CountedLog
from tests.faces.public.test_record_server import Asker, django

PHONE = "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 Mobile MicroMessenger/8.0"
SPIDER = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def counting(tmp_path: Path) -> tuple[Asker, Tally]:
    asker, tally = Asker(tmp_path), Tally(tmp_path / "counts", seconds=0)
    asker.writer.write("any/f/abcdefghij/名单.txt", b"0123456789")
    asker.application = RecordApplication(django, asker.record, asker.static, tally.count)
    return asker, tally


def written(tally: Tally, tmp_path: Path) -> dict[str, list[int]]:
    tally.write()
    (file,) = (tmp_path / "counts").iterdir()
    counts: dict[str, list[int]] = json.loads(file.read_text())["counts"]
    return counts


def test_readings_are_counted_with_bots_apart(
    counting: tuple[Asker, Tally], tmp_path: Path
) -> None:
    asker, tally = counting
    for agent in (PHONE, PHONE, SPIDER, ""):
        asker.ask("/i/abc/", user_agent=agent)
    known = asker.ask("/en/i/abc/", user_agent=PHONE).headers["ETag"]
    assert asker.ask("/en/i/abc/", user_agent=PHONE, if_none_match=known).status == 304
    asker.ask("/i/abc/", method="HEAD", user_agent=PHONE)
    asker.ask("/nothing/", user_agent=PHONE)
    (tmp_path / "static/a.css").write_text("a{}")
    assert asker.ask("/static/a.css", user_agent=PHONE).status == 200
    assert written(tally, tmp_path) == {"/i/abc/": [2, 2], "/en/i/abc/": [2, 0]}


def test_a_file_read_in_pieces_is_one_reading(
    counting: tuple[Asker, Tally], tmp_path: Path
) -> None:
    asker, tally = counting
    for span in ("bytes=0-3", "bytes=4-7", "bytes=8-"):
        assert asker.ask("/f/abcdefghij/名单.txt", range=span, user_agent=PHONE).status == 206
    assert written(tally, tmp_path) == {"/f/abcdefghij/名单.txt": [1, 0]}


def test_nothing_read_writes_no_file(counting: tuple[Asker, Tally], tmp_path: Path) -> None:
    counting[1].write()
    assert not (tmp_path / "counts").exists()


def test_a_forked_process_counts_for_itself(tmp_path: Path) -> None:
    tally = Tally(tmp_path / "counts", seconds=0.01)
    tally.count("/before/", PHONE)
    tally.write()
    child = os.fork()
    if child == 0:
        tally.count("/in-child/", PHONE)
        os._exit(0 if tally._people == {"/in-child/": 1} and tally._thread else 1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("agent", [SPIDER, "", "curl/8.5", "python-requests/2", "Mozilla/5.0"])
def test_programs_are_told_by_their_names(agent: str) -> None:
    assert is_bot(agent)
    assert not is_bot(PHONE)


@pytest.mark.django_db
def test_the_worker_adds_files_up_once(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.COUNTS_DIR = tmp_path
    for name, people in (("a", 3), ("b", 4)):
        held = {"day": "2026-11-23", "counts": {"/i/abc/": [people, 1], "/en/i/abc/": [1, 0]}}
        (tmp_path / f"2026-11-23-{name}.json").write_text(json.dumps(held))
    (tmp_path / "2026-11-23-c.json").write_text("{broken")
    (tmp_path / "2026-11-23-d.part").write_text("unfinished")
    assert [fold_counts(NOON), fold_counts(NOON)] == [3, 0]
    counted = AccessCount.objects.get()
    assert (counted.path, counted.people, counted.bots) == ("/i/abc/", 9, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-23-d.part"]


@pytest.mark.django_db
def test_old_days_are_kept_by_the_month() -> None:
    days = [date(2026, 6, 1), date(2026, 6, 15), date(2026, 6, 30), date(2026, 10, 2)]
    add_counts({("/i/abc/", day): (10, 1) for day in days})
    assert merge_old_days(NOON) == 2
    left = AccessCount.objects.order_by("day").values_list("day", "people", "bots")
    assert list(left) == [(days[0], 30, 3), (days[3], 10, 1)]


LOG = (
    f'2026-11-23T12:00:00+08:00 200 GET /i/abcdefghij/?from=x "{PHONE}"\n'
    f'2026-11-23T23:59:59+08:00 304 GET /i/abcdefghij/ "{PHONE}"\n'
    f'2026-11-24T00:00:01+08:00 200 GET /f/abcdefghij/%E5%90%8D%E5%8D%95.txt "{SPIDER}"\n'
    '2026-11-24T00:00:02+08:00 404 GET /i/abcdefghij/ "x"\n'
    '2026-11-24T00:00:02+08:00 200 GET /static/a.css "x"\n'
    '2026-11-24T00:00:02+08:00 200 POST /i/abcdefghij/ "x"\n'
    '2026-11-24T00:00:02+08:00 200 GET /../etc "x"\n'
    "not a line of ours\n"
)


@pytest.mark.django_db
def test_a_log_is_counted_line_by_line_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "access.log"
    file.write_text(LOG + "2026-11-24T00:00:03+08:00 200 GET /i/abcdefg")
    for expected in ("3", "0"):
        call_command("record", "count-log", str(file))
        assert capsys.readouterr().out == f"{expected} readings counted.\n"
    with file.open("a") as log:
        log.write(f'hij/ "{PHONE}"\n')
    call_command("record", "count-log", str(file))
    rows = AccessCount.objects.order_by("day", "path").values_list("path", "day", "people", "bots")
    assert list(rows) == [
        ("/i/abcdefghij/", date(2026, 11, 23), 2, 0),
        ("/f/abcdefghij/名单.txt", date(2026, 11, 24), 0, 1),
        ("/i/abcdefghij/", date(2026, 11, 24), 1, 0),
    ]
    assert CountedLog.objects.get().offset == file.stat().st_size
    assert read_log(file, file.stat().st_size) == ({}, file.stat().st_size)


@pytest.mark.django_db
def test_a_log_that_is_not_there_or_empty_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError):
        call_command("record", "count-log", str(tmp_path / "none.log"))
    (tmp_path / "empty.log").touch()
    call_command("record", "count-log", str(tmp_path / "empty.log"))
    assert capsys.readouterr().out == "The log is empty.\n"

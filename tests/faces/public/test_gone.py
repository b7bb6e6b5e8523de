"""The worker looks for what was pulled: it says when it was gone, and where it still stands."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sunshine.audit.models import Cursor, Event
from sunshine.files.periodic import finish_seals
from sunshine.public.baking.reader import NAME
from sunshine.public.gone import NEAR_FIRST, Verifier, files_below, traces_of
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.pulling import pull_edition, pull_file
from sunshine.publishing.actions.release import publish
from sunshine.publishing.actions.takedown import pull
from sunshine.publishing.models import Incident, Item
from tests.build.release import AT, approved, draft, next_draft, published
from tests.cast import Cast
from tests.faces.public.conftest import Record

WORDS = "这是绝对不应当向社会公开的一句话"
Turn = Callable[[], Incident]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def item(cast: Cast, record: Record) -> Item:
    edition = draft(cast, title="关于旧内容的公告", content=f"<p>{WORDS}。</p>")
    attach(edition, stream=io.BytesIO(b"a b"), filename="名单.txt", by=cast.li, at=AT)
    item = published(cast, edition)
    second = next_draft(item, cast, title="关于新内容的公告", content="<p>新的内容。</p>")
    publish(approved(cast, second), by=cast.wu, at=AT)
    record.bake_all()
    item.refresh_from_db()
    return item


def looked(record: Record, *, turns: int = 3, later: timedelta = timedelta()) -> Incident:
    verifier, at = Verifier(record.root), timezone.now() + later
    for _ in range(turns):
        verifier.turn(at)
    return Incident.objects.latest("pk")


def caught_up(record: Record) -> None:
    record.bake_all()
    # The transaction of the test never ends, so the seal is finished by the sweep.
    finish_seals(timezone.now())
    last = Event.objects.latest("id").id
    Cursor.objects.update_or_create(reader=NAME, defaults={"last": last})


def test_nothing_is_said_before_the_baker_came_past(cast: Cast, record: Record, item: Item) -> None:
    pull(item, reason="泄密", by=cast.wu, at=timezone.now())
    found = looked(record)
    assert (found.out_of_pages_at, found.verified_at) == (None, None)


@pytest.mark.parametrize("with_notice", [False, True])
def test_what_is_gone_is_said_to_be_gone(
    cast: Cast, record: Record, item: Item, with_notice: bool
) -> None:
    pull(item, reason="泄密", by=cast.wu, at=timezone.now(), with_notice=with_notice)
    caught_up(record)
    found = looked(record)
    assert None not in (found.out_of_pages_at, found.out_of_outputs_at, found.verified_at)
    assert found.remains == []


def test_what_still_stands_is_named(cast: Cast, record: Record, item: Item) -> None:
    pull(item, reason="泄密", by=cast.wu, at=timezone.now())
    caught_up(record)
    page = record.root / f"zh/plain/i/{item.code}/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(WORDS, encoding="utf-8")
    found = looked(record)
    assert (found.out_of_pages_at, found.verified_at) == (None, None)
    assert found.remains == [f"zh/plain/i/{item.code}/index.html"]
    quoted = record.root / "any/quoted.json"
    quoted.write_text(WORDS, encoding="utf-8")
    found = looked(record, later=NEAR_FIRST)
    assert found.remains == ["any/quoted.json", f"zh/plain/i/{item.code}/index.html"]
    assert found.verified_at is not None


def test_a_part_is_looked_for_by_its_own_words(cast: Cast, record: Record, item: Item) -> None:
    pull_edition(item.editions.get(number=1), reason="泄密", by=cast.wu, at=timezone.now())
    incident = Incident.objects.get()
    assert traces_of(incident).phrases == (WORDS.encode(),)
    caught_up(record)
    found = looked(record)
    assert (found.remains, found.verified_at is not None) == ([], True)
    assert not (record.root / f"zh/plain/i/{item.code}/e/1/index.html").exists()
    assert not list((record.root / "zh/plain/i" / item.code).glob("compare/*"))


def test_a_file_is_looked_for_by_its_address(cast: Cast, record: Record, item: Item) -> None:
    file = item.attachments.get()
    assert any(f"/f/{file.code}/" in f"/{name}" for name in files_below(record.root))
    pull_file(file, reason="泄密", by=cast.wu, at=timezone.now())
    caught_up(record)
    found = looked(record)
    assert (found.remains, found.verified_at is not None) == ([], True)
    assert not any(file.code in name for name in files_below(record.root))
    assert "名单.txt" not in (record.root / f"zh/plain/i/{item.code}/index.html").read_text("utf-8")

"""What was imported and pulled because of a leak lies in no uploaded archive any more."""

from datetime import timedelta
from pathlib import Path

from sunshine.audit.models import Event
from sunshine.imports.actions import begin_batch, forget_upload
from sunshine.imports.keeping import place_of, receive
from sunshine.imports.models import Batch, BatchState, Row, RowState
from sunshine.imports.periodic import forget_pulled
from sunshine.kit.opaque import opaque_code
from sunshine.publishing.actions.takedown import pull
from sunshine.publishing.reference import load_sections
from tests.build.gate import through
from tests.build.imports import AT, LAW_2019, LAW_2023, NOTICE, an_archive, run
from tests.build.release import MINUTE, published
from tests.cast import Cast

LATER = AT + timedelta(hours=1)


def uploaded(cast: Cast, archive: Path, *, most: int | None = None) -> tuple[Batch, list[Row]]:
    """Upload ``archive`` as the desk does, and import it to its end or for ``most`` steps."""
    code = opaque_code()
    with archive.open("rb") as stream:
        digest = receive(stream, code)
    batch = begin_batch(
        cast.heping,
        load_sections(at=AT).sections.get(slug="policies"),
        code=code,
        name=archive.name,
        digest=digest,
        is_confirmed=True,
        by=cast.li,
        at=AT,
    )
    return batch, run(batch, most=most)


def test_the_upload_goes_with_the_pull(cast: Cast, tmp_path: Path) -> None:
    batch, [row] = uploaded(cast, an_archive(tmp_path / "旧.zip", {"通知.txt": NOTICE}))
    other, _rows = uploaded(cast, an_archive(tmp_path / "新.zip", {"法.md": LAW_2019}))
    assert row.item is not None
    published(cast, through(row.item.editions.get(), by=cast.li))
    assert forget_pulled(LATER) == 0
    pull(row.item, reason="泄露手机号码", by=cast.chen, at=LATER)
    assert forget_pulled(LATER + MINUTE) == 1
    assert not place_of(batch.code).exists()
    assert place_of(other.code).exists()
    told = Event.objects.get(kind="imports.upload_removed")
    assert (told.subject, told.data) == (f"import:{batch.code}", {"items": [row.item.code]})
    assert forget_pulled(LATER + 2 * MINUTE) == 0


def test_a_version_that_waited_is_written_without_the_upload(cast: Cast, tmp_path: Path) -> None:
    laws = {"法(2019-03-02).md": LAW_2019, "法(2023-03-02).md": LAW_2023, "通知.txt": NOTICE}
    batch, rows = uploaded(cast, an_archive(tmp_path / "法.zip", laws))
    waiting = next(row for row in rows if row.state == RowState.QUEUED)
    notice = next(row for row in rows if row.name.startswith("通知"))
    assert batch.state == BatchState.FINISHED
    assert notice.item is not None
    published(cast, through(notice.item.editions.get(), by=cast.li))
    pull(notice.item, reason="泄露手机号码", by=cast.chen, at=LATER)
    forget_upload(batch, at=LATER + MINUTE)
    waiting.refresh_from_db()
    assert waiting.state == RowState.QUEUED
    assert waiting.content

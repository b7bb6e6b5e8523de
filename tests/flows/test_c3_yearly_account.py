"""C3: the yearly account, from cases to a page of the record that the checker reads back."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sunshine.figures import actions
from sunshine.figures.checking import check
from sunshine.figures.contents import snapshot_document
from sunshine.figures.html_reports import report_from_html
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.models import Account, Kind, Snapshot
from sunshine.figures.publication import newest, put_into_record, why_not_publish
from sunshine.figures.queries import standings
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.kit.errors import Refused
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import Edition, EditionKind, Item, Paper
from sunshine.publishing.reference import load_sections
from tests.build import gate
from tests.build.accounts import AT, SOME, PlainCase, PlainCounts, seen_digest, signed
from tests.build.release import sent, take
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def out(cast: Cast, edition: Edition) -> Item:
    """Let an edition through the gate and every review, and publish it."""
    gate.looked(edition, at=AT)
    found = gate.found(edition)
    assert [row.kind for row in found if row.is_open] == []
    take(sent(cast, edition, by=cast.wu, at=AT), cast, "first", "second", "final", "secrecy", at=AT)
    return publish(edition, by=cast.wu, at=AT)


def content_of(edition: Edition, extension: str) -> bytes:
    one = edition.attached.get(attachment__name__endswith=f".{extension}").attachment
    with open_content(StoredFile.objects.get(sha256=one.digest)) as file:
        return file.read()


def test_the_account_goes_out_and_is_corrected(cast: Cast, tmp_path: Path) -> None:
    load_sections(at=AT)
    first = signed(cast)
    account = first.account
    edition = put_into_record(account, by=cast.wu, at=AT)
    item = out(cast, edition)
    assert item.section.slug == "annual-reports"
    assert Paper.objects.get().published_at == AT
    standing = standings([cast.heping], 2025, Kind.DISCLOSURE)[0]
    assert standing.is_out
    assert not standing.is_late(date(2026, 5, 1))
    _is_read_back(edition, first)
    with baker_at(tmp_path) as baker:
        baker.bake(every_key(), on=date(2026, 1, 13))
    pages = [path for path in tmp_path.rglob("*") if item.code in path.as_posix()]
    shown = [path.read_text() for path in pages if path.suffix == ".html" and "zh" in path.parts]
    assert any("结转下年度继续办理" in page for page in shown)
    second = _corrected(cast, account)
    assert (second.item, second.number, second.kind) == (item, 2, EditionKind.MAJOR)
    assert second.change_note == "漏报一件申请"
    assert second.attached.count() == 4
    assert json.loads(content_of(second, "json"))["applications"]["1"][-1] == 6
    former = Edition.objects.get(item=item, number=1)
    assert json.loads(content_of(former, "json"))["applications"]["1"][-1] == 5
    assert snapshot_document(Snapshot.objects.get(number=1)) == snapshot_document(first)


def _is_read_back(edition: Edition, snapshot: Snapshot) -> None:
    report = snapshot_document(snapshot).report
    assert report_from_html(edition.content, "x").cells == report.cells
    again = report_from_json(content_of(edition, "json").decode(), "x")
    assert check([again]).failures == ()
    book = openpyxl.load_workbook(io.BytesIO(content_of(edition, "xlsx")))
    assert book["表二 申请"]["J5"].value == 5


def _corrected(cast: Cast, account: Account) -> Edition:
    actions.correct(account, reason="漏报一件申请", by=cast.wu, at=AT)
    more = PlainCounts([*SOME.cases, PlainCase(date(2025, 8, 1))])
    actions.hand_in(account, explanation="", by=cast.wu, at=AT, counts=more)
    digest = seen_digest(account, more)
    actions.sign(account, digest=digest, by=cast.wang, at=AT, counts=more)
    return put_into_record(account, by=cast.wu, at=AT)


def test_an_interrupted_turn_goes_on_where_it_stopped(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_sections(at=AT)
    snapshot = signed(cast)
    account = snapshot.account

    def falls(*_given: object, **_facts: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("sunshine.figures.publication.note_in_record", falls)
        with pytest.raises(ConnectionError):
            put_into_record(account, by=cast.wu, at=AT)
    edition = put_into_record(account, by=cast.wu, at=AT)
    assert Item.objects.count() == Paper.objects.count() == 1
    assert edition.attached.count() == 4
    with pytest.raises(Refused) as refused:
        put_into_record(account, by=cast.wu, at=AT)
    assert {reason.code for reason in refused.value.reasons} == {"account-in-record-already"}


def test_nothing_goes_out_unsigned_or_by_strangers(cast: Cast) -> None:
    snapshot = signed(cast)
    account = snapshot.account
    for person in (cast.li, cast.zhao, cast.wang):
        found = why_not_publish(account, by=person, at=AT)
        assert [reason.code for reason in found] == ["no-such-duty", "account-section-lacking"]
    assert newest(account) == snapshot
    assert Item.objects.count() == 0


def test_the_figures_of_enforcement_go_the_same_way(cast: Cast) -> None:
    load_sections(at=AT)
    snapshot = signed(cast, kind=Kind.ENFORCEMENT)
    edition = put_into_record(snapshot.account, by=cast.wu, at=AT)
    assert edition.item.section.slug == "statistics"
    assert "行政处罚：合计" in edition.content
    assert edition.attached.count() == 4

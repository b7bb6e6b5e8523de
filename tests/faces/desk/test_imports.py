"""Uploading, looking, confirming, reviewing many at once; strangers find nothing."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.imports.models import Batch, BatchState, Origin, Row
from sunshine.imports.periodic import forget_uploads, import_runner
from sunshine.publishing.models import Edition, EditionState, Item, Review, Section, Step
from sunshine.rulebook.checklists import secrecy_questions
from tests.build.gate import through
from tests.build.imports import NOTICE
from tests.cast import Cast
from tests.faces.desk.working import done

NAMES = {"first": "chen", "second": "xu", "final": "qian", "secrecy": "zhou"}


def archive() -> BytesIO:
    """Return two notices in a ZIP, one of them under the name of a formula."""
    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        target.writestr("一.txt", NOTICE)
        target.writestr(
            "=cmd|' /C calc'!A0.txt", NOTICE.replace("服务", "咨询").replace("12", "13")
        )
    packed.name = "旧文件.zip"
    packed.seek(0)
    return packed


def upload(client: Client, cast: Cast) -> Batch:
    """Upload the archive as an editor does."""
    section = Section.objects.get(slug="policies")
    done(
        client,
        "/desk/imports/new/",
        file=archive(),
        kind="documents",
        body=cast.heping.pk,
        section=section.pk,
    )
    return Batch.objects.get()


def work() -> None:
    """Let the worker go on until nothing is left to do."""
    runner = import_runner(timezone.now)
    while runner.run(timezone.now()):
        pass


@pytest.fixture
def imported(desks: dict[str, Client], cast: Cast) -> Batch:
    """Return a batch of two drafts."""
    batch = upload(desks["li"], cast)
    work()
    done(desks["li"], f"/desk/imports/{batch.code}/confirm/")
    work()
    batch.refresh_from_db()
    return batch


def test_upload_preview_confirm(desks: dict[str, Client], cast: Cast) -> None:
    batch = upload(desks["li"], cast)
    assert batch.state == BatchState.READING
    work()
    page = desks["li"].get(f"/desk/imports/{batch.code}/").content.decode()
    assert "还没有写入任何内容" in page
    assert page.count("将新建条目。") == 2
    assert not Item.objects.exists()
    done(desks["li"], f"/desk/imports/{batch.code}/confirm/")
    work()
    page = desks["li"].get(f"/desk/imports/{batch.code}/").content.decode()
    assert "把 2 件草稿送审" in page
    assert Edition.objects.filter(state=EditionState.DRAFT).count() == 2


def test_no_file_name_is_a_formula_or_markup(desks: dict[str, Client], imported: Batch) -> None:
    answer = desks["li"].get(f"/desk/imports/{imported.code}/report/")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == ["'=cmd|' /C calc'!A0.txt", "一.txt"]
    assert {row["result"] for row in rows} == {"done"}
    page = desks["li"].get(f"/desk/imports/{imported.code}/").content.decode()
    assert "=cmd|&#x27; /C calc&#x27;!A0.txt" in page


def test_stop_and_resume(desks: dict[str, Client], cast: Cast) -> None:
    batch = upload(desks["li"], cast)
    done(desks["li"], f"/desk/imports/{batch.code}/stop/")
    work()
    assert not Row.objects.exists()
    done(desks["li"], f"/desk/imports/{batch.code}/resume/")
    work()
    assert Row.objects.count() == 2


def send(desks: dict[str, Client], batch: Batch) -> None:
    """Send all drafts on."""
    page = done(desks["li"], f"/desk/imports/{batch.code}/send/")
    assert "2 件还不能送审：系统正在检查" in page
    for edition in Edition.objects.filter(state=EditionState.DRAFT):
        through(edition)
    done(desks["li"], f"/desk/imports/{batch.code}/send/")
    assert Edition.objects.filter(state=EditionState.IN_REVIEW).count() == 2


def decision(page: str, **more: str) -> dict[str, object]:
    """Return a form of the review page with everything ticked."""
    digests = dict(re.findall(r'name="(digest-\d+)" value="(\w+)"', page))
    answers = {
        f"answer-{one.key}": "no"
        for one in secrecy_questions(timezone.now().date())
        if f"answer-{one.key}" in page
    }
    chosen = re.findall(r'name="chosen" value="(\d+)"', page)
    return {"chosen": chosen, "each": "1", "decision": "approve", **digests, **answers, **more}


def test_many_are_reviewed_on_one_page_each_by_itself(
    desks: dict[str, Client], cast: Cast, imported: Batch
) -> None:
    send(desks, imported)
    for step in Step:
        address = f"/desk/imports/{imported.code}/review/{step}/"
        page = desks[NAMES[step]].get(address).content.decode()
        done(desks[NAMES[step]], address, **decision(page))
    reviews = Review.objects.filter(edition__item__import_rows__batch=imported)
    assert reviews.count() == 8
    assert reviews.values("digest").distinct().count() == 2
    for review in reviews.filter(step=Step.SECRECY):
        assert len(review.checklist) == len(secrecy_questions(timezone.now().date()))
        assert review.reviewer == cast.zhou
    page = done(desks["li"], f"/desk/imports/{imported.code}/publish/")
    assert "已发布 2 件" in page
    assert Item.objects.filter(published_here__isnull=False).count() == 2


def test_nothing_is_approved_that_was_not_looked_at(
    desks: dict[str, Client], imported: Batch
) -> None:
    send(desks, imported)
    address = f"/desk/imports/{imported.code}/review/secrecy/"
    page = desks["zhou"].get(address).content.decode()
    form = decision(page)
    for lacking in ({"chosen": []}, {"each": ""}, {"answer-" + questions()[0]: ""}):
        answer = desks["zhou"].post(address, form | lacking)
        assert answer.status_code == 422, lacking
    assert (
        desks["zhou"].post(address, form | {"answer-" + questions()[0]: "yes"}).status_code == 422
    )
    # One of the two changed after it was looked at: only the other is approved.
    changed = next(key for key in form if key.startswith("digest-"))
    answer = desks["zhou"].post(address, form | {changed: "0" * 64})
    assert answer.status_code == 422
    assert "您查看之后内容有改动" in answer.content.decode()
    assert Review.objects.count() == 1


def questions() -> list[str]:
    return [one.key for one in secrecy_questions(timezone.now().date())]


def test_many_are_returned_with_a_reason(desks: dict[str, Client], imported: Batch) -> None:
    send(desks, imported)
    address = f"/desk/imports/{imported.code}/review/first/"
    page = desks["chen"].get(address).content.decode()
    reason = re.search(r'<option value="([a-z_-]+)"', page)
    assert reason
    done(desks["chen"], address, **decision(page, decision="return", return_reason=reason[1]))
    assert Edition.objects.filter(state=EditionState.DRAFT).count() == 2
    assert Review.objects.filter(decision="returned").count() == 2


def test_strangers_find_no_import(desks: dict[str, Client], imported: Batch) -> None:
    for path in ("", "progress/", "report/", "review/first/"):
        assert desks["zhao"].get(f"/desk/imports/{imported.code}/{path}").status_code == 404
    for path in ("confirm/", "stop/", "send/", "publish/"):
        assert desks["zhao"].post(f"/desk/imports/{imported.code}/{path}").status_code == 404
        # A reviewer looks; he does not write.
        assert desks["chen"].post(f"/desk/imports/{imported.code}/{path}").status_code == 404
    assert imported.name not in desks["zhao"].get("/desk/imports/").content.decode()
    assert imported.name in desks["chen"].get("/desk/imports/").content.decode()
    # The writer reviews nothing of it.
    assert desks["li"].get(f"/desk/imports/{imported.code}/review/first/").status_code == 404


def test_an_upload_that_is_refused_leaves_nothing(
    desks: dict[str, Client], cast: Cast, settings, tmp_path: Path
) -> None:
    settings.IMPORT_LIMIT_MB, settings.IMPORTS_DIR = 0, tmp_path / "imports"
    section = Section.objects.get(slug="policies")
    given = {"file": archive(), "kind": "documents", "body": cast.heping.pk, "section": section.pk}
    answer = desks["li"].post("/desk/imports/new/", given)
    assert answer.status_code == 422
    assert not Batch.objects.exists()
    assert not list(settings.IMPORTS_DIR.glob("*"))


def test_uploads_are_forgotten_a_month_later(desks: dict[str, Client], imported: Batch) -> None:
    now = timezone.now()
    assert forget_uploads(now) == 0
    assert forget_uploads(now + timedelta(days=31)) == 1
    assert Origin.objects.count() == 2

"""A3: a bureau promises, closed cases come in, and what was kept stands beside the promise."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from sunshine.audit.models import Event
from sunshine.cases.keeping import FirstDates, close_case, move_due, open_case
from sunshine.cases.kinds import Kind, register_kind
from sunshine.cases.models import WaitingFor
from sunshine.kit.errors import Refused
from sunshine.matters.actions.cases import Result, import_cases
from sunshine.matters.actions.promises import end_promise, make_promise, why_not_make_promise
from sunshine.matters.case_lists import read_list
from sunshine.matters.models import ClosedCase, Promise
from sunshine.matters.promises import fulfilment_of, promises_of, promises_to
from sunshine.matters.promising import PromiseFacts
from sunshine.orgs.models import Role
from sunshine.publishing.actions.takedown import pull
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast

AT = release.AT
DAY = build.DAY
ON = date(2026, 9, 30)
WORDS = "停业登记的申请，五个工作日内办结。"


def facts_of(cast: Cast, **changes: object) -> PromiseFacts:
    facts = PromiseFacts(
        words=WORDS,
        aspect="service",
        measure="period",
        responsible_post=cast.heping.posts.get(slug="wu-post"),
        starts=DAY,
        proclaimed_on=DAY,
        proclaimed_at="和平区办税服务厅",
        proclaimed_by="局长",
        conduct="suspension",
        limit=5,
        unit="workdays",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def a_promise(cast: Cast, **changes: object) -> Promise:
    edition = release.draft(cast, section="services", content=f"<p>{WORDS}</p><p>不推诿。</p>")
    item = release.published(cast, edition)
    return make_promise(cast.heping, item, facts_of(cast, **changes), by=cast.wu, at=AT)


LIST = """number,source,matter,conduct,received,closed,minutes,founded
1,matter,,suspension,2026-04-01,2026-04-08,,
2,matter,,suspension,2026-04-01,2026-04-10,,
3,matter,,suspension,2026-05-06,2026-05-06,,
4,matter,,other,2026-05-06,2026-06-06,,
"""


def test_kept_and_late_are_reckoned_from_closed_cases(cast: Cast) -> None:
    promise = a_promise(cast)
    lines = list(read_list(LIST.encode(), is_csv=True, on=ON))
    told = import_cases(cast.heping, lines, source="a.csv", by=cast.li, at=AT)
    assert [one.result for one in told] == [Result.ADDED] * 4
    found = fulfilment_of(promise, ON)
    # 清明 (4 to 6 April) is not counted: five workdays end on the 9th.
    assert (found.kept, found.late, str(found.share)) == (2, 1, "66.6")
    assert str(found.trend) == "50.0"
    (kept,) = promises_of(cast.heping, ON)
    assert (kept.fulfilment, kept.holds) == (found, True)


def test_an_import_may_be_repeated_and_corrects_by_number(cast: Cast) -> None:
    promise = a_promise(cast)
    for _turn in range(2):
        lines = list(read_list(LIST.encode(), is_csv=True, on=ON))
        told = import_cases(cast.heping, lines, source="a.csv", by=cast.li, at=AT)
    assert {one.result for one in told} == {Result.UNCHANGED}
    assert ClosedCase.objects.count() == 4
    better = LIST.replace("2026-04-10", "2026-04-09")
    lines = list(read_list(better.encode("gb18030"), is_csv=True, on=ON))
    told = import_cases(cast.heping, lines, source="a.csv", by=cast.li, at=AT)
    assert [one.result for one in told].count(Result.CORRECTED) == 1
    assert fulfilment_of(promise, ON).late == 0
    assert Event.objects.filter(kind="matters.cases_imported").count() == 3


BAD = [
    ({"number": ""}, "number"),
    ({"source": "x"}, "source"),
    ({"matter": "a", "conduct": "b"}, "bound"),
    ({"matter": "", "conduct": ""}, "bound"),
    ({"received": "2026-02-30"}, "received"),
    ({"closed": "2026-01-01"}, "closed"),
    ({"closed": "2027-01-01"}, "closed"),
    ({"minutes": "viele"}, "minutes"),
    ({"founded": "maybe"}, "founded"),
    ({"matter": "nothing", "conduct": ""}, "matter"),
]


@pytest.mark.parametrize(("change", "fault"), BAD)
def test_a_bad_line_is_named_and_the_others_go_in(
    cast: Cast, change: dict[str, str], fault: str
) -> None:
    good = {
        "number": "1",
        "source": "matter",
        "conduct": "suspension",
        "received": "2026-04-01",
        "closed": "2026-04-08",
    }
    text = "\n".join(json.dumps(row) for row in (good, {**good, "number": "2"} | change, good))
    lines = list(read_list(text.encode(), is_csv=False, on=ON))
    told = import_cases(cast.heping, lines, source="a.jsonl", by=cast.li, at=AT)
    assert [one.result for one in told] == [Result.ADDED, Result.REFUSED, Result.REFUSED]
    assert told[1].line.faults == (fault,)
    assert told[2].line.faults == ("twice",)


def test_the_command_reports_row_by_row(cast: Cast, tmp_path: Path, capsys: object) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(LIST, encoding="utf-8")
    call_command("import_cases", file, body="ln-shenyang-heping", by="li")
    call_command("import_cases", file, body=cast.heping.name)
    said = capsys.readouterr().out  # type: ignore[attr-defined]
    assert said.count("新增 added\n") == 4
    assert "未变 unchanged: 4" in said
    file.write_text(LIST + "5,matter,,x,bad,2026-04-01,,\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_cases", file, body="ln-shenyang-heping")
    assert "收到日期不是日期" in capsys.readouterr().out  # type: ignore[attr-defined]
    for bad in ({"body": "none"}, {"by": "nobody-there"}, {"by": "zhao"}):
        with pytest.raises(CommandError):
            call_command("import_cases", file, **{"body": "ln-shenyang-heping", **bad})


def test_a_promise_says_what_was_reviewed_and_who_may_make_it(cast: Cast) -> None:
    promise = a_promise(cast)
    for changes, code in (
        ({"words": "我们什么都做。"}, "promise-not-in-text"),
        ({"limit": None}, "limit-needed"),
        ({"unit": "minutes"}, "limit-needed"),
        ({"measure": "waiting", "unit": "days"}, "limit-needed"),
        ({"measure": "complaints"}, "limit-not-wanted"),
        ({"measure": "complaints", "limit": None, "conduct": ""}, "conduct-needed"),
        ({"measure": "none"}, "measure-unknown"),
        ({"proclaimed_by": " "}, "promise-proclaimed-needed"),
        ({"ends": DAY - timedelta(days=1)}, "promise-ends-too-soon"),
    ):
        facts = facts_of(cast, **changes)
        why = why_not_make_promise(cast.heping, promise.item, facts, by=cast.wu, on=DAY)
        assert [reason.code for reason in why] == [code]
    draft = release.draft(cast, title="另一条").item
    why = why_not_make_promise(cast.heping, draft, facts_of(cast), by=cast.zhao, on=DAY)
    assert [reason.code for reason in why] == ["no-such-duty", "promise-item-unfit"]


def test_a_promise_without_a_period_counts_what_should_not_have_happened(cast: Cast) -> None:
    promise = a_promise(
        cast, words="不推诿。", measure="complaints", limit=None, unit="", conduct="first-asked"
    )
    rows = "".join(
        f"{number},complaint,,first-asked,2026-05-0{number},2026-05-20,,{founded}\n"
        for number, founded in ((5, "yes"), (6, "no"), (7, "是"))
    )
    text = LIST.splitlines()[0] + "\n" + rows
    lines = read_list(text.encode(), is_csv=True, on=ON)
    import_cases(cast.heping, lines, source="a.csv", by=cast.li, at=AT)
    assert fulfilment_of(promise, ON).incidents == 2


def test_what_ended_keeps_its_figures_and_is_never_edited(cast: Cast) -> None:
    promise = a_promise(cast)
    lines = read_list(LIST.encode(), is_csv=True, on=ON)
    import_cases(cast.heping, lines, source="a.csv", by=cast.li, at=AT)
    ends = date(2026, 4, 30)
    end_promise(promise, ends=ends, because="改为即时办结", by=cast.he, at=AT)
    found = fulfilment_of(promise, ON)
    assert (found.kept, found.late) == (1, 1)
    (kept,) = promises_of(cast.heping, ON)
    assert not kept.holds
    with pytest.raises(Refused) as refused:
        end_promise(promise, ends=ends, because="", by=cast.li, at=AT)
    codes = [reason.code for reason in refused.value.reasons]
    assert codes == ["no-such-duty", "promise-ended-already", "takedown-without-reason"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(limit=0)


def test_a_promise_shows_where_its_item_shows(cast: Cast) -> None:
    promise = a_promise(cast)
    assert promises_of(cast.heping, ON)
    pull(promise.item, reason="有误", by=cast.li, at=AT)
    assert promises_of(cast.heping, ON) == []


def test_cases_of_the_house_count_where_the_kind_is_bound(cast: Cast) -> None:
    kind = register_kind(Kind("suspension-test", "停业测", "停业", frozenset({Role.EDITOR})))
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    matter = build.published_matter(cast, build.complete_guide(hall))
    promise = a_promise(cast, matter=matter, conduct="", case_kind=kind.slug)
    for number, days in enumerate((1, 20)):
        case, _code = open_case(
            kind,
            body=cast.heping,
            owner=cast.li,
            title="停业",
            token=f"{number:032d}",
            at=AT,
            dates=FirstDates(DAY),
        )
        move_due(case, due=None, amber=None, waiting_for=WaitingFor.OFFICE)
        close_case(case, at=AT + timedelta(days=days))
    found = fulfilment_of(promise, ON)
    assert (found.kept, found.late) == (1, 1)
    assert [one.promise for one in promises_to(matter, ON)] == [promise]

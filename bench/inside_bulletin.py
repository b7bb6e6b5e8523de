"""A campaign of many bureaus and activities, laid down in bulk. Not a figure itself.

Rows are made by arithmetic: the same for the same number, every time.
"""

import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sunshine.campaigns.actions.bulletins import compile_now
from sunshine.campaigns.models import (
    Activity,
    ActivityQuestion,
    Campaign,
    Figure,
    Participation,
    Passage,
    PlaceKind,
    Report,
    Theme,
)
from sunshine.orgs.models import Body, Person, Role
from tests.build.campaigns import ASKS, a_person
from tests.cast import cast_people

DISTRICTS, MEASURES, HIGHLIGHTS, QUESTIONS, BATCH = 7, 8, 2, 3, 2_000
AT = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)
_FURTHER = ("宣传单", "解答问题", "走访企业", "座谈会")
_SENTENCE = "在办税服务厅和社区设立咨询台，公开办事指南，当场解答纳税人缴费人提出的问题"


def lay(*, code: str, bureaus: int, activities: int) -> None:
    """Lay down the bureaus, their reports and what they held."""
    cast = cast_people()
    bodies = [cast.shenyang, cast.heping, cast.dalian, *_bodies(cast.ln, bureaus - 3)]
    by = a_person(cast.ln, "editor", [Role.EDITOR])
    campaign = Campaign.objects.create(
        code=code,
        body=cast.ln,
        title="政务公开日活动",
        goal="听取意见，改进公开工作",
        begins=date(2026, 5, 1),
        ends=date(2026, 5, 31),
        report_by=date(2026, 6, 15),
        asks=ASKS,
        created_by=by,
        created_at=AT,
        deployed_at=AT,
    )
    parts = Participation.objects.bulk_create(
        Participation(campaign=campaign, body=body, sent_at=AT, read_at=AT) for body in bodies
    )
    _report(parts, by)
    _hold(parts, activities, by)


def compiled(*, code: str) -> dict[str, float]:
    """Compile by the editor's act; return the seconds and what went in and came out."""
    campaign = Campaign.objects.select_related("body").get(code=code)
    start = time.perf_counter()
    bulletin = compile_now(campaign, by=Person.objects.get(username="ln.editor"), at=AT)
    return {
        "seconds": time.perf_counter() - start,
        "rows": bulletin.paragraphs.count(),
        "bodies": bulletin.paragraphs.filter(kind="subheading").count(),
        "activities": Activity.objects.filter(part__campaign=campaign).count(),
    }


def _bodies(root: Body, number: int) -> list[Body]:
    made: list[Body] = []
    city = root
    for place in range(number):
        is_city = place % (DISTRICTS + 1) == 0
        parent = root if is_city else city
        name = f"第{place}{'市' if is_city else '区'}"
        body = Body.objects.create(
            slug=f"ln-part{place}",
            parent=parent,
            path=f"{parent.path}{place + 10:04d}/",
            level="city" if is_city else "district",
            name=f"国家税务总局{name}税务局",
            short_name=f"{name}局",
            name_en=f"Tax Service {place}",
            founded=date(2008, 5, 1),
            org_code="210000000",
        )
        city = body if is_city else city
        made.append(body)
    return made


def _report(parts: list[Participation], by: Person) -> None:
    reports = Report.objects.bulk_create(
        Report(
            part=part,
            state=Report.State.SENT,
            headline=f"第{number}个单位多种形式开展活动",
            summary=f"{_SENTENCE}；共有{number + 3}个部门参加",
            made_on=AT.date(),
            saved_by=by,
            saved_at=AT,
            sent_at=AT,
            sent_by=by,
        )
        for number, part in enumerate(parts)
    )
    _write(reports)
    asked = [(str(ask["key"]), str(ask["label"]), str(ask["unit"])) for ask in ASKS]
    further = [(f"x-{at}", label, "份") for at, label in enumerate(_FURTHER)]
    Figure.objects.bulk_create(
        (
            Figure(report=report, key=key, label=label, value=Decimal(at + 26), unit=unit)
            for at, report in enumerate(reports)
            for key, label, unit in (*asked, *further)
        ),
        batch_size=BATCH,
    )


def _write(reports: list[Report]) -> None:
    themes = list(Theme)
    Passage.objects.bulk_create(
        (
            Passage(
                report=report,
                number=number + 1,
                kind="highlight" if number >= MEASURES else "measure",
                theme=themes[number % len(themes)],
                title=f"第{number + 1}项做法",
                text=_SENTENCE,
            )
            for report in reports
            for number in range(MEASURES + HIGHLIGHTS)
        ),
        batch_size=BATCH,
    )


def _hold(parts: list[Participation], number: int, by: Person) -> None:
    places, kinds = list(PlaceKind), list(Activity.Kind)
    held = Activity.objects.bulk_create(
        (
            Activity(
                part=parts[at % len(parts)],
                title=f"第{at}场活动",
                kind=kinds[at * 5 % len(kinds)],
                place_kind=places[at * 7 % len(places)],
                place="社区广场",
                begins_at=AT + timedelta(hours=at % 200),
                ends_at=AT + timedelta(hours=at % 200 + 2),
                host="纳税服务科",
                state=Activity.State.HELD,
                attendance=at % 90,
                made_by=by,
                made_at=AT,
            )
            for at in range(number)
        ),
        batch_size=BATCH,
    )
    ActivityQuestion.objects.bulk_create(
        (
            ActivityQuestion(
                activity=activity,
                asked="到哪里办理？",
                answer="任一办税服务厅。" if turn else "",
                noted_by=by,
                noted_at=AT,
            )
            for activity in held
            for turn in range(QUESTIONS)
        ),
        batch_size=BATCH,
    )

"""Reading what a bulletin is compiled from: a fixed number of queries, however many bodies."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q

from sunshine.campaigns.models import (
    Activity,
    ActivityQuestion,
    Campaign,
    Figure,
    Passage,
    Photograph,
    Report,
)
from sunshine.campaigns.told import Held, Told, ToldFigure, ToldPassage, ToldReport
from sunshine.orgs.models import Body, BodyLevel

# As many as an item of the record takes beside the bulletin itself.
MOST_PICTURES = 30


def gather(campaign: Campaign) -> Told:
    """Return all that was reported on ``campaign`` in the order of the tree; eight queries."""
    reports = (
        Report.objects.filter(
            part__campaign=campaign, state__in=(Report.State.SENT, Report.State.ACCEPTED)
        )
        .select_related("part__body")
        .prefetch_related(
            Prefetch("passages", Passage.objects.order_by("number")),
            Prefetch("figures", Figure.objects.order_by("id")),
        )
        .order_by("part__body__path")
    )
    held, cities = _held(campaign), _cities()
    return Told(
        campaign=campaign.code,
        body=campaign.body.slug,
        body_name=campaign.body.name,
        title=campaign.title,
        goal=campaign.goal,
        begins=campaign.begins,
        ends=campaign.ends,
        series=campaign.series,
        ordinal=campaign.ordinal,
        co_host=campaign.co_host,
        sent_to=campaign.parts.filter(handed_to=None).count(),
        asks=tuple(str(one["key"]) for one in campaign.asks),
        reports=tuple(_told(report, held, cities) for report in reports),
    )


def _told(report: Report, held: dict[int, Held], cities: dict[str, str]) -> ToldReport:
    body = report.part.body
    city = next((name for path, name in cities.items() if body.path.startswith(path)), "")
    return ToldReport(
        code=report.code,
        body=body.slug,
        name=body.short_name,
        path=body.path,
        city=city or body.short_name,
        headline=report.headline,
        summary=report.summary,
        passages=tuple(
            ToldPassage(
                one.number,
                one.kind == Passage.Kind.HIGHLIGHT,
                one.theme,
                one.title,
                one.text,
            )
            for one in report.passages.all()
        ),
        figures=tuple(
            ToldFigure(one.key, one.label, one.value, one.unit, one.part_of)
            for one in report.figures.all()
        ),
        nothing_reason=report.nothing_reason,
        held=held.get(report.part_id),
    )


def _cities() -> dict[str, str]:
    cities = Body.objects.filter(level=BodyLevel.CITY)
    return dict(cities.values_list("path", "short_name"))


def _held(campaign: Campaign) -> dict[int, Held]:
    rows = Activity.objects.filter(part__campaign=campaign, state=Activity.State.HELD).values_list(
        "part_id", "kind", "place_kind", "attendance"
    )
    number: Counter[int] = Counter()
    people: Counter[int] = Counter()
    kinds: defaultdict[int, Counter[str]] = defaultdict(Counter)
    places: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for part, kind, place, attendance in rows:
        number[part] += 1
        people[part] += attendance or 0
        kinds[part][kind] += 1
        places[part][place] += 1
    asked, pictures = _asked(campaign), _pictures(campaign)
    return {
        part: Held(
            activities=number[part],
            people=people[part],
            by_place=places[part],
            by_kind=kinds[part],
            questions=asked.get(part, (0, 0))[0],
            answered=asked.get(part, (0, 0))[1],
            pictures=tuple(pictures.get(part, ())),
        )
        for part in number
    }


def _asked(campaign: Campaign) -> dict[int, tuple[int, int]]:
    rows: Iterable[dict[str, Any]] = (
        ActivityQuestion.objects.filter(
            activity__part__campaign=campaign, activity__state=Activity.State.HELD
        )
        .values("activity__part")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=~Q(answer="")))
    )
    return {row["activity__part"]: (row["asked"], row["answered"]) for row in rows}


def _pictures(campaign: Campaign) -> dict[int, list[tuple[str, str]]]:
    cleared = Photograph.objects.filter(
        activity__part__campaign=campaign,
        activity__state=Activity.State.HELD,
        state=Photograph.State.CLEARED,
        shown__isnull=False,
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for part, code, caption in cleared.order_by("pk").values_list(
        "activity__part", "code", "caption"
    ):
        found[part].append((code, caption))
    return _fairly(found)


def _fairly(found: dict[int, list[tuple[str, str]]]) -> dict[int, list[tuple[str, str]]]:
    """Return no more pictures than a bulletin bears: the first of every body, then the second."""
    turns = sorted(
        (turn, part) for part, pictures in found.items() for turn in range(len(pictures))
    )
    kept = Counter(part for _turn, part in turns[:MOST_PICTURES])
    return {part: pictures[: kept[part]] for part, pictures in found.items()}

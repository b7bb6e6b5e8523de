"""What the worker does for places: who was seen, who is stale, what must be taken off.

Swept and read by ``sunshine.config.schedule``.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Role
from sunshine.places.actions.paper import Paper, ask_to_take_off
from sunshine.places.contents import seen_folder
from sunshine.places.models import Leaflet, Screen
from sunshine.places.queries import screens_with_state
from sunshine.places.sightings import Sighting, moment, read_sightings
from sunshine.publishing.actions.reminders import Telling
from sunshine.publishing.models import Item
from sunshine.publishing.reminders import tell_all
from sunshine.workdays.loader import official_calendar

_KEEPERS = (Role.EDITOR, Role.DISCLOSURE_OFFICER)
# Halls are open then; a screen that is switched off for the night is not stale.
_FIRST_HOUR, _LAST_HOUR = 9, 16
_TAKEN_DOWN = ("publishing.item_withdrawn", "publishing.item_removed", "publishing.item_moved")
_PULLED = "publishing.item_pulled"

register_notices(
    {
        "places.screen_silent": _("%(hall)s的“%(screen)s”自%(seen)s起没有联系。请检查电源和网络。"),
        "places.screen_behind": _("%(hall)s的“%(screen)s”显示的还是%(shown)s的内容。请重新启动。"),
        "places.leaflets_low": _("“%(place)s”的资料“%(title)s”只剩%(stock)s份。请补充。"),
        "places.take_off": _("%(where)s的纸质件须在%(day)s前取下：《%(title)s》已经撤下。"),
    }
)


def fold_sightings(_at: datetime) -> int:
    """Fold what the web processes have seen into the register; return how many files."""
    files = sorted(seen_folder().glob("*.json"))
    latest: dict[str, Sighting] = {}
    for file in files:
        for code, one in read_sightings(file).items():
            if code not in latest or one.seen > latest[code].seen:
                latest[code] = one
    with transaction.atomic():
        for screen in Screen.objects.filter(code__in=list(latest)):
            _fold(screen, latest[screen.code])
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


def _fold(screen: Screen, one: Sighting) -> None:
    seen = moment(one.seen)
    if seen is None or (screen.seen_at is not None and screen.seen_at >= seen):
        return
    Screen.objects.filter(pk=screen.pk).update(
        seen_at=seen, shown_at=moment(one.shown), version=one.version
    )


def remind_of_screens(at: datetime) -> int:
    """Tell which screens are silent or behind, on workdays while halls are open."""
    local = at.astimezone(BEIJING)
    day = local.date()
    if not _FIRST_HOUR <= local.hour <= _LAST_HOUR or not official_calendar().is_workday(day):
        return 0
    screens = Screen.objects.filter(place__closed=None).select_related(
        "place__hall__body", "place__keeper", "place__body"
    )
    states = screens_with_state(screens, at)
    tellings = [
        _about_screen(one.screen, day, silent=one.silent)
        for one in states
        if (one.silent or one.behind) and not _is_hall_over(one.screen, day)
    ]
    return tell_all(tellings, at)


def remind_of_leaflets(at: datetime) -> int:
    """Tell which leaflets are to be ordered anew."""
    low = Leaflet.objects.low().exclude(low_since=None)
    tellings = [
        Telling(
            key=f"leaflets:{one.pk}:{one.low_since:%Y-%m-%dT%H:%M:%S}",
            kind="places.leaflets_low",
            subject=f"place:{one.place_id}",
            body=one.place.body,
            post=one.place.keeper,
            roles=_KEEPERS,
            facts={"place": str(one.place), "title": one.title, "stock": str(one.stock)},
            link=f"/desk/places/{one.place_id}/",
        )
        for one in low.select_related("place__body", "place__keeper")
    ]
    return tell_all(tellings, at)


def _is_hall_over(screen: Screen, day: date) -> bool:
    hall = screen.place.hall
    return hall is not None and hall.closed is not None and hall.closed <= day


def _about_screen(screen: Screen, day: date, *, silent: bool) -> Telling:
    place = screen.place
    hall = place.hall
    seen = screen.seen_at or screen.registered_at
    shown = f"{screen.shown_at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if screen.shown_at else "—"
    facts = {"hall": hall.name if hall else "", "screen": str(place), "shown": shown}
    facts["seen"] = f"{seen.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    how = "silent" if silent else "behind"
    return Telling(
        key=f"screen-{how}:{screen.pk}:{day}",
        kind=f"places.screen_{how}",
        subject=f"place:{place.pk}",
        body=place.body,
        post=place.keeper,
        roles=_KEEPERS,
        facts=facts,
        link=f"/desk/places/halls/{hall.slug}/" if hall else "/desk/places/",
    )


def _take_off(events: Sequence[Event]) -> None:
    """Make the tasks about paper of what ``events`` took down."""
    for event in events:
        item = Item.objects.filter(code=event.subject.removeprefix("item:")).first()
        if item is not None and (papers := _papers(item, pulled=event.kind == _PULLED)):
            due = official_calendar().add_workdays(beijing_day(event.at), 1)
            ask_to_take_off(item, papers, event=event.id, due_on=due, at=event.at)
            _tell(item, papers, due, event)


def _papers(item: Item, *, pulled: bool) -> list[Paper]:
    """Return where paper of ``item`` is; lists that hang have a task of the incident if pulled."""
    hanging = [] if pulled else item.postings.filter(removed_on=None)
    found = [Paper(posting.place, posting=posting.pk) for posting in hanging]
    lying = item.leaflets.filter(stock__gt=0, place__closed=None).select_related("place__hall")
    for leaflet in lying:
        place = leaflet.place
        hall = f"{place.hall.name} " if place.hall else ""
        found.append(Paper(f"{hall}{place}：{leaflet.title}", leaflet=leaflet.pk))
    return found


def _tell(item: Item, papers: Sequence[Paper], due: date, event: Event) -> None:
    edition = item.current
    title = edition.title if edition is not None and event.kind != _PULLED else item.code
    tell_all(
        [
            Telling(
                key=f"take-off:{event.id}:{number}",
                kind="places.take_off",
                subject=f"item:{item.code}",
                body=item.body,
                roles=_KEEPERS,
                facts={"where": paper.where, "day": due.isoformat(), "title": title},
                link="/desk/places/take-offs/",
            )
            for number, paper in enumerate(papers)
        ],
        event.at,
    )


# Strict: paper of what was withdrawn must not stay because the database was away for a while.
TAKE_OFF_READER = Reader("places.take_off", _take_off, kinds=(*_TAKEN_DOWN, _PULLED), strict=True)

"""Row B10 for screens: who was seen, by whichever process, and who is stale raises a notice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from sunshine.notices.models import Notice
from sunshine.places.contents import seen_folder
from sunshine.places.models import Screen
from sunshine.places.periodic import fold_sightings, remind_of_screens
from sunshine.places.queries import screens_with_state
from sunshine.places.sightings import Sightings, read_sightings
from sunshine.screens.baking import Baker
from sunshine.screens.parts import Shelf
from tests.build.release import AT
from tests.build.screens import Furnished, furnished
from tests.cast import Cast

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hall(cast: Cast, tmp_path: Path, settings: LazySettings) -> Furnished:
    settings.SCREENS_DIR = tmp_path / "screens"
    found = furnished(cast)
    Baker(Shelf(tmp_path / "screens"), AT).bake_hall(found.hall)
    return found


def see(screen: Screen, *, minutes: int, shown_minutes: int = 0) -> None:
    """Let a web process see a screen that shows the content of some minute, and write it away."""
    clock = (AT + minutes * MINUTE).timestamp
    process = Sightings(seen_folder(), clock, seconds=0)
    process.note(screen.code, int((AT + shown_minutes * MINUTE).timestamp()), "abc")
    process.write()


def states(at_minutes: int) -> dict[str, tuple[bool, bool]]:
    screens = Screen.objects.select_related("place__hall")
    found = screens_with_state(screens, AT + at_minutes * MINUTE)
    return {one.screen.place.kind: (one.silent, one.behind) for one in found}


def test_the_latest_sighting_of_any_process_counts(hall: Furnished) -> None:
    kiosk = hall.kiosk.screen
    see(kiosk, minutes=7)
    see(kiosk, minutes=3)
    assert fold_sightings(AT) == 2
    kiosk.refresh_from_db()
    assert (kiosk.seen_at, kiosk.version) == (AT + 7 * MINUTE, "abc")
    see(kiosk, minutes=5)
    fold_sightings(AT)
    kiosk.refresh_from_db()
    assert kiosk.seen_at == AT + 7 * MINUTE
    assert list(seen_folder().glob("*")) == []


def test_what_is_no_sighting_is_passed_over(hall: Furnished) -> None:
    seen_folder().mkdir(parents=True)
    for number, text in enumerate(("", "[]", '{"x": 1}', '{"2222222222": [1e300, 1, "a"]}')):
        (seen_folder() / f"{number}.json").write_text(text)
    assert fold_sightings(AT) == 4
    assert read_sightings(seen_folder() / "none.json") == {}
    assert states(0) == {"kiosk": (False, False), "display": (False, False)}


def test_a_stale_screen_raises_a_notice_once_a_day(hall: Furnished, cast: Cast) -> None:
    see(hall.kiosk.screen, minutes=20)
    see(hall.display.screen, minutes=20, shown_minutes=-60 * 24 * 30)  # a month ago
    fold_sightings(AT)
    assert states(21) == {"kiosk": (False, False), "display": (False, True)}
    at = AT + 21 * MINUTE  # a Monday morning
    assert remind_of_screens(at) == 1
    assert remind_of_screens(at + MINUTE) == 0
    notice = Notice.objects.get(kind="places.screen_behind", recipient=cast.li)
    assert notice.facts["screen"] == "叫号区显示屏"
    assert states(31) == {"kiosk": (True, False), "display": (True, False)}
    assert remind_of_screens(AT + 31 * MINUTE) == 2
    assert Notice.objects.filter(kind="places.screen_silent", recipient=cast.li).count() == 2


def test_screens_may_sleep_when_the_hall_does(hall: Furnished) -> None:
    night, sunday = AT + timedelta(hours=12), AT + timedelta(days=6)
    assert remind_of_screens(night) == remind_of_screens(sunday) == 0

"""B10: what a body publishes shows on lists, boards and kiosks of the bodies below it.

What is taken down leaves with the event itself; what is new comes by the next sweep.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sunshine.audit.models import Event
from sunshine.matters.elements import Material
from sunshine.matters.models import Matter
from sunshine.orgs.models import Body, BodyLevel, Hall
from sunshine.public.baking import pending
from sunshine.public.baking.reader import bake_events as bake_record
from sunshine.public.baking.refresh import Refresher
from sunshine.publishing.actions.takedown import pull, withdraw
from sunshine.publishing.models import Item
from sunshine.screens.baking import Refresher as ScreensRefresher
from sunshine.screens.baking import bake_events as bake_screens
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast
from tests.faces.public.conftest import Record

AT = release.AT
OFFICE = "ln-shenyang-heping-office"


@dataclass
class Below:
    """An office below Heping with a hall, and what it shows."""

    cast: Cast
    record: Record
    screens: Path
    seen: int = 0

    def follow(self) -> None:
        """Let the readers see what has happened since."""
        events = list(Event.objects.filter(pk__gt=self.seen).order_by("pk"))
        self.seen = events[-1].pk
        bake_record(events, at=AT)
        bake_screens(events, at=AT)

    def sweep(self) -> None:
        """Let the sweeps do all that is owed."""
        for refresher in (Refresher(self.record.root), ScreensRefresher(self.screens)):
            while refresher.turn(AT):
                pass

    def shows(self, words: str) -> list[str]:
        """Return where ``words`` stand."""
        files = {
            "matters": self.record.root / f"zh/plain/b/{OFFICE}/matters/index.html",
            "boards": self.record.root / f"zh/plain/b/{OFFICE}/boards/index.html",
            "kiosk": self.screens / "parts/matters-office-hall.json",
        }
        return [name for name, file in files.items() if words in file.read_text(encoding="utf-8")]


@pytest.fixture
def below(cast: Cast, record: Record, tmp_path: Path, settings) -> Below:
    settings.SCREENS_DIR = tmp_path / "screens"
    office = Body.objects.create(
        slug=OFFICE,
        parent=cast.heping,
        path=f"{cast.heping.path}0001/",
        level=BodyLevel.OFFICE,
        name="南湖税务所",
        short_name="南湖所",
        name_en="Nanhu Tax Office",
        founded=cast.heping.founded,
        org_code="21010200X",
        region_code="210102",
    )
    build.a_hall(office, "office-hall")
    made = Below(cast, record, tmp_path / "screens")
    release.published(cast)
    made.follow()
    made.sweep()
    return made


@pytest.fixture
def hall(below: Below) -> Hall:
    return build.a_hall(below.cast.heping)


def test_a_guide_comes_by_the_sweep_and_leaves_at_once(below: Below, hall: Hall) -> None:
    build.registration(below.cast, hall)
    below.follow()
    assert f"{pending.BELOW}ln-shenyang-heping" in pending.marks(below.record.root)
    below.sweep()
    assert pending.marks(below.record.root) == {}
    assert below.shows("信息报告") == ["matters", "boards", "kiosk"]
    pull(Matter.objects.get().item, reason="泄露", by=below.cast.wu, at=AT)
    below.follow()
    assert below.shows("信息报告") == []


@pytest.mark.parametrize("take_down", [pull, withdraw])
def test_an_item_on_a_board_too(below: Below, take_down: Callable[..., object]) -> None:
    item: Item = release.published(below.cast, release.draft(below.cast, title="延时服务公告"))
    below.follow()
    assert below.shows("延时服务公告") == []
    below.sweep()
    assert below.shows("延时服务公告") == ["boards", "kiosk"]
    take_down(item, reason="有误", by=below.cast.wu, at=AT)
    below.follow()
    assert below.shows("延时服务公告") == []


def test_a_guide_that_names_what_is_pulled_is_baked_with_it(below: Below, hall: Hall) -> None:
    made = build.registration(below.cast, hall)
    needs = Material("税务登记表", "税务机关", 1, 0, "paper", required=True, made_by="registration")
    guide = replace(build.complete_guide(hall), materials=(needs,))
    other = build.published_matter(below.cast, guide)
    below.follow()
    page = f"zh/plain/i/{other.item.code}/index.html"
    assert made.item.code in below.record.text(page)
    pull(made.item, reason="泄露", by=below.cast.wu, at=AT)
    below.follow()
    assert made.item.code not in below.record.text(page)

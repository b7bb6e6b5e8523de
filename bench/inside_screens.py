"""A hall that has more than its budgets hold, and changes at its desk. Not a figure itself."""

import json
import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from bench.measuring import seconds_of
from sunshine.orgs.models import Hall, Person
from sunshine.places.actions import lists
from sunshine.places.contents import folder, state_file
from sunshine.screens.baking import Baker
from sunshine.screens.parts import Shelf
from tests.build.leaking import known_cast
from tests.build.screens import HALL, hall_house, published
from tests.house import House, Site


def fill() -> int:
    """Furnish a hall with more than its budgets hold; return the bytes of a kiosk's bundle."""
    hall_house()
    cast = known_cast()
    for number in range(70):
        text = "<h2>一、总则</h2>" + "<p>办税服务厅延时服务的范围和时间。</p>" * 120
        published(cast, f"关于延时服务第{number}号的公告", summary=text[:100])
    Baker(Shelf(folder()), timezone.now()).bake_hall(Hall.objects.get(slug=HALL))
    state = json.loads(state_file(HALL).read_text(encoding="utf-8"))
    names = [state["part"][0], state["matters"][0], *(name for name, _ in state["items"])]
    shelf = Shelf(folder())
    return sum(shelf.part_file(name).stat().st_size for name in names)


def seconds_until_changed(count: int, port: int) -> list[float]:
    """Set messages one after the other; return how long each took to stand in the state."""
    site = Site(House(Path()), port)
    hall, by = Hall.objects.get(slug=HALL), Person.objects.get(username="li")

    def change(number: int) -> None:
        now = timezone.now()
        until = now + timedelta(hours=1)
        lists.set_message(hall, text=f"第{number}次通知", until=until, by=by, at=now)
        while f"第{number}次通知" not in site.get(f"/screens/halls/{HALL}/state.json").text:
            time.sleep(0.02)

    # The first one waits for what the worker has to catch up with.
    change(0)
    return [seconds_of(lambda number=number: change(number))[0] for number in range(1, count + 1)]  # type: ignore[misc]

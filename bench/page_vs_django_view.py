"""A published page of 20 KB against a plain Django view that renders the same page.

Same server with the same settings, Django's own default middleware. The view reads the
item and renders its page in one language. The least a view can do, to put finished text
through a template without a database, is held to the same bound.
"""

from pathlib import Path

from bench.houses import furnish, granian
from bench.measuring import Figure, middle, requests_per_second

ROUNDS = 3


def run(home: Path) -> list[Figure]:
    """Serve one page three ways and compare."""
    house = furnish(home)
    code = house.call("bench.inside_record:one_page", kilobytes=20)
    ours, whole, least = [], [], []
    with (
        granian(house, "sunshine.config.wsgi:application") as record,
        granian(
            house,
            "--factory",
            "django.core.wsgi:get_wsgi_application",
            settings="bench.plain_settings",
        ) as django,
    ):
        for _ in range(ROUNDS):
            ours.append(requests_per_second(f"http://127.0.0.1:{record}/i/{code}/"))
            whole.append(requests_per_second(f"http://127.0.0.1:{django}/whole/{code}/"))
            least.append(requests_per_second(f"http://127.0.0.1:{django}/least/{code}/"))
    return [
        _against("published page, of a Django view", ours, whole),
        _against("published page, of the least Django view", ours, least),
    ]


def _against(name: str, ours: list[float], theirs: list[float]) -> Figure:
    note = f"{middle(ours):.0f}/s against {middle(theirs):.0f}/s"
    return Figure(name, middle(ours) / middle(theirs), "×", 8, at_least=True, note=note)

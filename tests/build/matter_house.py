"""A hall with guides, a promise and how it was kept, a handbook and a screen, for browsers."""

from typing import Any

from sunshine.matters.actions.boards import make_handbook
from sunshine.matters.actions.cases import import_cases
from sunshine.matters.actions.promises import make_promise
from sunshine.matters.case_lists import read_list
from sunshine.orgs.models import Person
from sunshine.places.actions import lists
from sunshine.places.actions.lists import EntryFacts
from tests.build import matters, release
from tests.build.desk import staffed
from tests.build.leaking import known_cast
from tests.build.screens import furnished
from tests.cast import Cast
from tests.flows.test_a3_promises import AT, LIST, ON, WORDS, facts_of


def matter_house() -> dict[str, Any]:
    """Furnish Heping; return the sessions, the codes of a guide and of a draft, and numbers."""
    sessions = staffed()
    cast = Cast(**{**known_cast().__dict__, "gao": Person.objects.get(username="gao")})
    found = furnished(cast)
    for kind in ("windows", "promises", "disclosures"):
        entry = EntryFacts(kind=kind)
        lists.add_entry(found.board, entry, by=cast.li, at=AT)
    matters.registration(cast, found.hall)
    guide = matters.published_matter(cast, matters.complete_guide(found.hall))
    draft = matters.complete_guide(found.hall, name="变更登记", conditions=())
    return {
        "sessions": sessions,
        "guide": guide.item.code,
        "draft": matters.draft_matter(cast, draft, key="change").item.code,
        "promise": _promise(cast),
        "book": make_handbook(found.hall, copies=20, by=cast.wu, at=AT).edition,
        "board": found.board.pk,
        "place": found.window.pk,
        "point": found.leaflet.place_id,
    }


def _promise(cast: Cast) -> int:
    edition = release.draft(cast, section="services", content=f"<p>{WORDS}</p>")
    item = release.published(cast, edition)
    promise = make_promise(cast.heping, item, facts_of(cast), by=cast.wu, at=AT)
    closed = list(read_list(LIST.encode(), is_csv=True, on=ON))
    import_cases(cast.heping, closed, source="a.csv", by=cast.li, at=AT)
    return promise.pk

"""The hall of the leak matrix: furnished for everybody, with what must not be seen yet in it."""

from sunshine.matters.actions.boards import make_handbook
from sunshine.orgs.models import Hall
from sunshine.places.actions import lists
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.contents import folder
from sunshine.screens.baking import Baker
from sunshine.screens.parts import Shelf
from tests.build import matters as guides
from tests.build.publishing import AT
from tests.build.screens import HALL, furnished
from tests.flows.leak_secrets import World, canary, keep


def open_hall(world: World) -> None:
    """Furnish the hall, and publish a guide to what is handled in it."""
    found = furnished(world.cast, AT)
    section = EntryFacts(kind="notices", section="policies")
    lists.add_entry(found.board, section, by=world.cast.li, at=AT)
    guides.registration(world.cast, found.hall)
    make_handbook(found.hall, copies=10, by=world.cast.wu, at=AT)


def hide_in_hall(world: World) -> None:
    """Draft a guide for the hall and a text for its screen, then bake its screens."""
    cast, hall = world.cast, Hall.objects.get(slug=HALL)
    guide = guides.complete_guide(
        hall,
        name=canary("matter", "name"),
        what=canary("matter", "what"),
        words=(canary("matter", "word"),),
        remedies=(canary("matter", "remedy"),),
    )
    keep(world, "matter", guides.draft_matter(cast, guide).item)
    text = EntryFacts(kind="slogan", text=canary("slide", "text"))
    entry = lists.add_entry(hall.boards.get(), text, by=cast.li, at=AT)
    keep(world, "slide", keys={"entries": entry.pk, "boards": entry.board_id}, for_staff=True)
    Baker(Shelf(folder()), AT).bake_hall(hall)

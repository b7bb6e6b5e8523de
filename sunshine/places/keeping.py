"""What the acts on places ask of everybody: the duty, the hall, a row nobody else changes."""

from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model

import sunshine.places.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Hall, Person
from sunshine.places.models import Place
from sunshine.publishing.duties import EDITING, why_not_duty

M = TypeVar("M", bound=Model)


def held(row: M) -> M:
    """Return ``row`` read anew, for the acting transaction alone."""
    found: M = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def why_not_in_hall(hall: Hall, *, by: Person, at: datetime) -> list[Reason]:
    """Return why ``by`` cannot keep the places and lists of ``hall`` at ``at``."""
    on = beijing_day(at)
    reasons = why_not_duty(by, hall.body, on, EDITING)
    if hall.closed is not None and hall.closed <= on:
        facts = {"hall": hall.name, "day": hall.closed.isoformat()}
        reasons.append(Reason("hall-over", facts=facts))
    return reasons


def why_not_at_place(place: Place, *, by: Person, at: datetime) -> list[Reason]:
    """Return why ``by`` cannot change what stands or lies at ``place`` at ``at``."""
    on = beijing_day(at)
    return [*why_not_duty(by, place.body, on, EDITING), *why_not_standing(place, on)]


def why_not_standing(place: Place, on: date) -> list[Reason]:
    """Return the reason why nothing happens at ``place`` any more on ``on``."""
    if place.closed is None or place.closed > on:
        return []
    return [Reason("place-over", facts={"place": str(place), "day": place.closed.isoformat()})]

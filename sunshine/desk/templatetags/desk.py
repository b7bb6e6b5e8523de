"""What the desk's templates ask for besides the design system's tags."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person, PostHolding
from sunshine.publishing.models import Item, ItemState

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return ``value`` as JSON for a data attribute; the template escapes it."""
    return json.dumps(value)


class _Named(Protocol):
    name: str  # and, mostly, name_en


@register.filter
def named(thing: _Named) -> str:
    """Return the name of a body, post, hall, person … in the reader's language, if it has one."""
    english: str = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return english or thing.name


@register.filter
def open_title(item: Item) -> str:
    """Return the title of an item; of one that was removed or pulled its number alone."""
    if item.state in {ItemState.GONE, ItemState.PULLED} or item.current is None:
        return item.index_number or item.code
    return item.current.title


@register.filter
def named_short(body: Body) -> str:
    """Return the short name of a body; its English name in English."""
    english = get_language() == "en" and body.name_en
    return body.name_en if english else body.short_name


@dataclass(frozen=True, slots=True)
class SampleDoor:
    """The people of the sample by whom the sign-in page lets one in with a click."""

    bodies: list[Body]
    chosen: Body
    holdings: list[PostHolding]  # of the chosen body
    citizens: list[Person]  # without any post


@register.simple_tag
def sample_door(asked: str) -> SampleDoor | None:
    """Return the people of the body ``asked`` (the highest one if there is none such).

    None outside the sample; four queries in it.
    """
    if not settings.SAMPLE_SIGN_IN:
        return None
    today = beijing_day(timezone.now())
    people = Person.objects.filter(is_sample=True, is_active=True)
    bodies = list(Body.objects.existing(today).filter(people__in=people).distinct().in_tree_order())
    if not bodies:
        return None
    chosen = next((body for body in bodies if body.slug == asked), bodies[0])
    held = PostHolding.objects.on(today)
    return SampleDoor(
        bodies=bodies,
        chosen=chosen,
        holdings=list(
            held.filter(post__body=chosen, person__in=people)
            .select_related("person", "post")
            .order_by("post")
        ),
        citizens=list(people.exclude(pk__in=held.values("person")).order_by("pk")[:5]),
    )

"""What the desk's templates ask for besides the design system's tags."""

import json
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.utils.translation import get_language

from sunshine.orgs.models import Body, Person

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
def named_short(body: Body) -> str:
    """Return the short name of a body; its English name in English."""
    english = get_language() == "en" and body.name_en
    return body.name_en if english else body.short_name


@register.simple_tag
def sample_people() -> list[Person]:
    """Return the people of the sample whom the sign-in page offers; none outside the sample."""
    if not settings.SAMPLE_SIGN_IN:
        return []
    people = Person.objects.filter(is_sample=True, is_active=True).select_related("body")
    return list(people.order_by("body__path", "pk"))

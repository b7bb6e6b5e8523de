"""What the desk's templates ask for besides the design system's tags."""

import json
from typing import Any

from django import template
from django.conf import settings

from sunshine.orgs.models import Person

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return ``value`` as JSON for a data attribute; the template escapes it."""
    return json.dumps(value)


@register.simple_tag
def sample_people() -> list[Person]:
    """Return the people of the sample whom the sign-in page offers; none outside the sample."""
    if not settings.SAMPLE_SIGN_IN:
        return []
    people = Person.objects.filter(is_sample=True, is_active=True).select_related("body")
    return list(people.order_by("body__path", "pk"))

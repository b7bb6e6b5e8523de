"""Addresses and names in the language of a public page: ``{% load public %}``."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from sunshine.public.wording import VALIDITY_TONES, Named, chinese, name_in, spoken
from sunshine.publishing.models import Validity
from sunshine.search.snippets import Piece, markup
from sunshine.ui.templatetags.sunshine import badge

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], *parts: object) -> str:
    """Return the address made of ``parts``: ``{% to "/b/" body.slug "/guide/" %}``."""
    return str(context["shell"].at("".join(map(str, parts))))


@register.filter
def named(thing: Named) -> str:
    """Return the name as plain text, for attributes."""
    return name_in(thing)


@register.filter
def said(thing: Named) -> SafeString:
    """Return the name as markup; a Chinese one on an English page says so."""
    return spoken(thing)


@register.filter
def zh(text: object) -> SafeString:
    """Return Chinese text as markup that says so on an English page."""
    return chinese("" if text is None else str(text))


@register.filter
def with_marks(pieces: Iterable[Piece]) -> SafeString:
    """Return a title or a snippet with the finds marked (a loop in a template is slower)."""
    return markup(pieces)


@register.simple_tag
def validity(value: str) -> SafeString:
    """Return whether a text still holds, as a badge."""
    known = Validity(value)
    icons = {Validity.PARTLY: "alert", Validity.REPEALED: "stop", Validity.EXPIRED: "stop"}
    return badge(VALIDITY_TONES[known], known.label, icons.get(known, ""))

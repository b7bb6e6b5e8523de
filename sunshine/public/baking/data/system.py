"""What the record needs to stand alone: where old addresses lead, and pages for errors."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from sunshine.public.addresses import LANGUAGES, in_language
from sunshine.public.baking.data.attachments import replaced_addresses
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Neutral, Output, Owned
from sunshine.public.baking.readings import root_body
from sunshine.public.redirects import written
from sunshine.publishing.models import ItemState, OldAddress
from sunshine.publishing.visibility import PUBLIC, readable

ERRORS = ("404", "500", "503")
_REDIRECTS = "/.redirects.map"
# Longer chains are loops.
_LONGEST_CHAIN = 20


def _moved() -> dict[str, str]:
    """Return where moved items lead: to the end of the chain, if that can be read."""
    rows = readable(PUBLIC).filter(moved_to__isnull=False, state=ItemState.MOVED)
    leads_to = dict(rows.values_list("code", "moved_to__code"))
    targets = readable(PUBLIC).filter(code__in=set(leads_to.values()))
    shown = set(targets.exclude(state=ItemState.MOVED).values_list("code", flat=True))
    found = {}
    for code, target in leads_to.items():
        end, steps = target, 0
        while end in leads_to and steps < _LONGEST_CHAIN:
            end, steps = leads_to[end], steps + 1
        if end in shown:
            found[f"/i/{code}/"] = f"/i/{end}/"
    return found


def _render_redirects(key: Key, on: date) -> Iterator[Output]:
    # Items are asked themselves: one that is gone leads nowhere any more.
    others = OldAddress.objects.exclude(path__startswith="/i/")
    leading = dict(others.values_list("path", "leads_to"))
    pages = {**_moved(), f"/b/{root_body().slug}/": "/"}
    for language in LANGUAGES:
        for old, new in pages.items():
            leading[in_language(old, language)] = in_language(new, language)
    leading |= replaced_addresses()
    targets = {old: quote(new, safe="/?=&%") for old, new in leading.items()}
    yield Neutral(_REDIRECTS, written(targets).encode())


def _render_error(key: Key, on: date) -> Iterator[Output]:
    yield from in_both_languages(
        _error_address(key),
        f"public/errors/{key.subject}.html",
        lambda shell: {"home": shell.root_url, "title": _("政府信息公开")},
        path="/",
    )


def _error_address(key: Key) -> str:
    return f"/errors/{key.subject}.html"


KINDS = (
    Kind(
        "redirects",
        lambda key: Owned(neutral=(_REDIRECTS,)),
        _render_redirects,
        lambda: iter([Key("redirects")]),
    ),
    Kind(
        "error",
        lambda key: Owned((_error_address(key),)),
        _render_error,
        lambda: (Key("error", code) for code in ERRORS),
    ),
)

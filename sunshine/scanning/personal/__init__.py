"""Personal data in a text (个人信息): found by shape, check digit, label and neighbourhood.

Law: 个人信息保护法 arts. 4, 28. What an office itself publishes about itself, numbers of
things and of organisations, and services like 12366 are not personal data.
"""

from collections.abc import Collection, Iterable
from typing import Final

from sunshine.scanning import findings as kinds
from sunshine.scanning.findings import Sighting
from sunshine.scanning.masks import masked
from sunshine.scanning.personal import office
from sunshine.scanning.personal.addresses import find_addresses
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.documents import find_documents
from sunshine.scanning.personal.mail import find_mail
from sunshine.scanning.personal.numbers import find_numbers
from sunshine.scanning.personal.people import find_people
from sunshine.scanning.personal.values import Found
from sunshine.scanning.plain import bare, plain

# Of two kinds at one place the more certain one stays.
_CERTAINTY: Final = {
    kind: place
    for place, kind in enumerate(
        (
            *(kinds.EMAIL, kinds.ID_CARD, kinds.PLATE, kinds.BANK_CARD, kinds.MOBILE),
            *(kinds.PASSPORT, kinds.LANDLINE, kinds.ADDRESS, kinds.PERSON),
        )
    )
}
_OWN_KINDS: Final = frozenset({kinds.MOBILE, kinds.LANDLINE, kinds.EMAIL, kinds.ADDRESS})


def find_personal(text: str, *, own: Collection[str] = ()) -> list[Sighting]:
    """Return the personal data in ``text``, by place, none over another.

    ``own``: the office's own telephones, addresses and mailboxes, which it publishes by law;
    they are known in any spelling. ``suggestion`` is the mask of ``masks.DEFAULT``.
    """
    context = Context(plain(text))
    own_forms = frozenset(form for value in own if (form := bare(value)))
    numbers = [*find_numbers(context), *find_mail(context), *find_documents(context)]
    anchors = [
        found
        for found in _apart(numbers)
        if not _is_own(text, found, own_forms) and not _is_of_office(context, found)
    ]
    places = [found.start for found in anchors]
    homes = [
        found for found in find_addresses(context, places) if not _is_own(text, found, own_forms)
    ]
    found = _apart([*anchors, *homes, *find_people(context, anchors)])
    return [_sighting(text, one) for one in found]


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return the values by place; where two overlap, the more certain, then the longer."""
    kept: list[Found] = []
    ranked = sorted(found, key=lambda one: (one.start, _CERTAINTY[one.kind], -one.end))
    for one in ranked:
        while kept and one.start < kept[-1].end and _beats(one, kept[-1]):
            kept.pop()
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _beats(one: Found, other: Found) -> bool:
    return (_CERTAINTY[one.kind], other.end - other.start) < (
        _CERTAINTY[other.kind],
        one.end - one.start,
    )


def _is_own(text: str, found: Found, own: frozenset[str]) -> bool:
    if not own or found.kind not in _OWN_KINDS:
        return False
    form = bare(text[found.start : found.end])
    if form in own:
        return True
    if found.kind == kinds.LANDLINE:
        return any(form.endswith(one) or one.endswith(form) for one in own if one[-7:].isdigit())
    return found.kind == kinds.ADDRESS and any(form in one or one in form for one in own)


def _is_of_office(context: Context, found: Found) -> bool:
    return found.kind == kinds.LANDLINE and office.speaks_for_office(
        context, found.start, found.end
    )


def _sighting(text: str, found: Found) -> Sighting:
    value = text[found.start : found.end]
    return Sighting(
        kind=found.kind,
        text=value,
        start=found.start,
        end=found.end,
        page=None,
        suggestion=masked(found.kind, value),
        why=f"personal-{found.kind.replace('_', '-')}",
    )

"""Guides as a form of the record: how their elements are stored, held to limits, and written."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sunshine.kit.errors import Reason
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.codes import categories, code_set
from sunshine.matters.completeness import lacking
from sunshine.matters.elements import FORM, Guide, as_data, read
from sunshine.matters.labels import LABELS
from sunshine.matters.text import written
from sunshine.publishing.forms import Elements, Form, Written, register_form

LONGEST_TEXT = 1000
LONGEST_LINE = {"name": 120, "what": 200, "base_code": 12, "implementing_code": 31, "words": 30}
MOST_ROWS = 60


def _tidied(elements: Elements) -> dict[str, Any]:
    return as_data(read(elements))


def _written(elements: Elements) -> Written:
    return written(read(elements))


def why_not_stored(elements: Elements) -> list[Reason]:
    """Return why the elements cannot be stored: too long, too many, or codes that do not exist."""
    guide = read(elements)
    return [*_too_long(guide), *_unknown_codes(guide)]


def _too_long(guide: Guide) -> Iterator[Reason]:
    for name, label in LABELS.items():
        value = getattr(guide, name)
        longest = LONGEST_LINE.get(name, LONGEST_TEXT)
        length = max((len(text) for text in _texts(value)), default=0)
        if length > longest:
            facts = {"element": label, "length": length, "longest": longest}
            yield Reason("guide-element-too-long", field=name, facts=facts)
        if isinstance(value, tuple) and len(value) > MOST_ROWS:
            facts = {"element": label, "most": MOST_ROWS}
            yield Reason("guide-rows-too-many", field=name, facts=facts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _unknown_codes(guide: Guide) -> Iterator[Reason]:
    used = {
        **{name: [getattr(guide, name)] for name in ("type", "level", "subject_kind", "case_type")},
        **{name: list(getattr(guide, name)) for name in ("objects", "ways", "special")},
        "legal": [guide.legal.unit],
        "promised": [guide.promised.unit],
        "materials": [one.carrier for one in guide.materials],
    }
    sets = {"legal": "unit", "promised": "unit", "materials": "carrier"}
    for name, codes in used.items():
        yield from _unknown(name, codes, code_set(sets.get(name, name)))
    yield from _unknown("who", guide.who, categories("who"))
    yield from _unknown("events", guide.events, categories("events"))


def _unknown(name: str, codes: Any, known: Any) -> Iterator[Reason]:
    for code in codes:
        if code and code not in known:
            facts = {"element": LABELS[name], "code": code}
            yield Reason("guide-code-unknown", field=name, facts=facts)


GUIDE = register_form(Form(FORM, _tidied, why_not_stored, lacking, _written))

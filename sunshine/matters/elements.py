"""The elements of a guide, as typed values and as the plain data an edition keeps. Pure.

Fields of GB/T 39046—2020 table 4 and 行政许可法 art. 30. What was not said is empty or None,
which is not the same as no: completeness asks for an answer. Unknown keys are passed over and
missing ones are empty, so that guides of every age can be read.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

FORM = "guide"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a matter rests on; ``rule`` and ``item``: codes in the record, if it is there."""

    text: str = ""
    clause: str = ""
    rule: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer decides which materials are needed."""

    key: str = ""
    text: str = ""
    why: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form: its label, and what the model form has there."""

    label: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A material is needed if the question is answered with one of the values."""

    question: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """A material; ``made_by``: key of the matter that produced it, so that it is not asked for."""

    name: str = ""
    issuer: str = ""
    originals: int | None = None
    copies: int | None = None
    carrier: str = ""  # code of "carrier"
    required: bool | None = None
    when: str = ""  # in words
    needs: tuple[Need, ...] = ()  # all of them
    made_by: str = ""
    form: tuple[Field, ...] = ()  # blank and model form
    blank_file: str = ""  # name of an attachment


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure: what is done, by whom, and how long it takes."""

    name: str = ""
    who: str = ""
    text: str = ""
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period in its unit (code of "unit"); ``number`` is 0 for what is done at once."""

    number: int | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is handled: a hall of the register and its windows; address and hours are there."""

    hall: str = ""
    name: str = ""  # of the hall, as it was called when this was written
    windows: str = ""
    hours: str = ""  # if they differ from those of the hall


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, or who supervises."""

    name: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Faq:
    """A question others asked, and the answer."""

    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """All that a guide says of a matter."""

    form: str = FORM
    name: str = ""
    what: str = ""
    words: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    base_code: str = ""
    implementing_code: str = ""
    type: str = ""
    level: str = ""
    subject_kind: str = ""
    objects: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    case_type: str = ""
    basis: tuple[Basis, ...] = ()
    conditions: tuple[str, ...] = ()
    quantity: str = ""
    questions: tuple[Question, ...] = ()
    materials: tuple[Material, ...] = ()
    no_materials: bool = False
    steps: tuple[Step, ...] = ()
    legal: Period = field(default_factory=Period)
    promised: Period = field(default_factory=Period)
    charged: bool | None = None
    fee: str = ""
    fee_basis: str = ""
    result: str = ""
    places: tuple[Place, ...] = ()
    scope: str = ""
    online: bool | None = None
    online_address: str = ""
    appointment: bool | None = None
    postage: bool | None = None
    pay_online: bool | None = None
    visits: int | None = None
    special: tuple[str, ...] = ()
    special_note: str = ""
    ask: Contact = field(default_factory=Contact)
    supervise: Contact = field(default_factory=Contact)
    remedies: tuple[str, ...] = ()
    faqs: tuple[Faq, ...] = ()


def read(data: Mapping[str, Any]) -> Guide:
    """Return the guide kept as ``data``, whatever its age; texts trimmed, empty rows dropped."""
    guide = _made(Guide, data)
    if not isinstance(guide, Guide):
        raise TypeError("the elements of a guide are no mapping")
    return guide


def as_data(guide: Guide) -> dict[str, Any]:
    """Return the plain data in which an edition keeps ``guide``."""
    data = _plain(asdict(guide))
    if not isinstance(data, dict):
        raise TypeError("a guide is a mapping")
    return data


def is_empty(value: object) -> bool:
    """Return whether nothing was said: an empty text, row or list, or no answer."""
    if is_dataclass(value):
        return all(is_empty(getattr(value, one.name)) for one in fields(value))
    return value is None or value is False or value in ("", ())


def _made(kind: Any, data: Any) -> object:
    if not isinstance(data, Mapping):
        return kind()
    hints = get_type_hints(kind)
    given = {
        one.name: _value(hints[one.name], data[one.name])
        for one in fields(kind)
        if one.name in data
    }
    return kind(**{name: value for name, value in given.items() if value is not MISSING})


def _value(hint: Any, given: Any) -> Any:
    """Return ``given`` as the hint wants it, MISSING if it cannot be read so."""
    if get_origin(hint) is tuple:
        (inner, _) = get_args(hint)
        rows = given if isinstance(given, list | tuple) else []
        made = [_value(inner, row) for row in rows]
        return tuple(row for row in made if row is not MISSING and not is_empty(row))
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return None if given is None else _value(inner, given)
    if is_dataclass(hint):
        return _made(hint, given)
    if hint is str:
        return " ".join(given.split()) if isinstance(given, str) else MISSING
    if hint is int:
        return given if isinstance(given, int) and not isinstance(given, bool) else MISSING
    return given if isinstance(given, hint) else MISSING


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value

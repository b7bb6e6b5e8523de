"""Looking through a subject: worker's side, never the web process (it scans).

Only parts that changed since the last look are looked at again, so that an autosave costs
as much as what was typed. What the machine found is merged by fingerprint: decisions stay.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from sunshine.gate import kinds
from sunshine.gate.actions.examining import record_examination
from sunshine.gate.inspecting import inspection_of, reading_of
from sunshine.gate.merging import Sight, merge, would_change
from sunshine.gate.models import Examination, FileInspection
from sunshine.gate.own import own_of
from sunshine.gate.parts import FILE, Part, digest_of
from sunshine.gate.rules import Rules, rules_of
from sunshine.gate.seeing import see
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.scanning.findings import Sighting
from sunshine.scanning.masks import DEFAULT
from sunshine.scanning.readings import Reading

_AROUND = 24


@dataclass(frozen=True, slots=True)
class Look:
    """What one look came to: ``looked`` and ``sights`` of the parts that were looked at now."""

    subject: str
    body: Body
    digest: str
    stamp: str
    looked: dict[str, str]
    kept: frozenset[str]
    sights: tuple[Sight, ...]
    is_waiting: bool
    at: datetime


def examine(
    subject: str,
    parts: Sequence[Part],
    *,
    body: Body,
    at: datetime,
    profile: str = DEFAULT,
    own: Collection[str] | None = None,
) -> Examination:
    """Look through ``parts`` and keep what was found; return the examination.

    Files that nobody has inspected yet are asked for, and the examination waits for
    them. An event tells of it only if it found something else than the look before.
    """
    held = own_of(body) if own is None else frozenset(own)
    rules = rules_of(body, beijing_day(at), own=held, profile=profile)
    look = _look(subject, parts, rules, body, at)
    if would_change(look):
        return record_examination(look, at=at)
    with transaction.atomic():
        return merge(look)


def stamp_of(body: Body, *, at: datetime, profile: str = DEFAULT) -> str:
    """Return the stamp of the rules by which something of ``body`` is looked at now."""
    return rules_of(body, beijing_day(at), own=own_of(body), profile=profile).stamp


def _look(subject: str, parts: Sequence[Part], rules: Rules, body: Body, at: datetime) -> Look:
    before = Examination.objects.filter(subject=subject).first()
    stamp = rules.stamp
    known = before.looked if before is not None and before.stamp == stamp else {}
    looked, kept, sights, is_waiting = {}, set(), [], False
    for part in parts:
        if known.get(part.name) == part.digest:
            looked[part.name] = part.digest
            kept.add(part.name)
            continue
        found = _see_part(part, rules, at)
        if found is None:
            is_waiting = True
            continue
        looked[part.name] = part.digest
        sights += found
    digest = digest_of(parts)
    return Look(
        subject, body, digest, stamp, looked, frozenset(kept), tuple(sights), is_waiting, at
    )


def _see_part(part: Part, rules: Rules, at: datetime) -> list[Sight] | None:
    """Return what is to be seen in ``part``; None while its file is not yet inspected."""
    if not part.name.startswith(FILE):
        return _sights(part, Reading(part.text), see(Reading(part.text), rules))
    inspection = inspection_of(part.sha256, at)
    if inspection.state == FileInspection.State.WAITING:
        return None
    if inspection.state == FileInspection.State.READ:
        reading = reading_of(inspection)
        return _sights(part, reading, see(reading, rules))
    infected = inspection.state == FileInspection.State.INFECTED
    kind = kinds.INFECTED if infected else kinds.UNREADABLE
    told = Sighting(kind, "", 0, 0, None, "", why=inspection.code)
    (sight,) = _sights(part, Reading(""), [told])
    return [replace(sight, facts=inspection.facts)]


def _sights(part: Part, reading: Reading, sightings: Iterable[Sighting]) -> list[Sight]:
    alike: Counter[tuple[str, str]] = Counter()
    found = []
    for one in sightings:
        sight = Sight(
            part=part.name,
            label=part.label,
            kind=one.kind,
            start=one.start,
            end=one.end,
            page=one.page,
            text=one.text,
            excerpt=reading.text[max(0, one.start - _AROUND) : one.end + _AROUND],
            suggestion=one.suggestion,
            why=one.why,
            facts={},
            source=one.source,
            fingerprint=_fingerprint(part, one, alike[one.kind, one.text]),
        )
        alike[one.kind, one.text] += 1
        found.append(sight)
    return found


def _fingerprint(part: Part, one: Sighting, nth: int) -> str:
    # A file is meant by its content: the same one attached again keeps its decisions.
    where = f"{FILE}{part.sha256}" if part.sha256 else part.name
    named = "\0".join([where, one.kind, one.text, one.why, str(nth)])
    return salted_hmac("sunshine.gate", named, algorithm="sha256").hexdigest()

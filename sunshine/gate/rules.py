"""By which rules is looked: the wording lists of a body, and the stamp of everything."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from sunshine.gate.models import WordingEntry
from sunshine.orgs.models import Body

# Grows when the recognisers find something else in the same text.
RECOGNISERS = 1
# Grows when the readers read something else from the same file.
READERS = 1
# Where clamd is set, what was read without it is read again.
_SCANNED = 10_000

Line = tuple[str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one look goes by; two looks with one ``stamp`` find the same in the same text."""

    wording: tuple[Line, ...]
    own: frozenset[str]
    profile: str

    @property
    def stamp(self) -> str:
        """Return a hash of the rules, in hexadecimal."""
        plain = [RECOGNISERS, readers(), self.wording, sorted(self.own), self.profile]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def readers() -> int:
    """Return the version by which files are read now; another one with clamd than without."""
    return READERS + (_SCANNED if settings.CLAMD else 0)


def rules_of(body: Body, on: date, *, own: Collection[str], profile: str) -> Rules:
    """Return the rules by which something of ``body`` is looked through; two queries."""
    above = [one.pk for one in body.ancestors()]
    entries = WordingEntry.objects.filter(
        Q(list__body=None) | Q(list__body__in=[*above, body.pk]),
        Q(since=None) | Q(since__lte=on),
        Q(until=None) | Q(until__gt=on),
    )
    lines = entries.order_by("wrong", "pk").values_list(
        "wrong", "right", "why", "source", "is_pattern"
    )
    return Rules(tuple(lines), frozenset(own), profile)

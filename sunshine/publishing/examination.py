"""Looking editions through: the worker reads the log and looks at the newest state of each.

Never imported by the web process, which never scans.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from sunshine.audit.models import Event
from sunshine.gate.actions.suspicions import raise_suspicion
from sunshine.gate.clean_making import fail
from sunshine.gate.inspecting import inspect_now
from sunshine.gate.looking import examine, stamp_of
from sunshine.gate.models import Cleaning, Examination, Suspicion
from sunshine.gate.parts import digest_of
from sunshine.gate.queries import waiting_subjects
from sunshine.jobs.readers import Reader
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.clean_copies import use_clean_copy
from sunshine.publishing.addresses import desk_address_of
from sunshine.publishing.gate_parts import edition_of, parts_of, subject_of
from sunshine.publishing.mask_profiles import mask_profile_of
from sunshine.publishing.models import OPEN_STATES, Edition, EditionState, ItemState

log = logging.getLogger(__name__)

_SUBJECTS = "item:"
# Somebody who saves faster than the machine looks is caught up by the next event.
_TURNS = 3
_AT_ONCE = 200
# What is published waits for no longer than this for the walk over what is public.
_SLICE_SECONDS = 0.2
_REST = timedelta(seconds=10)
_ON_SHOW = (ItemState.PUBLISHED, ItemState.WITHDRAWN)


def examine_now(edition: Edition, at: datetime) -> Examination:
    """Look ``edition`` through as it is stored now, files included, and return the result."""
    for part in parts_of(edition):
        if part.sha256:
            inspect_now(part.sha256, at)
    return _examine(edition, at)


def examination_reader(clock: Callable[[], datetime]) -> Reader:
    """Return the reader that looks at what was written; many saves in a row are one look."""

    def handle(events: Sequence[Event]) -> None:
        at = clock()
        wanted = {(event.subject, int(event.data["edition"])): None for event in events}
        for subject, number in wanted:
            edition = edition_of(f"{subject}/{number}")
            if edition is not None and edition.state in OPEN_STATES:
                _examine(edition, at)

    return Reader("publishing.examination", handle, kinds=_WRITTEN)


def examine_waiting(at: datetime) -> int:
    """Look again at what waits for its files, as soon as they are read; return how many."""
    done = 0
    for subject in waiting_subjects(_SUBJECTS):
        edition = edition_of(subject)
        if edition is not None and not _examine(edition, at).is_waiting:
            done += 1
    return done


def examine_left_over(at: datetime) -> int:
    """Look at open editions nobody has looked at as they are now; return how many.

    After the rules changed, an upgrade, a restored backup, or a look that a later save overtook.
    """
    open_ones = Edition.objects.filter(state__in=OPEN_STATES).select_related("item__body")
    done, now = 0, _Stamps(at)
    for edition in open_ones.order_by("-saved_at").iterator(chunk_size=_AT_ONCE):
        known = Examination.objects.filter(subject=subject_of(edition)).first()
        if known is None or known.stamp != now.of(edition) or not _is_seen(edition, known):
            _examine(edition, at)
            done += 1
    return done


class PublicWalk:
    """Looks again, in turn, at what is public, where the rules have changed since the last look.

    Its place is kept in memory alone: a restart begins at the beginning, and finds the same.
    """

    def __init__(self) -> None:
        self._after = 0
        self._rests_from: datetime | None = None

    def turn(self, at: datetime) -> int:
        """Go on: at once while there is something to look at, else every ten seconds."""
        if self._rests_from is not None and timedelta() <= at - self._rests_from < _REST:
            return 0
        done = self.run(at)
        self._rests_from = None if done else at
        return done

    def run(self, at: datetime) -> int:
        """Look for a moment at the next of what is public; return how many were looked at again."""
        end = monotonic() + _SLICE_SECONDS
        public = Edition.objects.filter(state=EditionState.PUBLISHED, item__state__in=_ON_SHOW)
        following = public.filter(pk__gt=self._after).select_related("item__body", "item__section")
        editions = list(following.order_by("pk")[:_AT_ONCE])
        known = Examination.objects.filter(subject__in=[subject_of(one) for one in editions])
        stamps = dict(known.values_list("subject", "stamp"))
        now = _Stamps(at)
        done, self._after = 0, 0 if not editions else self._after
        for edition in editions:
            if stamps.get(subject_of(edition)) != now.of(edition):
                _examine(edition, at)
                done += 1
            self._after = edition.pk
            if monotonic() >= end:
                break
        return done


class _Stamps:
    """The stamps of the rules as they are now, asked once for each body and profile."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._known: dict[tuple[int, str], str] = {}

    def of(self, edition: Edition) -> str:
        """Return the stamp by which ``edition`` would be looked at."""
        body, profile = edition.item.body, mask_profile_of(edition)
        if (body.pk, profile) not in self._known:
            self._known[body.pk, profile] = stamp_of(body, at=self._at, profile=profile)
        return self._known[body.pk, profile]


def use_clean_copies(at: datetime) -> int:
    """Put the clean copies that were made in the place of their originals; return how many."""
    made = Cleaning.objects.filter(state=Cleaning.State.MADE, subject__startswith=_SUBJECTS)
    cleanings = list(made.select_related("source", "result", "asked_by").order_by("pk"))
    for cleaning in cleanings:
        try:
            use_clean_copy(cleaning, at=at)
        except Refused as refused:
            fail(cleaning, refused.reasons[0].code, at=at)
    return len(cleanings)


_WRITTEN = (
    "publishing.item_begun",
    "publishing.edition_begun",
    "publishing.draft_saved",
    "publishing.file_",
    "publishing.finding_masked",
)


def _examine(edition: Edition, at: datetime) -> Examination:
    examination = _look_at(edition, at)
    for _turn in range(_TURNS):
        fresh = Edition.objects.select_related("item__body", "item__section").get(pk=edition.pk)
        if fresh.state == EditionState.DISCARDED or _is_seen(fresh, examination):
            break
        examination = _look_at(fresh, at)
    if edition.state == EditionState.PUBLISHED and _is_news(examination):
        raise_suspicion(examination, link=desk_address_of(edition), at=at)
    return examination


def _is_news(examination: Examination) -> bool:
    """Return whether something public is suspicious, otherwise than is known already."""
    count = examination.findings.open().count()
    if not count:
        return False
    known = Suspicion.objects.filter(subject=examination.subject, settled_at=None).first()
    return known is None or sum(known.kinds.values()) != count


def _look_at(edition: Edition, at: datetime) -> Examination:
    return examine(
        subject_of(edition),
        parts_of(edition),
        body=edition.item.body,
        at=at,
        profile=mask_profile_of(edition),
    )


def _is_seen(edition: Edition, examination: Examination) -> bool:
    return digest_of(parts_of(edition)) == examination.digest

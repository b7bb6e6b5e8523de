"""What the clock does for the gate: starting lists loaded, texts of findings forgotten."""

from datetime import datetime, timedelta

from django.conf import settings

from sunshine.files.models import StoredFile
from sunshine.gate.actions.wording import load_list
from sunshine.gate.models import Examination, FileInspection, Finding, WordingList
from sunshine.gate.rules import readers
from sunshine.scanning.wording import StartingList, starting_lists

# How long what was found stays legible after the last look (docs/adr/0010-gate.md).
LEGIBLE = timedelta(days=90)
_ASKED_AT_ONCE = 200


def load_wording(at: datetime) -> int:
    """Load the lists that Sunshine brings along where they are new; return how many."""
    new = [one for one in starting_lists() if not _is_loaded(one)]
    for one in new:
        load_list(one, at=at)
    return len(new)


def ask_for_scans(at: datetime) -> int:
    """Ask for contents that were read before clamd was set; return how many were asked for.

    Until clamd has seen them they are handed out to nobody, so the newest come first.
    """
    if not settings.CLAMD:
        return 0
    asked = FileInspection.objects.filter(reader=readers())
    missing = StoredFile.objects.filter(is_sealed=False).exclude(pk__in=asked.values("file"))
    wanted = [
        FileInspection(file=file, reader=readers(), asked_at=at, next_try=at)
        for file in missing.order_by("-pk")[:_ASKED_AT_ONCE]
    ]
    # Somebody else may ask for the same at this moment.
    FileInspection.objects.bulk_create(wanted, ignore_conflicts=True)
    return len(wanted)


def forget_texts(at: datetime) -> int:
    """Blank what old findings say; their fingerprints and decisions stay. Return how many.

    An examination that is looked at again reads the texts anew, for as long again.
    """
    old = Examination.objects.filter(at__lt=at - LEGIBLE, forgotten_at=None, is_waiting=False)
    keys = list(old.values_list("pk", flat=True))
    settled = Finding.objects.filter(examination__in=keys).exclude(decision="", is_current=True)
    count = settled.exclude(text="").update(text="", excerpt="", suggestion="")
    Examination.objects.filter(pk__in=keys).update(forgotten_at=at)
    return count


def _is_loaded(starting: StartingList) -> bool:
    known = WordingList.objects.filter(slug=starting.slug).first()
    if known is None or known.dated.isoformat() != starting.dated:
        return False
    wanted = {rule.wrong for rule in starting.rules}
    return wanted <= set(known.entries.values_list("wrong", flat=True))

"""What several processes do at once to the findings of one draft; called inside a house."""

import time
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.gate.inspecting import Inspector
from sunshine.gate.models import FileInspection, Finding
from sunshine.gate.serving import ask_for_inspection
from sunshine.jobs.sweeper import Sweep
from sunshine.jobs.worker import Worker
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.clean_copies import clean_file
from sunshine.publishing.actions.gate import keep_finding, mask_finding
from sunshine.publishing.examination import examination_reader, examine_waiting
from sunshine.publishing.models import Edition
from sunshine.scanning.door import look_through
from sunshine.scanning.readings import Reading
from tests.build.gate import found, looked
from tests.build.release import AT, draft
from tests.cast import cast_people

PHONES = [f"1390401234{last}" for last in range(8)]
LISTED = "13812345678"


def contested() -> dict[str, object]:
    """Make a draft with eight telephones and a file of one; return the keys of all."""
    cast = cast_people()
    edition = draft(cast, content="".join(f"<p>手机{phone}。</p>" for phone in PHONES))
    content = f"名单\n手机{LISTED}\n".encode()
    attach(edition, stream=BytesIO(content), filename="名单.txt", by=cast.li, at=AT)
    looked(edition)
    texts = [row for row in found(edition, "mobile") if row.part == "content"]
    return {"edition": edition.pk, "findings": [row.pk for row in texts]}


def race(act: str, start: float, number: int, edition: int, findings: list[int]) -> str:
    """Wait for ``start``, do ``act`` and return "done" or the code of the refusal."""
    by = Person.objects.get(username=("li", "lin")[number % 2])
    draft_of = Edition.objects.get(pk=edition)
    same, own = (Finding.objects.get(pk=findings[place]) for place in (0, number))
    time.sleep(max(0.0, start - time.time()))
    try:
        if act == "decide" and number % 4 < 2:
            keep_finding(draft_of, same, reason=f"理由{number}", by=by, at=AT)
        elif act == "decide":
            mask_finding(draft_of, same, by=by, at=AT)
        elif act == "mask":
            mask_finding(draft_of, own, by=by, at=AT)
        elif act == "clean":
            clean_file(draft_of, draft_of.attached.get().attachment, strip=None, by=by, at=AT)
        else:
            ask_for_inspection(draft_of.attached.get().attachment.digest, AT)
    except Refused as refused:
        return refused.reasons[0].code
    return "done"


def standing(edition: int) -> dict[str, object]:
    """Return what a race has left of the draft."""
    one = Edition.objects.get(pk=edition)
    return {
        "revision": one.revision,
        "telephones": [phone for phone in PHONES if phone in one.content],
        "decided": sorted(row.decision for row in found(one) if row.decision),
        "masked": Event.objects.filter(kind="publishing.finding_masked").count(),
        "kept": Event.objects.filter(kind="publishing.finding_kept").count(),
        "inspections": FileInspection.objects.count(),
    }


def unread() -> str:
    """Make a draft with a file that nobody has looked through; return the file's SHA-256."""
    cast = cast_people()
    edition = draft(cast)
    content = f"名单\n手机{LISTED}\n".encode()
    return attach(edition, stream=BytesIO(content), filename="名单.txt", by=cast.li, at=AT).digest


def work(notes: str, pause: float) -> None:
    """Run a worker that notes each file it begins to read, and rests before it reads it."""

    def look(path: Path, media_type: str) -> Reading:
        with Path(notes).open("a", encoding="ascii") as file:
            file.write(f"{path.name}\n")
        time.sleep(pause)
        return look_through(path, media_type)

    Worker(
        readers=[examination_reader(timezone.now)],
        sweeps=[
            Sweep("gate.inspect", 1, Inspector(look).run),
            Sweep("publishing.examine_waiting", 1, examine_waiting),
        ],
        clock=timezone.now,
        lock_file=settings.HOME / "worker.lock",
    ).run()


def reading(sha256: str) -> dict[str, object]:
    """Return how far the file has been read, and what was found in it."""
    file = StoredFile.objects.get(sha256=sha256)
    inspections = FileInspection.objects.filter(file=file)
    return {
        "states": [one.state for one in inspections],
        "mobiles": Finding.objects.filter(kind="mobile", part__startswith="file:").count(),
    }

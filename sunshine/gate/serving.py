"""Whether a stored content may be handed out at all: what bears a virus never, and where
clamd is set nothing that it has not scanned (fails closed)."""

from datetime import datetime

from django.conf import settings

import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.files.models import StoredFile
from sunshine.gate.models import FileInspection
from sunshine.gate.rules import readers
from sunshine.kit.errors import Reason


def ask_for_inspection(sha256: str, at: datetime) -> FileInspection:
    """Return the inspection of a content, asked for if nobody has yet; called in an action."""
    file = StoredFile.objects.get(sha256=sha256)
    inspection, _ = FileInspection.objects.get_or_create(
        file=file, reader=readers(), defaults={"asked_at": at, "next_try": at}
    )
    return inspection


def why_not_serve(sha256: str, name: str) -> list[Reason]:
    """Return why a content may not be handed out to anybody, called ``name``; one query."""
    states = list(
        FileInspection.objects.filter(file__sha256=sha256)
        .order_by("reader")
        .values_list("reader", "state")
    )
    facts = {"file": name}
    if any(state == FileInspection.State.INFECTED for _, state in states):
        return [Reason("gate-infected", field="file", facts=facts)]
    if not settings.CLAMD:
        return []
    now = dict(states).get(readers(), FileInspection.State.WAITING)
    if now == FileInspection.State.WAITING:
        return [Reason("gate-file-not-looked-yet", field="file", facts=facts)]
    return []

"""Keeping what the machine found: done by the worker alone."""

from datetime import datetime

import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.gate.merging import Looked, counted, merge
from sunshine.gate.models import Examination


@action
def record_examination(look: Looked, *, at: datetime) -> Examination:
    """Keep what ``look`` found and tell of it: how many of each kind, never what."""
    examination = merge(look)
    append(
        "gate.examined",
        subject=look.subject,
        by=None,
        at=at,
        body=look.body.slug,
        data={"kinds": counted(look.sights), "open": examination.findings.open().count()},
    )
    return examination

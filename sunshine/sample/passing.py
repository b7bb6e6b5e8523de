"""The sample's papers pass the gate like any other: looked through, and decided on."""

from datetime import datetime

from sunshine.gate.queries import findings
from sunshine.orgs.models import Person
from sunshine.publishing.actions.gate import keep_finding
from sunshine.publishing.actions.review import submit
from sunshine.publishing.examination import examine_now
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.models import Edition

REASON = "办公场所和服务电话依法应当公开。"


def send_on(edition: Edition, *, by: Person, at: datetime) -> None:
    """Look ``edition`` through, keep what is found with a reason, and send it to review."""
    examine_now(edition, at)
    for finding in findings(subject_of(edition)).open():
        keep_finding(edition, finding, reason=REASON, by=by, at=at)
    submit(edition, by=by, at=at)

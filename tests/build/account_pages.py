"""Yearly accounts in several states, and people already inside the desk; for the browser."""

from typing import Any

from django.utils import timezone

from sunshine.figures import actions
from sunshine.figures.case_counts import CASES
from sunshine.figures.models import Account, Kind
from sunshine.publishing.reference import load_sections
from tests.build.accounts import AT, begun, entered, seen_digest, written
from tests.build.desk import session_of
from tests.cast import Cast, cast_people


def accounts() -> dict[str, Any]:
    """Make a draft, one that waits for its signature, and one signed; return keys and sessions."""
    load_sections(at=timezone.now())
    cast = cast_people()
    draft = entered(begun(cast), cast, signed=False)
    waiting = _handed_in(cast, begun(cast, year=2024))
    signed = _handed_in(cast, begun(cast, kind=Kind.ENFORCEMENT))
    digest = seen_digest(signed, CASES)
    actions.sign(signed, digest=digest, by=cast.wang, at=AT, counts=CASES)
    sessions = {name: session_of(getattr(cast, name)) for name in ("wu", "he", "wang", "ma")}
    keys = {"draft": draft.pk, "waiting": waiting.pk, "signed": signed.pk}
    return {**keys, **sessions}


def _handed_in(cast: Cast, account: Account) -> Account:
    written(entered(account, cast), cast)
    actions.hand_in(account, explanation="", by=cast.wu, at=AT, counts=CASES)
    return account

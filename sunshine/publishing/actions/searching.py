"""Having the index of search made anew: asked for at the desk, done by the worker (row L1)."""

from datetime import date, datetime
from functools import partial

from django.db import transaction

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person, Role
from sunshine.publishing.duties import DISCLOSURE, root_body, why_not_duty
from sunshine.publishing.index_state import index_state
from sunshine.publishing.searching import want_renewal

KEEPERS = (Role.ADMINISTRATOR, *DISCLOSURE)


def why_not_renew_index(*, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot have the index made anew now: all bodies share it."""
    reasons = why_not_duty(by, root_body(), on, KEEPERS)
    if index_state().is_being_made:
        reasons.append(Reason("index-being-made"))
    return reasons


@action
def renew_index(*, by: Person, at: datetime) -> None:
    """Ask the worker to make the index anew; the present one answers until then. Raises Refused."""
    refuse_if(why_not_renew_index(by=by, on=beijing_day(at)))
    append("publishing.index_renewed", subject="search:index", by=by, at=at, body=root_body().slug)
    transaction.on_commit(partial(want_renewal, index_state().root))

"""Taking the ledger out of the house: an event for every export."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.actions.filing import REGISTRARS
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.orgs.rights import roles_in


def why_not_export_ledger(body: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not take the ledger of ``body`` out."""
    if REGISTRARS & roles_in(by, body, on):
        return []
    return [Reason("ledger-not-yours", facts={"body": body.name})]


@action
def export_ledger(body: Body, *, year: int, rows: int, by: Person, at: datetime) -> None:
    """Record that ``by`` took the ledger of a year with so many ``rows`` out. Raises Refused."""
    refuse_if(why_not_export_ledger(body, by=by, on=beijing_day(at)))
    append(
        "inforequests.ledger_exported",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"year": year, "rows": rows},
    )

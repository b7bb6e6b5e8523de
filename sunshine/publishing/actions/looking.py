"""Looking: an event for every page or file of a restricted item that somebody opened.

What is for a named group, the staff or a place is read by name; who read it is known if it
ever leaks. Public items are read by nobody in particular.
"""

from datetime import datetime

from sunshine.audit.log import action, append
from sunshine.orgs.models import Person
from sunshine.publishing.models import Item


@action
def look(item: Item, *, what: str, by: Person, at: datetime) -> None:
    """Record that ``by`` opened ``what`` of ``item``: "page", "edition:1", "file:CODE"."""
    append(
        "publishing.looked",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data={"what": what},
    )

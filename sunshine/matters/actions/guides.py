"""Beginning the guide to a matter; then it is written, reviewed and published like any item."""

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.matters import guide_form as _form  # noqa: F401 - registers the form
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.elements import Guide, as_data
from sunshine.matters.models import Matter
from sunshine.orgs.models import Body, Person, Post
from sunshine.publishing.beginning import begun_facts, begun_item, why_not_begin_item
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import Section

_KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")


def why_not_begin_matter(
    body: Body, section: Section, *, key: str, by: Person, on: date
) -> list[Reason]:
    """Return why no guide to a matter ``key`` can be begun in ``section`` of ``body``."""
    reasons = why_not_begin_item(body, section, by=by, on=on)
    if not _KEY.fullmatch(key):
        reasons.append(Reason("matter-key-unfit", field="key"))
    elif Matter.objects.filter(body=body, key=key).exists():
        reasons.append(Reason("matter-key-taken", field="key", facts={"key": key}))
    return reasons


@action
def begin_matter(
    body: Body,
    section: Section,
    *,
    key: str,
    guide: Guide,
    made_on: date | None = None,
    responsible_post: Post | None = None,
    by: Person,
    at: datetime,
) -> Matter:
    """Begin a matter with its guide as a draft, and return the matter.

    ``key``: its name in lists of cases and in other guides; never changed. ``made_on``: the day
    of ``at`` if nobody says.
    """
    on = beijing_day(at)
    refuse_if(why_not_begin_matter(body, section, key=key, by=by, on=on))
    written = DraftFields(elements=as_data(guide), made_on=made_on or on, validity="valid")
    item = begun_item(
        body, section, responsible_post=responsible_post, by=by, at=at, fields=written
    )
    try:
        with transaction.atomic():
            matter = Matter.objects.create(body=body, key=key, item=item)
    except IntegrityError:
        raise Refused("matter-key-taken", field="key", key=key) from None
    # An item like any other: the readers of the log wait for no other word.
    told = {**begun_facts(item), "matter": key}
    subject = f"item:{item.code}"
    append("publishing.item_begun", subject=subject, by=by, at=at, body=body.slug, data=told)
    return matter

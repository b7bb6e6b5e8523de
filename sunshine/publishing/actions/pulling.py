"""Pulling a part because of a leak: an old edition, or one attachment; the item stays.

Whoever is not sure pulls the whole item (``takedown.pull``): nothing of it is left then.
Law: 保守国家秘密法实施条例 2024 art. 61.
"""

from datetime import datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.duties import PULLING, why_not_duty_above
from sunshine.publishing.incidents import open_incident
from sunshine.publishing.locking import hold
from sunshine.publishing.models import (
    Attachment,
    Edition,
    EditionState,
    Incident,
    Item,
    ItemState,
    Scope,
)
from sunshine.publishing.sealing import (
    detach_everywhere,
    hush_titles,
    revoke_previews,
    same_content,
)
from sunshine.publishing.states import EDITION_STEPS, after, may_step

_IN_SIGHT = (ItemState.PUBLISHED, ItemState.WITHDRAWN)


def why_not_pull_edition(
    edition: Edition, *, by: Person, at: datetime, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot pull the old ``edition`` alone."""
    reasons = _why_not_part(edition.item, by, at, reason)
    if not may_step(EDITION_STEPS, "pull", edition.state):
        facts = {"state": EditionState(edition.state).label}
        reasons.append(Reason("edition-not-old", facts=facts))
    return reasons


@action
def pull_edition(edition: Edition, *, reason: str, by: Person, at: datetime) -> Incident:
    """Pull an old edition, with the files that stand with no other; return the incident."""
    item = edition.item
    hold(item)
    edition.refresh_from_db()
    refuse_if(why_not_pull_edition(edition, by=by, at=at, reason=reason))
    edition.state = after(EDITION_STEPS, "pull")
    edition.save(update_fields=["state"])
    revoke_previews([edition.pk], at)
    files = _files_of_it_alone(edition)
    detach_everywhere(files)
    others = item.editions.exclude(pk=edition.pk).values_list("title", flat=True)
    incident = Incident(
        item=item,
        scope=Scope.EDITION,
        edition=edition,
        reason=reason,
        pulled_at=at,
        pulled_by=by,
        evidence={
            "files": [file.code for file in files],
            "told": hush_titles(item, {edition.title} - set(others)),
        },
    )
    open_incident(incident)
    _append("edition_pulled", incident, by, at, edition=edition.number)
    return incident


def why_not_pull_file(
    file: Attachment, *, by: Person, at: datetime, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot pull ``file`` alone."""
    reasons = _why_not_part(file.item, by, at, reason)
    if not file.standing.exclude(edition__published_at=None).exists():
        reasons.append(Reason("file-not-public"))
    return reasons


@action
def pull_file(file: Attachment, *, reason: str, by: Person, at: datetime) -> Incident:
    """Pull an attachment out of every edition of its item; return the incident.

    Others of the item with the same content go with it. The text stays public.
    """
    item = file.item
    hold(item)
    file.refresh_from_db()
    refuse_if(why_not_pull_file(file, by=by, at=at, reason=reason))
    files = same_content(file)
    numbers = detach_everywhere(files)
    item.changed_at = at
    item.save(update_fields=["changed_at"])
    incident = Incident(
        item=item,
        scope=Scope.FILE,
        attachment=file,
        reason=reason,
        pulled_at=at,
        pulled_by=by,
        evidence={"files": [one.code for one in files], "editions": numbers},
    )
    open_incident(incident)
    current = item.current.number if item.current else None
    _append("file_pulled", incident, by, at, edition=current, file=file.code)
    return incident


def _why_not_part(item: Item, by: Person, at: datetime, reason: str | None) -> list[Reason]:
    reasons = why_not_duty_above(by, item.body, beijing_day(at), PULLING)
    if item.state not in _IN_SIGHT:
        reasons.append(Reason("item-not-public", facts={"state": ItemState(item.state).label}))
    if reason is not None and not reason.strip():
        reasons.append(Reason("takedown-without-reason", field="reason"))
    return reasons


def _files_of_it_alone(edition: Edition) -> list[Attachment]:
    """Return the files of ``edition`` that no other edition shows or is about to; one query."""
    others = edition.item.editions.exclude(pk=edition.pk).exclude(
        state__in=[EditionState.DISCARDED, EditionState.PULLED]
    )
    mine = Attachment.objects.filter(standing__edition=edition)
    return list(mine.exclude(standing__edition__in=others).order_by("pk"))


def _append(kind: str, incident: Incident, by: Person, at: datetime, **facts: object) -> None:
    item = incident.item
    append(
        f"publishing.{kind}",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data={"incident": incident.pk, "section": item.section.slug, **facts},
    )

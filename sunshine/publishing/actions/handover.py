"""Taking over what a dissolved body had in hand (机关合并, as in 2018).

What it has published stays its own, dated; what was on its way goes on in the name of
the body that does its work now, from draft: reviews of another body's text are void.
"""

from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import EDITING, successor_of, why_not_duty
from sunshine.publishing.locking import hold
from sunshine.publishing.models import (
    Attachment,
    Edition,
    EditionAttachment,
    EditionKind,
    EditionState,
    Item,
    Section,
)
from sunshine.publishing.placing import open_edition, responsible_post
from sunshine.publishing.states import EDITION_STEPS, after

_NOT_COPIED = {"id", "item", "number", "kind", "state", "digest"}
_OF_THE_PAST = {
    "submitted_at": None,
    "submitted_by": None,
    "emergency": False,
    "emergency_reason": "",
    "publish_at": None,
    "published_at": None,
}


def why_not_hand_over(item: Item, *, to: Body, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot take over the open edition of ``item`` for ``to``."""
    on = beijing_day(at)
    reasons = why_not_duty(by, to, on, EDITING)
    if item.body.exists_on(on):
        reasons.append(Reason("body-still-exists", facts={"body": item.body.name}))
    elif successor_of(item.body, on) != to:
        reasons.append(Reason("not-the-successor", facts={"body": to.name}))
    if open_edition(item) is None:
        reasons.append(Reason("no-open-edition"))
    section = _section_in(to, item.section)
    if section is None:
        facts = {"body": to.name, "section": item.section.name}
        reasons.append(Reason("section-not-at-successor", field="section", facts=facts))
    elif responsible_post(to, section, on) is None:
        reasons.append(Reason("post-needed", facts={"body": to.name}))
    return reasons


@action
def hand_over_item(item: Item, *, to: Body, by: Person, at: datetime) -> Item:
    """Take over the open edition of ``item`` for ``to``; return the item it stands in now.

    An item that was never published changes its body; one that was keeps it, and its
    open edition goes on as the first of a new item.
    """
    hold(item)
    refuse_if(why_not_hand_over(item, to=to, by=by, at=at))
    former, edition = item.body, open_edition(item)
    if edition is None:
        raise RuntimeError("there is something to hand over")
    taken = item if item.published_here is None else _new_item(item, by, at)
    _settle_in(taken, to, beijing_day(at))
    if taken is not item:
        _copy_edition(edition, taken)
        edition.state = after(EDITION_STEPS, "drop")
    else:
        edition.state = after(EDITION_STEPS, "hand_over")
    for name, value in _OF_THE_PAST.items():
        setattr(edition, name, value)
    edition.digest = ""
    edition.revision += 1
    edition.save()
    append(
        "publishing.item_handed_over",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=to.slug,
        data={
            "edition": edition.number,
            "from": former.slug,
            "to_item": taken.code,
            "section": taken.section.slug,
            "audience": taken.audience,
        },
    )
    return taken


def _new_item(item: Item, by: Person, at: datetime) -> Item:
    taken = Item.objects.create(
        code=opaque_code(),
        body=item.body,
        section=item.section,
        responsible_post=item.responsible_post,
        audience=item.audience,
        created_by=by,
        created_at=at,
    )
    taken.groups.set(item.groups.all())
    return taken


def _settle_in(item: Item, to: Body, on: date) -> None:
    section = _section_in(to, item.section)
    post = None if section is None else responsible_post(to, section, on)
    if section is None or post is None:
        raise RuntimeError("asked before")
    item.body, item.section, item.responsible_post = to, section, post
    item.save(update_fields=["body", "section", "responsible_post"])


def _copy_edition(edition: Edition, item: Item) -> None:
    facts = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if field.name not in _NOT_COPIED and field.name not in _OF_THE_PAST
    }
    copy = Edition.objects.create(
        item=item, number=1, kind=EditionKind.FIRST, state=EditionState.DRAFT, **facts
    )
    for standing in edition.attached.select_related("attachment"):
        file = standing.attachment
        attachment = Attachment.objects.create(
            item=item,
            code=opaque_code(),
            name=file.name,
            digest=file.digest,
            size=file.size,
            media_type=file.media_type,
            added_by=file.added_by,
            added_at=file.added_at,
        )
        EditionAttachment.objects.create(edition=copy, attachment=attachment, rank=standing.rank)


def _section_in(body: Body, section: Section) -> Section | None:
    """Return the section of the same slug in the set that ``body`` uses, if it is open."""
    return Section.objects.filter(
        set__slug=body.section_set, slug=section.slug, closed__isnull=True
    ).first()

"""Writing: items are begun, editions drafted, saved and given up."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Unpack

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.gate.deciding import forget
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Body, NamedGroup, Person, Post
from sunshine.publishing import drafts, placing
from sunshine.publishing.beginning import begun_facts, begun_item, new_edition
from sunshine.publishing.drafts import DraftFields, EditConflict
from sunshine.publishing.duties import EDITING, why_not_duty, why_not_existing
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.locking import hold, hold_edition
from sunshine.publishing.models import (
    Attachment,
    Audience,
    Edition,
    EditionAttachment,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Paper,
    Section,
)
from sunshine.publishing.states import EDITION_STEPS, after, may_step

ANEW = (ItemState.PREPARED, ItemState.PUBLISHED, ItemState.WITHDRAWN)


@action
def begin_item(
    body: Body,
    section: Section,
    *,
    paper: Paper | None = None,
    audience: str = Audience.PUBLIC,
    groups: Collection[NamedGroup] = (),
    responsible_post: Post | None = None,
    source_index_number: str = "",
    published_first: date | None = None,
    by: Person,
    at: datetime,
    **fields: Unpack[DraftFields],
) -> Item:
    """Begin an item with its first edition as a draft, and return the item.

    What ``paper`` says of itself is taken over where ``fields`` say nothing.
    """
    item = begun_item(
        body,
        section,
        paper=paper,
        audience=audience,
        groups=groups,
        responsible_post=responsible_post,
        source_index_number=source_index_number,
        published_first=published_first,
        by=by,
        at=at,
        fields=fields,
    )
    _tell("item_begun", item, by, at, **begun_facts(item))
    return item


def why_not_begin_edition(item: Item, *, by: Person, on: date) -> list[Reason]:
    """Return why ``item`` cannot get a new edition."""
    reasons = why_not_duty(by, item.body, on, EDITING) + why_not_existing(item.body, on)
    if item.state not in ANEW:
        state = item.get_state_display()
        reasons.append(Reason("item-takes-no-edition", facts={"state": state}))
    if (open_one := placing.open_edition(item)) is not None:
        facts = {"person": open_one.saved_by.name, "state": open_one.get_state_display()}
        reasons.append(Reason("edition-open-already", facts=facts))
    return reasons


@action
def begin_edition(item: Item, *, kind: str, by: Person, at: datetime) -> Edition:
    """Begin the next edition of ``item`` as a draft that holds what the current one says.

    ``kind``: minor, or major with a public change note. Where nothing was published
    yet it is the first edition again, whatever is asked for.
    """
    hold(item)
    refuse_if(why_not_begin_edition(item, by=by, on=beijing_day(at)))
    source = item.current or item.editions.order_by("number").last()
    if item.published_here is None:
        kind = EditionKind.FIRST
    elif kind not in {EditionKind.MINOR, EditionKind.MAJOR}:
        raise Refused("edition-kind-unknown", field="kind")
    fields = drafts.copied_fields(source) if source else DraftFields()
    fields["change_note"] = ""
    edition = new_edition(item, kind, fields, by, at)
    if source is not None:
        _take_over_attachments(source, edition)
    _tell("edition_begun", item, by, at, edition=edition.number, edition_kind=kind)
    return edition


def why_not_save_draft(edition: Edition, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not write in ``edition``."""
    reasons = why_not_duty(by, edition.item.body, on, EDITING)
    if not may_step(EDITION_STEPS, "save", edition.state):
        state = edition.get_state_display()
        reasons.append(Reason("edition-no-draft", facts={"state": state}))
    return reasons


@action
def save_draft(
    edition: Edition, *, revision: int, changes: DraftFields, by: Person, at: datetime
) -> Edition:
    """Write ``changes`` into the draft and return it with its next revision.

    ``revision``: the one that the writer had before him. If somebody else has saved
    since, nothing is stored and EditConflict carries both texts.
    """
    hold_edition(edition)
    on = beijing_day(at)
    refuse_if(why_not_save_draft(edition, by=by, on=on) + drafts.why_not_typed(edition, changes))
    tidy = drafts.tidied(changes)
    if edition.revision != revision:
        raise EditConflict.over(edition, tidy)
    refuse_if(drafts.why_not_written(tidy, on))
    changed = [difference.name for difference in drafts.differences(edition, tidy)]
    for name, value in tidy.items():
        setattr(edition, name, value)
    edition.revision += 1
    edition.saved_by, edition.saved_at = by, at
    edition.save(update_fields=[*tidy, "revision", "saved_by", "saved_at"])
    facts = {"revision": edition.revision, "changed": changed}
    _tell("draft_saved", edition.item, by, at, edition=edition.number, **facts)
    return edition


def why_not_discard(edition: Edition, *, by: Person, on: date) -> list[Reason]:
    """Return why ``edition`` cannot be given up."""
    return why_not_save_draft(edition, by=by, on=on)


@action
def discard_edition(edition: Edition, *, by: Person, at: datetime) -> None:
    """Give the draft up; it is kept, and what is published stays as it is."""
    hold_edition(edition)
    refuse_if(why_not_discard(edition, by=by, on=beijing_day(at)))
    edition.state = after(EDITION_STEPS, "discard")
    edition.save(update_fields=["state"])
    # Files that only this draft replaced stand for themselves again.
    alive = EditionAttachment.objects.exclude(edition__state=EditionState.DISCARDED)
    new = edition.attached.exclude(attachment__in=alive.values("attachment"))
    former = Attachment.objects.filter(replaced_by__in=new.values("attachment"))
    former.update(replaced_by=None)
    forget(subject_of(edition))
    _tell("edition_discarded", edition.item, by, at, edition=edition.number)


def why_not_arrange(
    item: Item,
    *,
    section: Section,
    audience: str,
    groups: Collection[NamedGroup],
    responsible_post: Post,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``item`` cannot stand there, for these readers."""
    reasons = why_not_duty(by, item.body, on, EDITING)
    reasons += placing.why_not_post(item.body, responsible_post, on)
    moved = section.pk != item.section_id
    before = set(item.groups.values_list("pk", flat=True))
    addressed = {group.pk for group in groups}
    readdressed = audience != item.audience or addressed != before
    if moved:
        reasons += placing.why_not_section(item.body, section)
    if readdressed:
        reasons += placing.why_not_audience(item.body, audience, groups, item.paper)
    widened = audience != item.audience or bool(addressed - before)
    if item.published_here is not None and (moved or widened):
        reasons.append(Reason("item-stays-where-published", field="section"))
    open_one = placing.open_edition(item)
    if (moved or readdressed) and open_one and open_one.state != EditionState.DRAFT:
        # A reviewer has seen where it goes and who reads it.
        state = open_one.get_state_display()
        reasons.append(Reason("edition-no-draft", facts={"state": state}))
    return reasons


@action
def arrange_item(
    item: Item,
    *,
    section: Section,
    audience: str,
    groups: Collection[NamedGroup] = (),
    responsible_post: Post,
    related: Collection[Item] = (),
    by: Person,
    at: datetime,
) -> None:
    """Set where ``item`` stands, for whom, which post answers for it, and what is related.

    Once it is published, section and audience are fixed and no group is added: nobody
    has reviewed it for those readers. A group may be taken away.
    """
    hold(item)
    refuse_if(
        why_not_arrange(
            item,
            section=section,
            audience=audience,
            groups=groups,
            responsible_post=responsible_post,
            by=by,
            on=beijing_day(at),
        )
    )
    item.section, item.audience, item.responsible_post = section, audience, responsible_post
    item.save(update_fields=["section", "audience", "responsible_post"])
    item.groups.set(groups)
    item.related.set([one for one in related if one.pk != item.pk])
    facts = {
        "section": section.slug,
        "audience": audience,
        "groups": sorted(group.slug for group in groups),
        "post": responsible_post.slug,
        "published": item.published_here is not None,
    }
    _tell("item_arranged", item, by, at, **facts)


def _take_over_attachments(source: Edition, edition: Edition) -> None:
    standing = source.attached.filter(attachment__replaced_by=None)
    EditionAttachment.objects.bulk_create(
        EditionAttachment(edition=edition, attachment_id=one.attachment_id, rank=one.rank)
        for one in standing
    )


def _tell(kind: str, item: Item, by: Person, at: datetime, **data: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data=data,
    )

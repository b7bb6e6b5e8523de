"""Beginning an item: what it must satisfy, and its first edition as a draft.

Plain functions: the action that uses them tells of it, as ``publishing.item_begun`` with
``begun_facts``, so that the readers of the log see every item begin alike.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, NamedGroup, Person, Post
from sunshine.publishing import drafts, placing, plausible
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.duties import EDITING, why_not_duty, why_not_existing
from sunshine.publishing.models import Audience, Edition, EditionKind, Item, Paper, Section


def why_not_begin_item(
    body: Body,
    section: Section,
    *,
    paper: Paper | None = None,
    audience: str = Audience.PUBLIC,
    groups: Collection[NamedGroup] = (),
    responsible_post: Post | None = None,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why no item can be begun so."""
    reasons = [
        *why_not_duty(by, body, on, EDITING),
        *why_not_existing(body, on),
        *placing.why_not_section(body, section),
        *placing.why_not_audience(body, audience, groups, paper),
    ]
    post = responsible_post or placing.responsible_post(body, section, on)
    reasons += placing.why_not_post(body, post, on)
    if paper is not None and paper.body_id != body.pk:
        reasons.append(Reason("paper-of-another-body", field="paper"))
    elif paper is not None and Item.objects.filter(paper=paper).exists():
        reasons.append(Reason("paper-has-item", field="paper", facts={"paper": paper.title}))
    return reasons


def begun_item(
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
    fields: DraftFields,
) -> Item:
    """Return a new item with its first edition as a draft; raise Refused with every reason."""
    on = beijing_day(at)
    written = drafts.tidied({**_from_paper(paper), **fields})
    refused = why_not_begin_item(
        body,
        section,
        paper=paper,
        audience=audience,
        groups=groups,
        responsible_post=responsible_post,
        by=by,
        on=on,
    )
    refused += _why_not_source(source_index_number, published_first, on)
    refuse_if([*refused, *drafts.why_not_written(written, on)])
    post = responsible_post or placing.responsible_post(body, section, on)
    item = Item(body=body, section=section, paper=paper, audience=audience, created_by=by)
    item.responsible_post, item.created_at = post, at  # type: ignore[assignment]
    item.source_index_number, item.published_first = source_index_number, published_first
    _save_new(item)
    item.groups.set(groups)
    new_edition(item, EditionKind.FIRST, written, by, at)
    return item


def begun_facts(item: Item) -> dict[str, object]:
    """Return what the event of a begun item says."""
    return {"edition": 1, "section": item.section.slug, "audience": item.audience}


def new_edition(item: Item, kind: str, fields: DraftFields, by: Person, at: datetime) -> Edition:
    """Return the next edition of ``item``, stored as a draft."""
    last = item.editions.aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        item=item, number=last + 1, kind=kind, author=by, saved_by=by, saved_at=at, **fields
    )


def _why_not_source(number: str, first: date | None, on: date) -> list[Reason]:
    line = {"source_index_number": number}
    reasons = plausible.why_not_lines(Item, line, {"source_index_number": _("原索引号")})
    return reasons + plausible.why_not_past(first, field="published_first", on=on)


def _save_new(item: Item) -> None:
    item.code = opaque_code()
    paper = item.paper
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        # Somebody began an item of the same paper a moment ago.
        if paper is None or not Item.objects.filter(paper=paper).exists():
            raise
        raise Refused("paper-has-item", field="paper", paper=paper.title) from None


def _from_paper(paper: Paper | None) -> DraftFields:
    if paper is None:
        return DraftFields()
    return DraftFields(
        title=paper.title, document_number=paper.document_number, made_on=paper.made_on
    )

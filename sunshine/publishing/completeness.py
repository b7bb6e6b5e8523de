"""What an edition still lacks before it may be sent on or go out; everything at once.

Read by submission and by publication: an item that was complete may no longer be, once
its section is closed or its body dissolved.
"""

from datetime import date

from django.db.models import F

from sunshine.kit.errors import Reason
from sunshine.publishing import drafts, placing
from sunshine.publishing.duties import why_not_existing
from sunshine.publishing.forms import form_of
from sunshine.publishing.models import Edition, EditionKind, Item, ItemState, Paper, Validity
from sunshine.publishing.plausible import EARLIEST

# 内容概述 of a catalogue entry: at most 100 characters (rules of the tax bureaus).
LONGEST_SUMMARY = 100
CATALOGUE_LAW = "政府信息公开条例（2019年修订）第十二条"
MARKING_LAW = "政府网站发展指引（国办发〔2017〕47号）"


def lacking(edition: Edition, *, on: date) -> list[Reason]:
    """Return all that ``edition`` lacks to be published on ``on``; up to eight queries."""
    item = edition.item
    return [
        *why_not_existing(item.body, on),
        *_lacking_text(edition),
        *drafts.why_not_written(drafts.copied_fields(edition), on),
        *_lacking_days(edition, on),
        *_lacking_number(edition),
        *_lacking_place(item, on),
        *_lacking_elements(edition, on),
    ]


def _lacking_elements(edition: Edition, on: date) -> list[Reason]:
    form = form_of(edition.elements)
    return form.lacking(edition, on) if form else []


def _lacking_text(edition: Edition) -> list[Reason]:
    reasons = []
    if not edition.title:
        reasons.append(Reason("title-needed", law=CATALOGUE_LAW, field="title"))
    if not edition.summary:
        reasons.append(Reason("summary-needed", law=CATALOGUE_LAW, field="summary"))
    elif len(edition.summary) > LONGEST_SUMMARY:
        facts = {"longest": LONGEST_SUMMARY, "length": len(edition.summary)}
        reasons.append(Reason("summary-too-long", field="summary", facts=facts))
    if not edition.content and not edition.attached.exists():
        reasons.append(Reason("content-needed", field="content"))
    if edition.kind == EditionKind.MAJOR and not edition.change_note:
        reasons.append(Reason("change-note-needed", field="change_note"))
    return reasons


def _lacking_days(edition: Edition, on: date) -> list[Reason]:
    reasons = []
    if edition.made_on is None:
        reasons.append(Reason("day-made-needed", law=CATALOGUE_LAW, field="made_on"))
    begins = edition.in_force_on or edition.made_on or EARLIEST
    if edition.repealed_on is not None and edition.repealed_on < begins:
        reasons.append(Reason("item-edition-repealed-too-soon", field="repealed_on"))
    over = edition.validity in {Validity.REPEALED, Validity.EXPIRED}
    if over and edition.repealed_on is None:
        reasons.append(Reason("day-repealed-needed", law=MARKING_LAW, field="repealed_on"))
    holds = edition.validity in {Validity.VALID, Validity.UNKNOWN}
    if holds and edition.repealed_on is not None and edition.repealed_on <= on:
        reasons.append(Reason("validity-contradicts", law=MARKING_LAW, field="validity"))
    if edition.validity == Validity.PARTLY and not edition.clause_validity:
        reasons.append(Reason("clauses-needed", law=MARKING_LAW, field="clause_validity"))
    first, last = edition.tax_period_from, edition.tax_period_until
    if first is not None and last is not None and last < first:
        reasons.append(Reason("tax-period-backwards", field="tax_period_until"))
    return reasons


def _lacking_number(edition: Edition) -> list[Reason]:
    """A document number names one paper: no other item or paper of the body bears it."""
    number, item = edition.document_number, edition.item
    if not number:
        return []
    gone = [ItemState.GONE, ItemState.PULLED]
    # From the number to its items: a body may have a hundred thousand of them.
    bearing = Edition.objects.filter(document_number=number, item__body=item.body)
    current = bearing.filter(item__current=F("pk")).exclude(item=item)
    shown = current.exclude(item__state__in=gone).first()
    if shown is not None:
        facts = {"number": number, "title": shown.title}
        return [Reason("number-of-another-item", field="document_number", facts=facts)]
    papers = Paper.objects.of(item.body).filter(document_number=number)
    paper = papers.exclude(pk=item.paper_id).first() if item.paper_id else papers.first()
    if paper is None:
        return []
    facts = {"number": number, "paper": paper.title, "day": paper.made_on.isoformat()}
    return [Reason("document-number-used", field="document_number", facts=facts)]


def _lacking_place(item: Item, on: date) -> list[Reason]:
    reasons = placing.why_not_audience(
        item.body, item.audience, list(item.groups.all()), item.paper
    )
    if item.published_here is None:
        reasons += placing.why_not_section(item.body, item.section)
    return reasons + placing.why_not_post(item.body, item.responsible_post, on)

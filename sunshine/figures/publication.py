"""Handing a signed account to the record, through publishing's own acts.

Not one act but several: registering the paper, beginning the item or its next edition,
attaching the files, noting where it stands. Each is whole by itself, and finds what an
interrupted turn has left, so that asking again goes on where it stopped. The reviews, the
secrecy review and the gate are those of every publication.
"""

import io
from datetime import datetime

from sunshine.figures.actions import note_in_record
from sunshine.figures.contents import snapshot_document
from sunshine.figures.documents import Document
from sunshine.figures.duties import why_not_write
from sunshine.figures.models import Account, Kind, Snapshot
from sunshine.figures.printing.formats import made_as
from sunshine.figures.printing.markup import record_html
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.actions.attachments import attach, detach
from sunshine.publishing.actions.editing import begin_edition, begin_item, save_draft
from sunshine.publishing.actions.papers import register_paper
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import (
    OPEN_STATES,
    Attribute,
    Edition,
    EditionKind,
    EditionState,
    Item,
    Paper,
    Section,
    Validity,
)

# Where an account of each kind stands in the record.
SECTIONS = {Kind.DISCLOSURE: "annual-reports", Kind.ENFORCEMENT: "statistics"}
FILES = ("pdf", "docx", "xlsx", "json")
LONGEST_SUMMARY = 100


def newest(account: Account) -> Snapshot | None:
    """Return the snapshot that was signed last, or None; one query."""
    return account.snapshots.select_related("edition__item").order_by("-number").first()


def why_not_publish(account: Account, *, by: Person, at: datetime) -> list[Reason]:
    """Return why ``by`` cannot hand the newest snapshot of ``account`` to the record."""
    reasons = why_not_write(by, account.body, beijing_day(at))
    snapshot = newest(account)
    if snapshot is None:
        return [*reasons, Reason("account-nothing-signed")]
    if snapshot.edition_id is not None:
        reasons.append(Reason("account-in-record-already"))
    former = _former(snapshot)
    if former is None and _section(account) is None:
        reasons.append(Reason("account-section-lacking", facts={"body": account.body.name}))
    if former is not None and former.state not in {EditionState.PUBLISHED, EditionState.SUPERSEDED}:
        reasons.append(Reason("account-item-not-published"))
    return reasons


def put_into_record(account: Account, *, by: Person, at: datetime) -> Edition:
    """Bring the newest snapshot of ``account`` into the record as a draft; return its edition.

    A correction becomes the next edition of the same item, its reason the public change note.
    """
    refuse_if(why_not_publish(account, by=by, at=at))
    snapshot = newest(account)
    if snapshot is None:
        raise Refused("account-nothing-signed")
    document = snapshot_document(snapshot)
    former = _former(snapshot)
    if former is None:
        edition = _first_edition(account, snapshot, document, by, at)
    else:
        edition = _next_edition(former.item, snapshot, document, by, at)
    _attach_all(edition, document, by, at)
    note_in_record(snapshot, edition, by=by, at=at)
    return edition


def _section(account: Account) -> Section | None:
    slug = SECTIONS[Kind(account.kind)]
    return Section.objects.filter(set__slug=account.body.section_set, slug=slug).first()


def _former(snapshot: Snapshot) -> Edition | None:
    """Return the edition of the snapshot handed over before this one."""
    before = Snapshot.objects.filter(
        account=snapshot.account_id, number__lt=snapshot.number, edition__isnull=False
    )
    last = before.select_related("edition__item").order_by("-number").first()
    return last.edition if last else None


def _first_edition(
    account: Account, snapshot: Snapshot, document: Document, by: Person, at: datetime
) -> Edition:
    made = beijing_day(snapshot.signed_at)
    paper = Paper.objects.of(account.body).filter(title=document.title, made_on=made).first()
    slug = SECTIONS[Kind(account.kind)]
    if paper is None:
        paper = register_paper(
            account.body,
            title=document.title,
            made_on=made,
            attribute=Attribute.PROACTIVE,
            section_slug=slug,
            by=by,
            at=at,
        )
    item, section = Item.objects.filter(paper=paper).first(), _section(account)
    if item is None and section is None:
        raise Refused("account-section-lacking", body=account.body.name)
    if item is None and section is not None:
        fields = _fields(document)
        item = begin_item(account.body, section, paper=paper, by=by, at=at, **fields)
    return Edition.objects.get(item=item, state__in=OPEN_STATES)


def _next_edition(
    item: Item, snapshot: Snapshot, document: Document, by: Person, at: datetime
) -> Edition:
    edition = item.editions.filter(state__in=OPEN_STATES).first()
    if edition is None:
        edition = begin_edition(item, kind=EditionKind.MAJOR, by=by, at=at)
    changes = _fields(document)
    changes["change_note"] = snapshot.reason
    return save_draft(edition, revision=edition.revision, changes=changes, by=by, at=at)


def _fields(document: Document) -> DraftFields:
    fields = DraftFields(
        title=document.title,
        summary=f"{document.title}及统计表。"[:LONGEST_SUMMARY],
        content=record_html(document),
        keywords=["年度报告"],
        validity=Validity.VALID,
    )
    if document.day is not None:
        fields["made_on"] = document.day
    return fields


def _attach_all(edition: Edition, document: Document, by: Person, at: datetime) -> None:
    """Attach the files that lack, and take off those of a former snapshot."""
    made = [made_as(document, name) for name in FILES]
    standing = {
        one.attachment.name: one.attachment for one in edition.attached.select_related("attachment")
    }
    for attachment in standing.values():
        # Of the former edition, or left by a turn that was interrupted: made anew below.
        detach(edition, attachment, by=by, at=at)
    for file in made:
        attach(edition, stream=io.BytesIO(file.content), filename=file.name, by=by, at=at)

"""The bulletin: compiled in one step, edited, approved, put into the record; its form kept."""

from collections.abc import Sequence
from datetime import date, datetime

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.compiling import PARTS, compile_bulletin
from sunshine.campaigns.gathering import gather
from sunshine.campaigns.lines import digest_of, stored_sheet
from sunshine.campaigns.models import Bulletin, BulletinTemplate, Campaign, Paragraph
from sunshine.campaigns.numbers import strange_numbers
from sunshine.campaigns.standing import APPROVING
from sunshine.campaigns.told import Drafted
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.models import Item

LONGEST_TITLE = 160
USUAL_TITLE = "{title}情况专报"


def why_not_compile(campaign: Campaign, *, by: Person, on: date) -> list[Reason]:
    """Return why the bulletin of ``campaign`` cannot be compiled now."""
    reasons = why_not_duty(by, campaign.body, on, EDITING)
    if campaign.deployed_at is None:
        reasons.append(Reason("campaign-not-deployed"))
    bulletin = Bulletin.objects.filter(campaign=campaign).first()
    if bulletin is not None and bulletin.state != Bulletin.State.DRAFT:
        reasons.append(Reason("bulletin-approved"))
    if not campaign.parts.filter(report__state__in=("sent", "accepted")).exists():
        reasons.append(Reason("bulletin-without-reports"))
    return reasons


@action
def compile_now(campaign: Campaign, *, by: Person, at: datetime) -> Bulletin:
    """Compile the bulletin from the reports as they stand, and return it.

    Compiled again, an edited paragraph keeps its words; where its report has changed
    since, it is marked as behind. What the editor left out stays out.
    """
    _hold_campaign(campaign)
    refuse_if(why_not_compile(campaign, by=by, on=beijing_day(at)))
    template = _template_for(campaign)
    title = template.title if template else USUAL_TITLE
    bulletin = Bulletin.objects.filter(campaign=campaign).first() or Bulletin(
        campaign=campaign, title=title.replace("{title}", campaign.title)
    )
    if bulletin.pk is None:
        bulletin.parts = list(template.parts if template else PARTS)
    bulletin.compiled_at, bulletin.compiled_by = at, by
    bulletin.save()
    count = _store(bulletin, compile_bulletin(gather(campaign), bulletin.parts))
    _tell("bulletin_compiled", bulletin, by, at, paragraphs=count)
    return bulletin


def why_not_edit(bulletin: Bulletin, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot write in ``bulletin``."""
    reasons = why_not_duty(by, bulletin.campaign.body, on, EDITING)
    if bulletin.state != Bulletin.State.DRAFT:
        reasons.append(Reason("bulletin-approved"))
    return reasons


@action
def retitle(bulletin: Bulletin, *, title: str, by: Person, at: datetime) -> None:
    """Give the bulletin another title."""
    _hold(bulletin)
    reasons = why_not_edit(bulletin, by=by, on=beijing_day(at))
    refuse_if([*reasons, *plausible.why_not_lines({"title": title}, LONGEST_TITLE)])
    bulletin.title, bulletin.edited_by = title.strip(), by
    bulletin.save(update_fields=["title", "edited_by"])
    _tell("bulletin_retitled", bulletin, by, at)


@action
def edit_paragraph(paragraph: Paragraph, *, text: str, by: Person, at: datetime) -> Paragraph:
    """Write ``text`` in the place of a paragraph and return it; tables are only recompiled.

    Where it is not what its report says, that is shown from then on.
    """
    _hold(paragraph.bulletin)
    paragraph.refresh_from_db()
    reasons = why_not_edit(paragraph.bulletin, by=by, on=beijing_day(at))
    reasons += plausible.why_not_text("text", text)
    if paragraph.kind == Paragraph.Kind.TABLE:
        reasons.append(Reason("paragraph-table", field="text"))
    refuse_if(reasons)
    paragraph.text, paragraph.edited_by = " ".join(text.split()), by
    paragraph.is_behind = False
    paragraph.save(update_fields=["text", "edited_by", "is_behind"])
    _note_editor(paragraph.bulletin, by)
    _tell(
        "paragraph_edited",
        paragraph.bulletin,
        by,
        at,
        paragraph=paragraph.key,
        is_away=paragraph.is_away,
    )
    return paragraph


@action
def restore_paragraph(paragraph: Paragraph, *, by: Person, at: datetime) -> None:
    """Show the paragraph again, word for word as its report gives it."""
    _hold(paragraph.bulletin)
    paragraph.refresh_from_db()
    refuse_if(why_not_edit(paragraph.bulletin, by=by, on=beijing_day(at)))
    paragraph.text, paragraph.left_out, paragraph.is_behind = paragraph.compiled, "", False
    paragraph.save(update_fields=["text", "left_out", "is_behind"])
    _note_editor(paragraph.bulletin, by)
    _tell("paragraph_restored", paragraph.bulletin, by, at, paragraph=paragraph.key)


@action
def leave_out(
    bulletin: Bulletin, keys: Sequence[str], *, reason: str, by: Person, at: datetime
) -> int:
    """Leave paragraphs out, with the reason that the coverage list gives; return how many."""
    _hold(bulletin)
    reasons = why_not_edit(bulletin, by=by, on=beijing_day(at))
    refuse_if([*reasons, *plausible.why_not_lines({"reason": reason}, 200)])
    count = bulletin.paragraphs.filter(key__in=keys).update(left_out=reason.strip())
    _note_editor(bulletin, by)
    _tell("paragraphs_left_out", bulletin, by, at, paragraphs=list(keys))
    return count


def why_not_approve(bulletin: Bulletin, *, by: Person, on: date) -> list[Reason]:
    """Return every reason why ``by`` cannot approve ``bulletin`` as it stands."""
    reasons = why_not_duty(by, bulletin.campaign.body, on, APPROVING)
    if bulletin.state != Bulletin.State.DRAFT:
        reasons.append(Reason("bulletin-approved"))
    if by.pk in {bulletin.edited_by_id, bulletin.compiled_by_id}:
        reasons.append(Reason("bulletin-own"))
    if bulletin.campaign.awaits_co_host():
        reasons.append(Reason("co-host-awaited", facts={"name": bulletin.campaign.co_host}))
    shown = list(bulletin.paragraphs.filter(left_out=""))
    if any(one.is_behind for one in shown):
        reasons.append(Reason("bulletin-behind"))
    strange = {n for one in shown for n in strange_numbers(one.text, one.compiled)}
    if strange:
        facts = {"numbers": "、".join(sorted(strange))}
        reasons.append(Reason("bulletin-strange-numbers", facts=facts))
    return reasons


@action
def approve_bulletin(bulletin: Bulletin, *, by: Person, at: datetime) -> Bulletin:
    """Approve the bulletin, bound to the digest of what was seen; return it."""
    _hold(bulletin)
    on = beijing_day(at)
    refuse_if(why_not_approve(bulletin, by=by, on=on))
    bulletin.state, bulletin.approved_by, bulletin.approved_at = Bulletin.State.APPROVED, by, at
    sheet = stored_sheet(bulletin, day=on)
    bulletin.digest = digest_of(sheet.title, sheet.lines)
    bulletin.save()
    _tell("bulletin_approved", bulletin, by, at, digest=bulletin.digest)
    return bulletin


@action
def reopen_bulletin(bulletin: Bulletin, *, by: Person, at: datetime) -> None:
    """Take the approval back for further editing; not once it is in the record."""
    _hold(bulletin)
    reasons = why_not_duty(by, bulletin.campaign.body, beijing_day(at), APPROVING)
    if bulletin.state != Bulletin.State.APPROVED:
        reasons.append(Reason("bulletin-not-approved"))
    if bulletin.item_id is not None:
        reasons.append(Reason("bulletin-in-record"))
    refuse_if(reasons)
    bulletin.state, bulletin.approved_by, bulletin.approved_at = Bulletin.State.DRAFT, None, None
    bulletin.digest = ""
    bulletin.save()
    _tell("bulletin_reopened", bulletin, by, at)


def why_not_put_into_record(bulletin: Bulletin, *, by: Person, on: date) -> list[Reason]:
    """Return why ``bulletin`` cannot become an item of the record."""
    reasons = why_not_duty(by, bulletin.campaign.body, on, EDITING)
    if bulletin.state != Bulletin.State.APPROVED:
        reasons.append(Reason("bulletin-not-approved"))
    if bulletin.item_id is not None:
        reasons.append(Reason("bulletin-in-record"))
    return reasons


@action
def put_into_record(bulletin: Bulletin, *, item: Item, by: Person, at: datetime) -> None:
    """Note which item holds the bulletin; its reviews and its release are publishing's."""
    _hold(bulletin)
    reasons = why_not_put_into_record(bulletin, by=by, on=beijing_day(at))
    if item.body_id != bulletin.campaign.body_id:
        reasons.append(Reason("bulletin-of-another-body"))
    refuse_if(reasons)
    bulletin.item = item
    bulletin.save(update_fields=["item"])
    _tell("bulletin_put_into_record", bulletin, by, at, item=item.code)


@action
def keep_template(bulletin: Bulletin, *, by: Person, at: datetime) -> BulletinTemplate:
    """Keep how this bulletin is set out for the next campaign of its series; return it."""
    campaign = bulletin.campaign
    refuse_if(why_not_duty(by, campaign.body, beijing_day(at), EDITING))
    title = bulletin.title
    if campaign.title in title:
        title = title.replace(campaign.title, "{title}")
    template, _is_new = BulletinTemplate.objects.update_or_create(
        body=campaign.body,
        series=campaign.series,
        defaults={"title": title[:120], "parts": bulletin.parts, "kept_by": by, "kept_at": at},
    )
    _tell("template_kept", bulletin, by, at)
    return template


def why_not_arrange(
    bulletin: Bulletin, parts: Sequence[str], *, by: Person, on: date
) -> list[Reason]:
    """Return why the bulletin cannot consist of ``parts`` in this order."""
    reasons = why_not_edit(bulletin, by=by, on=on)
    if not parts or set(parts) - set(PARTS) or len(set(parts)) < len(parts):
        reasons.append(Reason("bulletin-parts-unfit", field="parts"))
    return reasons


@action
def arrange(bulletin: Bulletin, parts: Sequence[str], *, by: Person, at: datetime) -> int:
    """Compile the bulletin anew with ``parts`` in this order; return how many paragraphs."""
    _hold(bulletin)
    refuse_if(why_not_arrange(bulletin, parts, by=by, on=beijing_day(at)))
    bulletin.parts = list(parts)
    bulletin.compiled_at, bulletin.compiled_by = at, by
    bulletin.save(update_fields=["parts", "compiled_at", "compiled_by"])
    count = _store(bulletin, compile_bulletin(gather(bulletin.campaign), bulletin.parts))
    _tell("bulletin_arranged", bulletin, by, at, parts=list(parts))
    return count


def _template_for(campaign: Campaign) -> BulletinTemplate | None:
    own = BulletinTemplate.objects.filter(body=campaign.body, series__in=[campaign.series, ""])
    return own.order_by("-series").first()


def _store(bulletin: Bulletin, drafted: Sequence[Drafted]) -> int:
    before = {one.key: one for one in bulletin.paragraphs.all()}
    bodies = dict(Body.objects.values_list("slug", "pk"))
    rows = []
    for rank, one in enumerate(drafted, 1):
        known = before.get(one.key)
        is_kept = known is not None and known.is_away
        rows.append(
            Paragraph(
                bulletin=bulletin,
                rank=rank,
                key=one.key,
                kind=one.kind,
                compiled=one.text,
                text=known.text if known is not None and is_kept else one.text,
                rows=[list(row) for row in one.rows],
                sources=[source.as_data() for source in one.sources],
                body_id=bodies.get(one.body),
                left_out=known.left_out if known else "",
                is_behind=known is not None and is_kept and known.compiled != one.text,
                edited_by_id=known.edited_by_id if known else None,
            )
        )
    bulletin.paragraphs.all().delete()
    Paragraph.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _note_editor(bulletin: Bulletin, by: Person) -> None:
    bulletin.edited_by = by
    bulletin.save(update_fields=["edited_by"])


def _hold_campaign(campaign: Campaign) -> None:
    list(Campaign.objects.select_for_update().filter(pk=campaign.pk).values_list("pk"))


def _hold(bulletin: Bulletin) -> None:
    list(Bulletin.objects.select_for_update().filter(pk=bulletin.pk).values_list("pk"))
    bulletin.refresh_from_db()


def _tell(kind: str, bulletin: Bulletin, by: Person, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"campaign:{bulletin.campaign.code}",
        by=by,
        at=at,
        body=bulletin.campaign.body.slug,
        data=data,
    )

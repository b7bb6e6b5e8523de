"""Press releases: written, agreed to by the spokesperson's post, public only after the embargo."""

from datetime import date, datetime

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Campaign, PressRelease
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person, Post
from sunshine.orgs.rights import posts_of
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.models import Item

LONGEST_TITLE = 120


def why_not_write_release(
    body: Body,
    title: str,
    text: str,
    spokesperson: Post | None,
    embargo_until: datetime | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why ``body`` cannot tell the press this."""
    reasons = why_not_duty(by, body, beijing_day(at), EDITING)
    reasons += plausible.why_not_lines({"title": title}, LONGEST_TITLE)
    reasons += plausible.why_not_text("text", text)
    if spokesperson is None or spokesperson.body_id != body.pk or spokesperson.abolished:
        reasons.append(Reason("press-no-spokesperson", field="spokesperson"))
    if embargo_until is not None and embargo_until <= at:
        reasons.append(Reason("press-embargo-past", field="embargo_until"))
    return reasons


@action
def write_release(
    body: Body,
    *,
    title: str,
    text: str,
    spokesperson: Post,
    embargo_until: datetime | None = None,
    campaign: Campaign | None = None,
    by: Person,
    at: datetime,
) -> PressRelease:
    """Write a press release as a draft and return it."""
    given = (title, text, spokesperson, embargo_until)
    refuse_if(why_not_write_release(body, *given, by=by, at=at))
    release = PressRelease.objects.create(
        body=body,
        campaign=campaign,
        title=title.strip(),
        text=text.strip(),
        spokesperson=spokesperson,
        embargo_until=embargo_until,
        written_by=by,
        written_at=at,
    )
    _tell("press_written", release, by, at)
    return release


def why_not_change(release: PressRelease, *, by: Person, on: date) -> list[Reason]:
    """Return why ``release`` cannot be changed, whatever is written."""
    reasons = why_not_duty(by, release.body, on, EDITING)
    if release.state != PressRelease.State.DRAFT:
        reasons.append(Reason("press-ready"))
    return reasons


@action
def change_release(
    release: PressRelease,
    *,
    title: str,
    text: str,
    embargo_until: datetime | None,
    by: Person,
    at: datetime,
) -> None:
    """Change a draft; what the spokesperson agreed to stays as it is."""
    _hold(release)
    given = (title, text, release.spokesperson, embargo_until)
    reasons = why_not_write_release(release.body, *given, by=by, at=at)
    if release.state != PressRelease.State.DRAFT:
        reasons.append(Reason("press-ready"))
    refuse_if(reasons)
    release.title, release.text, release.embargo_until = title.strip(), text.strip(), embargo_until
    release.written_by = by
    release.save(update_fields=["title", "text", "embargo_until", "written_by"])
    _tell("press_changed", release, by, at)


def why_not_agree(release: PressRelease, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot agree for the spokesperson: only who holds that post can."""
    reasons = []
    if release.spokesperson_id not in {post.pk for post in posts_of(by, on)}:
        reasons.append(Reason("press-not-yours"))
    if release.written_by_id == by.pk:
        reasons.append(Reason("press-own"))
    if release.state != PressRelease.State.DRAFT:
        reasons.append(Reason("press-ready"))
    return reasons


@action
def agree(release: PressRelease, *, by: Person, at: datetime) -> None:
    """Agree to the release as spokesperson."""
    _hold(release)
    refuse_if(why_not_agree(release, by=by, on=beijing_day(at)))
    release.state, release.spoken_for_by = PressRelease.State.READY, by
    release.save(update_fields=["state", "spoken_for_by"])
    _tell("press_agreed", release, by, at)


def why_not_hand_to_record(release: PressRelease, *, by: Person, at: datetime) -> list[Reason]:
    """Return why ``release`` cannot become an item of the record yet.

    Before the embargo nothing of it enters the record, so that no reader, preview or
    schedule of publishing can let it out.
    """
    reasons = why_not_duty(by, release.body, beijing_day(at), EDITING)
    if release.state != PressRelease.State.READY:
        reasons.append(Reason("press-not-ready"))
    if release.item_id is not None:
        reasons.append(Reason("press-in-record"))
    if release.embargo_until is not None and at < release.embargo_until:
        until = f"{release.embargo_until.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        reasons.append(Reason("press-embargoed", facts={"until": until}))
    return reasons


@action
def hand_to_record(release: PressRelease, *, item: Item, by: Person, at: datetime) -> None:
    """Note which item holds the release; its reviews are publishing's."""
    _hold(release)
    refuse_if(why_not_hand_to_record(release, by=by, at=at))
    release.item = item
    release.save(update_fields=["item"])
    _tell("press_handed_to_record", release, by, at, item=item.code)


def _hold(release: PressRelease) -> None:
    list(PressRelease.objects.select_for_update().filter(pk=release.pk).values_list("pk"))
    release.refresh_from_db()


def _tell(kind: str, release: PressRelease, by: Person, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"press:{release.code}",
        by=by,
        at=at,
        body=release.body.slug,
        data=data,
    )

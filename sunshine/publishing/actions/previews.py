"""Preview links: one named leader reads an edition before it is out."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.orgs.rights import posts_of
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.models import Edition, PreviewLink

USUAL_HOURS = 72
MOST_HOURS = 14 * 24


def why_not_preview(
    edition: Edition, reader: Person, *, hours: int = USUAL_HOURS, by: Person, on: date
) -> list[Reason]:
    """Return why ``reader`` cannot get a preview link of ``edition``."""
    reasons = why_not_duty(by, edition.item.body, on, EDITING)
    if not edition.is_open:
        state = edition.get_state_display()
        reasons.append(Reason("preview-needs-open-edition", facts={"state": state}))
    if not _may_read(reader, edition, on):
        facts = {"person": reader.name, "body": edition.item.body.name}
        reasons.append(Reason("preview-reader-unfit", field="reader", facts=facts))
    if not 1 <= hours <= MOST_HOURS:
        reasons.append(Reason("preview-hours-unfit", field="hours", facts={"most": MOST_HOURS}))
    return reasons


@action
def make_preview(
    edition: Edition, *, reader: Person, hours: int = USUAL_HOURS, by: Person, at: datetime
) -> tuple[PreviewLink, str]:
    """Return a link for ``reader`` alone, and its token, which is kept nowhere."""
    refuse_if(why_not_preview(edition, reader, hours=hours, by=by, on=beijing_day(at)))
    token = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        edition=edition,
        token_digest=_digest(token),
        reader=reader,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(hours=hours),
    )
    _tell("preview_made", link, by, at)
    return link, token


def why_not_revoke_preview(link: PreviewLink, *, by: Person, at: datetime) -> list[Reason]:
    """Return why ``link`` cannot be taken back."""
    reasons = why_not_duty(by, link.edition.item.body, beijing_day(at), EDITING)
    if link.revoked_at is not None or link.expires_at <= at:
        reasons.append(Reason("preview-over"))
    return reasons


@action
def revoke_preview(link: PreviewLink, *, by: Person, at: datetime) -> None:
    """Take the link back: it opens nothing any more."""
    refuse_if(why_not_revoke_preview(link, by=by, at=at))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    _tell("preview_revoked", link, by, at)


@action
def open_preview(token: str, *, by: Person, at: datetime) -> Edition:
    """Return the edition behind the link, for its reader, signed in; the look is recorded.

    Raises Refused("preview-over") alike for a link that never was, is over, was taken
    back, or is somebody else's.
    """
    links = PreviewLink.objects.select_related("edition__item__body", "edition__item__section")
    link = links.filter(token_digest=_digest(token), reader=by, revoked_at=None).first()
    if link is None or link.expires_at <= at or link.edition.state == "discarded":
        raise Refused("preview-over")
    if not _may_read(by, link.edition, beijing_day(at)):
        raise Refused("preview-over")
    _tell("looked", link, by, at)
    return link.edition


def _may_read(reader: Person, edition: Edition, on: date) -> bool:
    """Leaders of the body or of a body above it; drafts are nobody else's."""
    return any(post.body.contains(edition.item.body) for post in posts_of(reader, on))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _tell(kind: str, link: PreviewLink, by: Person, at: datetime) -> None:
    edition = link.edition
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={"edition": edition.number, "preview": link.pk, "reader": link.reader.name},
    )

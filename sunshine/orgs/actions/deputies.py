"""Deputies: who acts in a post for its holder, and until when."""

from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Delegation, Person, Post, PostHolding
from sunshine.orgs.standing import take_turn, why_not_administer, why_not_give


def why_not_delegate(
    post: Post,
    *,
    holder: Person,
    deputy: Person,
    since: date,
    until: date,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``deputy`` may not act for ``holder`` in ``post`` on those days.

    The holder himself may name a deputy, or an administrator; a deputy names none.
    """
    reasons = [] if by.pk == holder.pk else why_not_administer(post.body, by, on)
    if by.pk != holder.pk:
        reasons += why_not_give(post.roles, deputy, by)
    if not post.holdings.on(max(since, on)).filter(person=holder).exists():
        reasons.append(Reason("not-the-holder", facts={"person": holder.name, "post": post.name}))
    if deputy.pk == holder.pk:
        reasons.append(Reason("deputy-of-oneself", field="deputy"))
    colleagues = PostHolding.objects.on(max(since, on)).filter(
        post__body=post.body, post__abolished__isnull=True
    )
    if deputy.left is not None or not colleagues.filter(person=deputy).exists():
        reasons.append(Reason("not-a-colleague", field="deputy", facts={"person": deputy.name}))
    if since < on:
        reasons.append(Reason("no-backdating", field="since"))
    if until < since:
        reasons.append(Reason("ends-before-start", field="until"))
    if holder.delegated.filter(post=post, since__lte=until, until__gte=since).exists():
        reasons.append(Reason("has-a-deputy", field="since"))
    return reasons


@action
def delegate(
    post: Post,
    *,
    holder: Person,
    deputy: Person,
    since: date,
    until: date,
    by: Person,
    at: datetime,
    reason: str = "",
) -> Delegation:
    """Let ``deputy`` act for ``holder`` in ``post`` from ``since`` to ``until``, both included."""
    take_turn(post, holder, deputy)
    people: dict[str, Person] = {"holder": holder, "deputy": deputy, "by": by}
    refuse_if(why_not_delegate(post, since=since, until=until, on=beijing_day(at), **people))
    delegation = Delegation.objects.create(
        post=post, holder=holder, deputy=deputy, since=since, until=until, reason=reason
    )
    append(
        "orgs.post_delegated",
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        body=post.body.slug,
        data={
            "holder": holder.pk,
            "deputy": deputy.pk,
            "deputy_name": deputy.name,
            "since": str(since),
            "until": str(until),
        },
    )
    return delegation


def why_not_end_delegation(delegation: Delegation, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not end the delegation: holder, deputy and administrator may."""
    reasons = (
        []
        if by.pk in {delegation.holder_id, delegation.deputy_id}
        else why_not_administer(delegation.post.body, by, on)
    )
    if delegation.until is not None and delegation.until < on:
        reasons.append(Reason("delegation-is-over"))
    return reasons


@action
def end_delegation(delegation: Delegation, *, by: Person, at: datetime) -> None:
    """End a delegation with effect at once."""
    take_turn(delegation)
    on = beijing_day(at)
    refuse_if(why_not_end_delegation(delegation, by=by, on=on))
    delegation.until = on - timedelta(days=1)
    delegation.save(update_fields=["until"])
    append(
        "orgs.delegation_ended",
        subject=f"post:{delegation.post_id}",
        by=by,
        at=at,
        body=delegation.post.body.slug,
        data={"holder": delegation.holder_id, "deputy": delegation.deputy_id},
    )

"""Taking down: withdrawn, moved, removed, and pulled because of a leak.

An item that was withdrawn comes back with its next edition; one that was moved, removed
or pulled never does: what may be public of it is published anew, under a new address.
Law: 政府信息公开条例 2019 arts. 14-16; 保守国家秘密法实施条例 2024 art. 61.
"""

from datetime import datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.addresses import address_of
from sunshine.publishing.duties import DISCLOSURE, PULLING, why_not_duty, why_not_duty_above
from sunshine.publishing.incidents import open_incident
from sunshine.publishing.locking import hold
from sunshine.publishing.models import (
    OPEN_STATES,
    Audience,
    Incident,
    Item,
    ItemState,
    OldAddress,
)
from sunshine.publishing.sealing import hush_titles, seal_item
from sunshine.publishing.states import EDITION_STEPS, ITEM_STEPS, after, may_step


def why_not_withdraw(
    item: Item, *, by: Person, at: datetime, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot withdraw ``item``."""
    return _why_not_take_down("withdraw", item, by=by, at=at, reason=reason)


@action
def withdraw(item: Item, *, reason: str, by: Person, at: datetime) -> None:
    """Withdraw ``item``: out of every list, its page stays with the notice and ``reason``."""
    hold(item)
    refuse_if(why_not_withdraw(item, by=by, at=at, reason=reason))
    _take_down("withdraw", item, reason, at)
    _append("item_withdrawn", item, by, at, reason=item.down_reason)


def why_not_move(
    item: Item, *, by: Person, at: datetime, to: Item | None = None, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot have the address of ``item`` lead to ``to``."""
    reasons = _why_not_take_down("move", item, by=by, at=at, reason=reason)
    if to is None:
        return reasons
    if to.pk == item.pk:
        reasons.append(Reason("moved-to-itself", field="to"))
    elif to.state != ItemState.PUBLISHED or to.audience not in {item.audience, Audience.PUBLIC}:
        reasons.append(Reason("moved-to-nowhere", field="to"))
    return reasons


@action
def move(item: Item, *, to: Item, reason: str, by: Person, at: datetime) -> None:
    """Replace ``item`` by ``to``: its address, and all that led to it, leads there."""
    hold(item, to)
    refuse_if(why_not_move(item, by=by, at=at, to=to, reason=reason))
    led_here = list(item.moved_from.values_list("code", flat=True))
    dropped = _take_down("move", item, reason, at)
    item.moved_from.update(moved_to=to)
    item.moved_to = to
    item.save(update_fields=["moved_to"])
    if item.audience == Audience.PUBLIC:
        here, there = address_of(item), address_of(to)
        OldAddress.objects.filter(leads_to=here).update(leads_to=there)
        OldAddress.objects.update_or_create(
            path=here, defaults={"leads_to": there, "since": beijing_day(at)}
        )
    _append("item_moved", item, by, at, to=to.code, led_here=led_here, dropped=dropped)


def why_not_remove(
    item: Item, *, by: Person, at: datetime, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot remove ``item``."""
    return _why_not_take_down("remove", item, by=by, at=at, reason=reason)


@action
def remove(item: Item, *, reason: str, by: Person, at: datetime) -> None:
    """Remove ``item`` from every output, editions and files included; sealed inside."""
    hold(item)
    refuse_if(why_not_remove(item, by=by, at=at, reason=reason))
    facts = _make_invisible("remove", item, reason, at)
    _append("item_removed", item, by, at, **facts)


def why_not_pull(
    item: Item, *, by: Person, at: datetime, reason: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot pull ``item``; most of the staff may, at any hour."""
    reasons = why_not_duty_above(by, item.body, beijing_day(at), PULLING)
    return reasons + _why_not_step("pull", item) + _why_not_said(reason)


@action
def pull(
    item: Item, *, reason: str, by: Person, at: datetime, with_notice: bool = False
) -> Incident:
    """Pull ``item`` out of every output at once because of a leak; return the incident.

    Its report is drafted, due within 24 hours. ``with_notice``: the address says that
    something was taken down; without, it answers as if it had never been.
    """
    hold(item)
    refuse_if(why_not_pull(item, by=by, at=at, reason=reason))
    facts = _make_invisible("pull", item, reason, at)
    incident = Incident(item=item, reason=reason, pulled_at=at, pulled_by=by)
    incident.with_notice = with_notice
    incident.evidence = {
        "files": facts["files"],
        "told": hush_titles(item, set(item.editions.values_list("title", flat=True))),
    }
    open_incident(incident)
    facts |= {"with_notice": with_notice, "incident": incident.pk}
    _append("item_pulled", item, by, at, **facts)
    return incident


def _why_not_take_down(
    step: str, item: Item, *, by: Person, at: datetime, reason: str | None
) -> list[Reason]:
    reasons = why_not_duty(by, item.body, beijing_day(at), DISCLOSURE)
    return reasons + _why_not_step(step, item) + _why_not_said(reason)


def _why_not_step(step: str, item: Item) -> list[Reason]:
    if may_step(ITEM_STEPS, step, item.state):
        return []
    return [Reason("item-not-public", facts={"state": ItemState(item.state).label})]


def _why_not_said(reason: str | None) -> list[Reason]:
    if reason is None or reason.strip():
        return []
    return [Reason("takedown-without-reason", field="reason")]


def _take_down(step: str, item: Item, reason: str, at: datetime) -> int | None:
    """Take ``step``; return the number of the open edition that fell with the item, if any."""
    item.state = after(ITEM_STEPS, step)
    item.down_reason, item.down_at = reason.strip(), at
    item.changed_at = at
    item.save(update_fields=["state", "down_reason", "down_at", "changed_at"])
    if step == "withdraw":
        return None
    opened = item.editions.filter(state__in=OPEN_STATES).first()
    if opened is None:
        return None
    opened.state = after(EDITION_STEPS, "drop")
    opened.publish_at = None
    opened.save(update_fields=["state", "publish_at"])
    return opened.number


def _make_invisible(step: str, item: Item, reason: str, at: datetime) -> dict[str, object]:
    """Take ``item``, its files, previews, titles and the addresses that lead to it out of sight."""
    led_here = list(item.moved_from.values_list("code", flat=True))
    dropped = _take_down(step, item, reason, at)
    return {"led_here": led_here, "dropped": dropped, "files": seal_item(item, at)}


def _append(kind: str, item: Item, by: Person, at: datetime, **facts: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data={
            "edition": item.current.number if item.current else None,
            "section": item.section.slug,
            "audience": item.audience,
            "position": item.position,
            **facts,
        },
    )

"""Powers and duties of a body (权责事项), and what openness costs it in a year."""

from datetime import date, datetime
from decimal import Decimal

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Body, OpennessInput, Person, Post, Power
from sunshine.orgs.standing import take_turn, why_not_administer


def why_not_add_power(body: Body, *, code: str, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` may not have the power ``code``."""
    reasons = why_not_administer(body, by, on)
    if body.powers.filter(code=code).exists():
        reasons.append(Reason("code-taken", field="code", facts={"code": code}))
    return reasons


@action
def add_power(
    body: Body,
    *,
    code: str,
    name: str,
    kind: str,
    basis: str,
    by: Person,
    at: datetime,
    post: Post | None = None,
    openness: str = "",
) -> Power:
    """Enter a power of ``body`` with its legal ``basis``; return it."""
    take_turn(body)
    refuse_if(why_not_add_power(body, code=code, by=by, on=beijing_day(at)))
    power = Power.objects.create(
        body=body, code=code, name=name, kind=kind, basis=basis, post=post, openness=openness
    )
    append(
        "orgs.power_added",
        subject=f"power:{power.pk}",
        by=by,
        at=at,
        body=body.slug,
        data={"code": code, "name": name},
    )
    return power


def why_not_keep_power(power: Power, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not describe or repeal ``power``."""
    reasons = why_not_administer(power.body, by, on)
    if power.repealed is not None:
        reasons.append(Reason("power-is-repealed", facts={"name": power.name}))
    return reasons


@action
def describe_power(
    power: Power,
    *,
    name: str,
    kind: str,
    basis: str,
    post: Post | None,
    openness: str,
    by: Person,
    at: datetime,
) -> None:
    """Keep a power up to date; what it was stands in the event."""
    take_turn(power)
    refuse_if(why_not_keep_power(power, by=by, on=beijing_day(at)))
    former = {"name": power.name, "kind": power.kind, "basis": power.basis}
    power.name, power.kind, power.basis = name, kind, basis
    power.post, power.openness = post, openness
    power.save()
    append(
        "orgs.power_described",
        subject=f"power:{power.pk}",
        by=by,
        at=at,
        body=power.body.slug,
        data={"former": former},
    )


@action
def repeal_power(power: Power, *, on: date, by: Person, at: datetime) -> None:
    """Repeal a power on the day ``on``, the first day it no longer holds."""
    take_turn(power)
    refuse_if(why_not_keep_power(power, by=by, on=beijing_day(at)))
    power.repealed = on
    power.save(update_fields=["repealed"])
    append(
        "orgs.power_repealed",
        subject=f"power:{power.pk}",
        by=by,
        at=at,
        body=power.body.slug,
        data={"on": str(on)},
    )


def why_not_record_input(
    body: Body, *, year: int, amount: Decimal, by: Person, on: date
) -> list[Reason]:
    """Return why ``amount`` may not be recorded as spent on openness in ``year``."""
    reasons = why_not_administer(body, by, on)
    if not 2008 <= year <= on.year:
        reasons.append(Reason("bad-year", field="year", facts={"year": year, "now": on.year}))
    if amount < 0:
        reasons.append(Reason("negative-amount", field="amount"))
    return reasons


@action
def record_input(
    body: Body,
    *,
    year: int,
    kind: str,
    amount: Decimal,
    by: Person,
    at: datetime,
    note: str = "",
) -> OpennessInput:
    """Record people, money (10,000 yuan) or equipment spent on openness in ``year``.

    A figure recorded before is replaced; the event keeps it.
    """
    take_turn(body)
    refuse_if(why_not_record_input(body, year=year, amount=amount, by=by, on=beijing_day(at)))
    kept = body.openness_inputs.filter(year=year, kind=kind).first()
    former = str(kept.amount) if kept else ""
    spent, _ = OpennessInput.objects.update_or_create(
        body=body,
        year=year,
        kind=OpennessInput.Kind(kind),
        defaults={"amount": amount, "note": note},
    )
    append(
        "orgs.input_recorded",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"year": year, "kind": kind, "amount": str(amount), "former": former},
    )
    return spent

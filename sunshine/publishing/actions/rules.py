"""Binding an item to the version of a rule whose text it publishes (row A2)."""

from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.locking import hold
from sunshine.publishing.models import Item
from sunshine.rulebook.models import RuleVersion


def why_not_bind_rule(item: Item, version: RuleVersion, *, by: Person, on: date) -> list[Reason]:
    """Return why ``item`` cannot be the public text of ``version``."""
    reasons = why_not_duty(by, item.body, on, EDITING)
    if version.rule.body_id != item.body_id:
        reasons.append(Reason("rule-of-another-body", field="rule_version"))
    other = Item.objects.filter(rule_version=version).exclude(pk=item.pk).first()
    if other is not None:
        facts = {"title": version.rule.title}
        reasons.append(Reason("rule-version-has-item", field="rule_version", facts=facts))
    return reasons


@action
def bind_rule(item: Item, *, version: RuleVersion, by: Person, at: datetime) -> None:
    """Make ``item`` the public text of ``version``; the rules page then leads to it."""
    hold(item)
    refuse_if(why_not_bind_rule(item, version, by=by, on=beijing_day(at)))
    item.rule_version = version
    item.save(update_fields=["rule_version"])
    append(
        "publishing.rule_bound",
        subject=f"item:{item.code}",
        by=by,
        at=at,
        body=item.body.slug,
        data={"rule": version.rule.code, "version": version.number, "section": item.section.slug},
    )

"""The disclosure rules of a body (公开制度) in their versions (row A2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.publishing.models import Item
from sunshine.publishing.visibility import public_of
from sunshine.rulebook.models import Rule, RuleVersion
from sunshine.ui.shell import PageMeta, Shell

TITLE = _("政府信息公开制度")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a rule: from when until when it holds, and the item that publishes it."""

    version: RuleVersion
    item: Item | None
    since: date | None
    until: date | None  # last day it held; None while it holds

    def holds_on(self, day: date) -> bool:
        """Return whether the version is in force on ``day``; an unknown first day is long ago."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RuleLines:
    """A rule with its versions, the newest first."""

    rule: Rule
    versions: Sequence[VersionLine]

    def on(self, day: date) -> VersionLine | None:
        """Return the version in force on ``day``, None if there is none."""
        return next((line for line in self.versions if line.holds_on(day)), None)


def rules_of(body: Body) -> list[RuleLines]:
    """Return every rule of the body with all its versions; three queries."""
    items = public_of(body).filter(rule_version__isnull=False).select_related("current")
    published = {item.rule_version_id: item for item in items}
    versions: dict[int, list[RuleVersion]] = {}
    for version in RuleVersion.objects.filter(rule__body=body).newest_first():
        versions.setdefault(version.rule_id, []).append(version)
    return [
        RuleLines(rule, _lines(versions.get(rule.pk, []), published))
        for rule in Rule.objects.filter(body=body).order_by("pk")
    ]


def _lines(
    versions: Sequence[RuleVersion], published: Mapping[int | None, Item]
) -> list[VersionLine]:
    lines = []
    later: date | None = None
    for version in versions:
        ends = [day for day in (version.repealed_on, later) if day is not None]
        until = min(ends) - timedelta(days=1) if ends else None
        lines.append(VersionLine(version, published.get(version.pk), version.effective_from, until))
        later = version.effective_from or later
    return lines


def _read(body: Body, on: date) -> Callable[[Shell], Mapping[str, Any]]:
    facts = {"rules": rules_of(body), "on": on}

    def build(shell: Shell) -> Mapping[str, Any]:
        return context_of(body, shell, facts)

    return build


def context_of(body: Body, shell: Shell, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template shows of the rules on the day ``facts["on"]``."""
    day: date = facts["on"]
    rules: Sequence[RuleLines] = facts["rules"]
    return {
        **facts,
        "in_force": [line for rule in rules if (line := rule.on(day)) is not None],
        "here": shell.at(f"/b/{body.slug}/rules/"),
        "meta": PageMeta(column_name=str(TITLE), column_type=str(TITLE)),
    }


KINDS = (page_kind("rules", TITLE, _read),)

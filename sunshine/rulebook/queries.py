"""Reading rules: which version is in force on a day, what it says, what it changed."""

from datetime import date

from django.db.models import OuterRef, Subquery

from sunshine.orgs.models import Body
from sunshine.rulebook.clauses import ClauseText
from sunshine.rulebook.comparing import ClauseChange, compare_clauses
from sunshine.rulebook.models import Clause, Rule, RuleVersion


def versions(rule: Rule) -> list[RuleVersion]:
    """Return every version of ``rule``, the one with the latest first day first; one query."""
    return list(rule.versions.newest_first())


def in_force(rule: Rule, on: date) -> RuleVersion | None:
    """Return the version of ``rule`` in force on ``on``, or None; one query.

    It is the last that has begun, unless it is repealed: an older one does not
    come back to life. A version whose first day is not known counts as the oldest.
    """
    last = rule.versions.begun(on).newest_first().first()
    return None if last is None or last.is_repealed_on(on) else last


def rules_in_force(body: Body, on: date) -> list[RuleVersion]:
    """Return the versions of the rules of ``body`` in force on ``on``; one query, with rules."""
    last = RuleVersion.objects.filter(rule=OuterRef("pk")).begun(on).newest_first()
    latest = Rule.objects.filter(body=body).annotate(last=Subquery(last.values("pk")[:1]))
    found = RuleVersion.objects.filter(pk__in=latest.values("last")).select_related("rule__body")
    return [one for one in found.order_by("rule_id") if not one.is_repealed_on(on)]


def clause_texts(version: RuleVersion) -> list[ClauseText]:
    """Return the clauses of ``version`` as plain values, in their order; one query."""
    return [_plain(clause) for clause in version.clauses.all()]


def compare_versions(old: RuleVersion, new: RuleVersion) -> list[ClauseChange]:
    """Return what became of every clause from ``old`` to ``new``; two queries."""
    return compare_clauses(clause_texts(old), clause_texts(new))


def _plain(clause: Clause) -> ClauseText:
    return ClauseText(clause.label, clause.text, clause.heading, clause.is_heading)

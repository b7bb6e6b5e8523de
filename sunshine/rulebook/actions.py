"""Registering rules, adding versions, repealing versions and clauses.

Done by the disclosure officer of the body, or the head of a disclosure office above it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import roles_in
from sunshine.rulebook import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.rulebook.clauses import split
from sunshine.rulebook.models import Clause, ClauseStatus, Rule, RuleVersion

KEEPERS = frozenset({Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD})
LONGEST_TEXT = 1_000_000
# Nothing of the authority is older; a later day is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1949, 2100


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is known of a version; days that are not known are None."""

    document_number: str = ""
    adopted_on: date | None = None
    effective_from: date | None = None

    def as_data(self) -> dict[str, str | None]:
        """Return the facts as the event log keeps them, days in ISO form."""
        return {
            "document_number": self.document_number.strip(),
            "adopted_on": self.adopted_on.isoformat() if self.adopted_on else None,
            "effective_from": self.effective_from.isoformat() if self.effective_from else None,
        }


def why_not_keep_rules(body: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change the rules of ``body``."""
    if KEEPERS & roles_in(by, body, on):
        return []
    return [Reason("not-keeper-of-rules", facts={"body": body.name})]


def why_not_register_rule(body: Body, *, title: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not register a rule ``title`` of ``body``."""
    reasons = why_not_keep_rules(body, by=by, on=on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if not title.strip():
        reasons.append(Reason("rule-without-title", field="title"))
    elif Rule.objects.filter(body=body, title=title.strip()).exists():
        reasons.append(Reason("rule-title-taken", field="title", facts={"title": title.strip()}))
    return reasons


@action
def register_rule(body: Body, *, title: str, by: Person, at: datetime, title_en: str = "") -> Rule:
    """Register a rule of ``body``, as yet without a version, and return it."""
    refuse_if(why_not_register_rule(body, title=title, by=by, on=beijing_day(at)))
    rule = Rule.objects.create(
        code=opaque_code(), body=body, title=title.strip(), title_en=title_en.strip()
    )
    append(
        "rulebook.rule_registered",
        subject=f"rule:{rule.code}",
        by=by,
        at=at,
        body=body.slug,
        data={"title": rule.title},
    )
    return rule


def why_not_add_version(
    rule: Rule, facts: VersionFacts, *, text: str, by: Person, on: date
) -> list[Reason]:
    """Return why a version of ``rule`` with these facts may not be added."""
    reasons = why_not_keep_rules(rule.body, by=by, on=on)
    if not split(text):
        reasons.append(Reason("rule-without-text", field="text"))
    elif len(text) > LONGEST_TEXT:
        reasons.append(Reason("rule-too-long", field="text", facts={"most": LONGEST_TEXT}))
    reasons += _why_not_day(facts.adopted_on, "adopted_on")
    reasons += _why_not_day(facts.effective_from, "effective_from")
    if any(one.effective_from == facts.effective_from for one in rule.versions.all()):
        reasons.append(Reason("version-of-that-day", field="effective_from"))
    number = facts.document_number.strip()
    others = RuleVersion.objects.filter(rule__body=rule.body_id, document_number=number)
    if number and others.exists():
        reasons.append(Reason("rule-number-taken", "", "document_number", {"number": number}))
    return reasons


@action
def add_version(
    rule: Rule, facts: VersionFacts, *, text: str, by: Person, at: datetime
) -> RuleVersion:
    """Add a version of ``rule``, divide ``text`` into its clauses, and return it.

    ``text`` is plain, one paragraph to a line.
    """
    rule = Rule.objects.select_for_update().get(pk=rule.pk)
    refuse_if(why_not_add_version(rule, facts, text=text, by=by, on=beijing_day(at)))
    last = rule.versions.order_by("-number").values_list("number", flat=True).first()
    version = RuleVersion.objects.create(
        rule=rule,
        number=(last or 0) + 1,
        document_number=facts.document_number.strip(),
        adopted_on=facts.adopted_on,
        effective_from=facts.effective_from,
    )
    _write_clauses(version, text)
    append(
        "rulebook.version_added",
        subject=f"rule:{rule.code}",
        by=by,
        at=at,
        body=rule.body.slug,
        data={"version": version.number, **facts.as_data()},
    )
    return version


def _write_clauses(version: RuleVersion, text: str) -> None:
    Clause.objects.bulk_create(
        Clause(
            version=version,
            ordinal=ordinal,
            label=clause.label,
            heading=clause.heading[:300],
            is_heading=clause.is_heading,
            text=clause.text,
        )
        for ordinal, clause in enumerate(split(text), 1)
    )


def why_not_repeal_version(
    version: RuleVersion, *, repealed_on: date, by: Person, on: date
) -> list[Reason]:
    """Return why ``version`` may not be repealed as of ``repealed_on``."""
    reasons = why_not_keep_rules(version.rule.body, by=by, on=on)
    reasons += _why_not_day(repealed_on, "repealed_on")
    if version.repealed_on is not None:
        facts = {"day": version.repealed_on.isoformat()}
        reasons.append(Reason("version-already-repealed", facts=facts))
    first = version.effective_from
    if first is not None and repealed_on < first:
        facts = {"day": first.isoformat()}
        reasons.append(Reason("rule-lapses-before-in-force", field="repealed_on", facts=facts))
    return reasons


@action
def repeal_version(
    version: RuleVersion, *, repealed_on: date, document: str, by: Person, at: datetime
) -> None:
    """Repeal ``version`` as a whole; ``repealed_on`` is the first day on which it is no more."""
    version = RuleVersion.objects.select_for_update().get(pk=version.pk)
    refuse_if(why_not_repeal_version(version, repealed_on=repealed_on, by=by, on=beijing_day(at)))
    version.repealed_on, version.repealing_document = repealed_on, document.strip()
    version.save(update_fields=["repealed_on", "repealing_document"])
    append(
        "rulebook.version_repealed",
        subject=f"rule:{version.rule.code}",
        by=by,
        at=at,
        body=version.rule.body.slug,
        data={"version": version.number, "repealed_on": repealed_on.isoformat()},
    )


def why_not_repeal_clause(
    clause: Clause, *, until: date | None, by: Person, on: date
) -> list[Reason]:
    """Return why ``clause`` may not be repealed with ``until`` as its last day."""
    version = clause.version
    reasons = why_not_keep_rules(version.rule.body, by=by, on=on)
    reasons += _why_not_day(until, "until")
    if clause.is_heading:
        reasons.append(Reason("heading-is-no-clause"))
    if clause.status == ClauseStatus.REPEALED:
        reasons.append(Reason("clause-already-repealed", facts={"label": clause.label}))
    first = version.effective_from
    if first is not None and until is not None and until < first:
        facts = {"day": first.isoformat()}
        reasons.append(Reason("rule-lapses-before-in-force", field="until", facts=facts))
    return reasons


@action
def repeal_clause(
    clause: Clause, *, until: date | None, document: str, by: Person, at: datetime
) -> None:
    """Repeal one clause (条款失效); ``until`` is its last day, None if that is not known."""
    clause = (
        Clause.objects.select_for_update(of=("self",))
        .select_related("version__rule__body")
        .get(pk=clause.pk)
    )
    refuse_if(why_not_repeal_clause(clause, until=until, by=by, on=beijing_day(at)))
    clause.status, clause.until = ClauseStatus.REPEALED, until
    clause.repealing_document = document.strip()
    clause.save(update_fields=["status", "until", "repealing_document"])
    rule = clause.version.rule
    append(
        "rulebook.clause_repealed",
        subject=f"rule:{rule.code}",
        by=by,
        at=at,
        body=rule.body.slug,
        data={
            "version": clause.version.number,
            "clause": clause.label or clause.ordinal,
            "until": until and until.isoformat(),
        },
    )


def _why_not_day(day: date | None, field: str) -> list[Reason]:
    if day is None or FIRST_YEAR <= day.year <= LAST_YEAR:
        return []
    return [Reason("day-out-of-range", field=field, facts={"day": day.isoformat()})]

"""Rules (制度) of a body, their versions in time, and the clauses of each version."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body


class Rule(models.Model):
    """A rule that lives on through its versions, such as a body's own disclosure rules."""

    code = models.CharField(max_length=10, unique=True, help_text="opaque, in the address")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["body__path", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title"], name="rulebook_rule_title")
        ]

    def __str__(self) -> str:
        return self.title


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def newest_first(self) -> "RuleVersionQuerySet":
        """Return the versions by their first day, the latest first; unknown days come last."""
        return self.order_by(F("effective_from").desc(nulls_last=True), "-number")

    def begun(self, on: date) -> "RuleVersionQuerySet":
        """Return the versions that have taken effect by ``on``, or on a day not known."""
        return self.filter(Q(effective_from__isnull=True) | Q(effective_from__lte=on))


class RuleVersion(models.Model):
    """A state of a rule, in force from its first day until it is repealed or a later one begins."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document_number = models.CharField(max_length=80, blank=True)
    adopted_on = models.DateField(null=True, blank=True, help_text="null: not known")
    effective_from = models.DateField(null=True, blank=True, help_text="null: not known")
    repealed_on = models.DateField(null=True, blank=True, help_text="first day it is no more")
    repealing_document = models.CharField(max_length=200, blank=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["rule_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="rulebook_version_number"),
            models.UniqueConstraint(
                fields=["rule", "effective_from"], name="rulebook_version_first_day"
            ),
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(effective_from__isnull=True),
                name="rulebook_one_unknown_first_day",
            ),
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(repealed_on__gte=F("effective_from")),
                name="rulebook_repealed_after_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.number})"

    def is_repealed_on(self, day: date) -> bool:
        """Return whether the version as a whole has been repealed by ``day``."""
        return self.repealed_on is not None and self.repealed_on <= day


class ClauseStatus(models.TextChoices):
    """Whether a clause of a version still holds (条款效力)."""

    IN_FORCE = "in_force", _("有效")
    REPEALED = "repealed", _("失效")


class Clause(models.Model):
    """One clause of a version, as ``rulebook.clauses`` divides it; paragraphs parted by lines."""

    version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="clauses")
    ordinal = models.PositiveSmallIntegerField()
    label = models.CharField(
        max_length=30, blank=True, help_text="第三十条; empty outside articles"
    )
    heading = models.CharField(max_length=300, blank=True)
    is_heading = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=ClauseStatus, default=ClauseStatus.IN_FORCE)
    until = models.DateField(null=True, blank=True, help_text="last day it held; null: not known")
    repealing_document = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["version_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["version", "ordinal"], name="rulebook_clause_order"),
            models.CheckConstraint(
                condition=Q(status="repealed") | Q(until__isnull=True),
                name="rulebook_clause_until_if_repealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.label}"

    def holds_on(self, day: date) -> bool:
        """Return whether the clause holds on ``day``, its version being in force.

        A clause whose last day is not known holds on no day that is asked for.
        """
        return self.status == ClauseStatus.IN_FORCE or (
            self.until is not None and day <= self.until
        )

"""Accounts of a year, what was entered for them from other systems, and their snapshots."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.orgs.models import Body, Person
from sunshine.publishing.models import Edition


class Kind(models.TextChoices):
    """What is accounted for; both are due on the same day of the year after."""

    DISCLOSURE = "disclosure", _("政府信息公开工作年度报告")
    ENFORCEMENT = "enforcement", _("行政执法总体情况")


class State(models.TextChoices):
    """Where an account stands; the steps are in ``figures.states``."""

    DRAFT = "draft", pgettext_lazy("yearly account", "起草中")
    HANDED_IN = "handed_in", pgettext_lazy("yearly account", "待签发")
    SIGNED = "signed", pgettext_lazy("yearly account", "已签发")


class Account(models.Model):
    """The account of a body for a year: its text, and how far it has come.

    Its numbers stand nowhere but in cases, record and entries, until they are frozen.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    # Text by section as it was written, with the names of fields in braces.
    texts = models.JSONField(default=dict, blank=True)
    # Grows with every change of the text: two people writing at once are told apart by it.
    revision = models.PositiveIntegerField(default=1)
    # Why numbers differ from what the year before lets expect, where they do.
    explanation = models.TextField(blank=True)
    # Why there is a snapshot after the first; empty before.
    correction = models.CharField(max_length=300, blank=True)
    returned = models.CharField(max_length=300, blank=True, help_text="why it came back")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    handed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "body__path", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "kind"], name="figures_account_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year} {self.kind}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def signed(self) -> "EntryQuerySet":
        """Return what a second person has signed: nothing else counts."""
        return self.filter(signed_at__isnull=False)


class Entry(models.Model):
    """Figures of one group from another system: source, evidence, and two people."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    group = models.CharField(max_length=30, help_text="key in data/entered.toml")
    # {"row|column": "12.3456"}: text, so that money stays exact.
    values = models.JSONField()
    source = models.CharField(max_length=200, help_text="system and query they were taken from")
    evidence = models.CharField(max_length=64, help_text="SHA-256 of a stored file")
    evidence_name = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["account_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "group"], name="figures_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.group}"


class Snapshot(models.Model):
    """An account as it was signed: never reckoned again; a correction is the next one."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    reason = models.CharField(max_length=300, blank=True, help_text="of a correction")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    # Where it stands in the record, once it was handed there.
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="account_snapshot"
    )

    class Meta:
        ordering = ["account_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="figures_snapshot_number")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.number}"

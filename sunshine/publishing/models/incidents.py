"""Leaks that were pulled: what was found, reported and done about every copy there was."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Hall, Person
from sunshine.publishing.models.editions import Attachment, Edition
from sunshine.publishing.models.items import Item, PlacePosting


class Scope(models.TextChoices):
    """How much of an item was pulled."""

    ITEM = "item", _("整个条目")
    EDITION = "edition", _("一个历史版次")
    FILE = "file", _("一个附件")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def open(self) -> "IncidentQuerySet":
        """Return the incidents that are not closed, the one due first on top."""
        return self.filter(closed_at__isnull=True).order_by("report_due_at", "pk")

    def unreported(self) -> "IncidentQuerySet":
        """Return the incidents whose report has not gone out."""
        return self.filter(reported_at__isnull=True)

    def unverified(self) -> "IncidentQuerySet":
        """Return the incidents of which not every output has been looked through yet."""
        return self.filter(verified_at__isnull=True).order_by("pk")


class Incident(models.Model):
    """A leak that was pulled: what the 24-hour report says (保密法实施条例 2024 art. 61)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="incidents")
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.ITEM)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    reason = models.TextField()
    pulled_at = models.DateTimeField()
    pulled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # What the pull took away and could not be seen otherwise: who was told, where files stood.
    evidence = models.JSONField(default=dict, blank=True)
    report_due_at = models.DateTimeField()
    report = models.TextField()
    with_notice = models.BooleanField(default=False)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_to = models.CharField(max_length=300, blank=True)
    # Found gone by looking, not by belief.
    out_of_pages_at = models.DateTimeField(null=True, blank=True)
    out_of_outputs_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    remains = models.JSONField(default=list, blank=True, help_text="outputs that still show it")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    conclusion = models.TextField(blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-pulled_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(scope="item"), name="publishing_pulled_once"
            ),
            models.UniqueConstraint(fields=["edition"], name="publishing_edition_pulled_once"),
            models.UniqueConstraint(fields=["attachment"], name="publishing_file_pulled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.pulled_at:%F %T}"

    @property
    def what(self) -> str:
        """Return what was pulled, in words; one query for an edition or a file."""
        if self.edition is not None:
            return _("第%(number)s版") % {"number": self.edition.number}
        if self.attachment is not None:
            return _("附件：%(name)s") % {"name": self.attachment.name}
        return str(Scope(self.scope).label)


class TaskKind(models.TextChoices):
    """What is to be done about the copies that no program reaches."""

    HALL = "hall", _("办税服务厅")
    PLACE = "place", _("张贴地点")
    PERSON = "person", _("告知个人")
    CACHES = "caches", _("搜索引擎和转载网站")


PAPER = (TaskKind.HALL, TaskKind.PLACE)


class Outcome(models.TextChoices):
    """How a task ended."""

    DONE = "done", _("已办理")
    NOTHING = "nothing", _("经查没有需要办理的")
    IMPOSSIBLE = "impossible", _("无法办理")


class TakedownTaskQuerySet(models.QuerySet["TakedownTask"]):
    def open(self) -> "TakedownTaskQuerySet":
        """Return the tasks that wait, the one due first on top."""
        return self.filter(outcome="").order_by("due_at", "pk")

    def overdue(self, at: datetime) -> "TakedownTaskQuerySet":
        """Return the tasks that should have been done before ``at``."""
        return self.open().filter(due_at__lt=at)


class TakedownTask(models.Model):
    """One place, person or third party to be seen to after a pull, and the proof of it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=8, choices=TaskKind)
    hall = models.ForeignKey(
        Hall, on_delete=models.PROTECT, null=True, blank=True, related_name="takedown_tasks"
    )
    posting = models.ForeignKey(
        PlacePosting, on_delete=models.PROTECT, null=True, blank=True, related_name="takedown_tasks"
    )
    place = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    statement = models.TextField(blank=True, help_text="how, when and by whom, or why not")
    proof = models.CharField(max_length=64, blank=True, help_text="SHA-256 of a stored picture")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TakedownTaskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "hall"],
                condition=Q(hall__isnull=False),
                name="publishing_hall_once",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome=""), name="publishing_task_due")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.where}"

    @property
    def where(self) -> str:
        """Return the hall or the place; empty for what stands nowhere."""
        return self.hall.name if self.hall is not None else self.place

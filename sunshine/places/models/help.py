"""Who is on duty as a guide (导税员), and who has called (row F7)."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Hall, Person
from sunshine.places.models.places import Screen


class DutyQuerySet(models.QuerySet["Duty"]):
    def on_duty(self, at: datetime) -> "DutyQuerySet":
        """Return who is on duty at ``at``."""
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class Duty(models.Model):
    """Somebody guides taxpayers in a hall, from one moment to another."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "person"], condition=Q(until=None), name="places_duty_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.hall}"


class HelpCallQuerySet(models.QuerySet["HelpCall"]):
    def open(self) -> "HelpCallQuerySet":
        """Return the calls that nobody has ended, the one waiting longest first."""
        return self.filter(answered_at=None).order_by("asked_at", "pk")


class HelpCall(models.Model):
    """Somebody at a screen asked for the guide."""

    class Topic(models.TextChoices):
        SCREEN = "screen", _("不会用这台机器")
        FIND = "find", _("找不到要办的事")
        FORM = "form", _("不会填表或者备材料")
        WALK = "walk", _("行动不便，需要陪同")
        OTHER = "other", _("其他")

    class Ending(models.TextChoices):
        HELPED = "helped", _("已帮助")
        GONE = "gone", _("到场时人已离开")
        WINDOW = "window", _("引导到窗口")

    code = models.CharField(max_length=10, unique=True)
    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, related_name="calls")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="help_calls")
    topic = models.CharField(max_length=8, choices=Topic)
    question = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=120, blank=True, help_text="what the screen showed")
    asked_at = models.DateTimeField(db_index=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    objects = HelpCallQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screen"], condition=Q(answered_at=None), name="places_one_open_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} · {self.hall}"

"""What a body reports: passages in words, figures in numbers; the bulletin is made of these."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.campaigns.models.deployments import Participation
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Person


class Theme(models.TextChoices):
    """What a measure is about: similar measures of several bodies are brought together by it."""

    LEADERSHIP = "leadership", _("组织领导")
    RULES = "rules", _("制度建设")
    PLATFORMS = "platforms", _("公开载体")
    PUBLICITY = "publicity", _("宣传活动")
    SERVICE = "service", _("办税服务")
    SUPERVISION = "supervision", _("监督考核")
    DIALOGUE = "dialogue", _("沟通协调")
    OTHER = "other", _("其他做法")


class Report(models.Model):
    """The one report of a body on a campaign; sent back, it is written on and sent again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SENT = "sent", _("已报送")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已采用")

    part = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="report")
    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    headline = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    nothing_reason = models.CharField(max_length=200, blank=True, help_text="why nothing was done")
    made_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    rounds = models.PositiveSmallIntegerField(default=0, help_text="how often it was sent")
    is_late = models.BooleanField(default=False)
    remarks = models.TextField(blank=True, help_text="why it was sent back")

    class Meta:
        ordering = ["part__body__path"]

    def __str__(self) -> str:
        return self.headline or str(self.part)

    @property
    def is_in(self) -> bool:
        """Return whether the report stands as sent."""
        return self.state in {self.State.SENT, self.State.ACCEPTED}


class Passage(models.Model):
    """A measure or a highlight, in words."""

    class Kind(models.TextChoices):
        MEASURE = "measure", _("做法")
        HIGHLIGHT = "highlight", _("亮点")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MEASURE)
    theme = models.CharField(max_length=12, choices=Theme, default=Theme.OTHER)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="campaigns_passage_number")
        ]

    def __str__(self) -> str:
        return self.title or self.text[:40]


class Figure(models.Model):
    """A number with its unit; ``part_of`` names the figure that the like of it sum up to."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=10)
    part_of = models.SlugField(max_length=40, blank=True)

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="campaigns_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.value}"

"""What is deployed, to whom, and how far each body has come."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from sunshine.orgs.models import Body, Person

# A code may begin with its year.
CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def deployed(self) -> "CampaignQuerySet":
        """Return the campaigns that were sent down."""
        return self.filter(deployed_at__isnull=False)

    def running(self) -> "CampaignQuerySet":
        """Return the campaigns that were sent down and are not yet closed."""
        return self.deployed().filter(closed_at__isnull=True)


class Campaign(models.Model):
    """A deployment (活动部署): goal, period, what to do and to report, and who must."""

    code = models.SlugField(max_length=60, unique=True, validators=[CODE])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=120)
    goal = models.TextField()
    begins = models.DateField()
    ends = models.DateField()
    report_by = models.DateField(help_text="last day to report")
    # Each: key, label, unit, is_needed.
    asks = models.JSONField(default=list, help_text="figures to be reported")
    series = models.CharField(max_length=60, blank=True, help_text="such as 税收宣传月")
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True, help_text="in the series")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="within"
    )
    # Entered after it was over, from papers: nobody is late, and the days are those of the papers.
    is_afterwards = models.BooleanField(default=False)
    co_host = models.CharField(max_length=80, blank=True, help_text="an organ outside the tree")
    co_host_key = models.CharField(max_length=64, blank=True, help_text="digest of its link")
    co_host_signed_at = models.DateTimeField(null=True, blank=True)
    co_host_post = models.CharField(max_length=60, blank=True, help_text="the post that signed")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    deployed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-begins", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("begins")), name="campaigns_period_in_order"
            ),
            models.UniqueConstraint(
                fields=["body", "series", "ordinal"],
                condition=~Q(series="") & Q(ordinal__isnull=False),
                name="campaigns_series_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def awaits_co_host(self) -> bool:
        """Return whether a co-host has not signed off yet."""
        return bool(self.co_host) and self.co_host_signed_at is None


class CampaignTask(models.Model):
    """One task; a city's own ones reach its districts only."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class CampaignMaterial(models.Model):
    """A model material (参考材料): a slogan, a leaflet, a text to speak by."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def in_tree_order(self) -> "ParticipationQuerySet":
        """Return parents before their children, siblings by rank."""
        return self.order_by("body__path")

    def owing(self) -> "ParticipationQuerySet":
        """Return those that must report, have not, and were neither excused nor merged."""
        return self.filter(
            Q(report__isnull=True) | ~Q(report__state__in=("sent", "accepted")),
            is_must=True,
            excuse="",
            handed_to=None,
        )


class Participation(models.Model):
    """One body's part in a campaign: read, planned, reported, late, chased."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="parts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="campaign_parts")
    via = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on"
    )
    is_must = models.BooleanField(default=True)
    excuse = models.CharField(max_length=200, blank=True, help_text="why it need not report")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    chased_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    # The part that goes on where the body was merged into another during the campaign.
    handed_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="took_over"
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["body__path"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "body"], name="campaigns_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.body}"

    def is_late(self, on: date) -> bool:
        """Return whether a report that is owed is not there after its last day."""
        return not self.campaign.is_afterwards and on > self.campaign.report_by

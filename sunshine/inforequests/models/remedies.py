"""What was done against a reply or against silence, and how it ended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.models.requests import InfoRequest
from sunshine.orgs.models import Person


class Remedy(models.Model):
    """A complaint, a reconsideration or a suit; table 3 of the yearly account is counted of it."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("投诉（条例第四十七条）")
        REPORT = "report", _("向上级投诉举报（条例第五十一条）")
        RECONSIDERATION = "reconsideration", _("行政复议")
        SUIT = "suit", _("未经复议直接起诉")
        SUIT_AFTER = "suit_after", _("复议后起诉")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("结果维持")
        CORRECTED = "corrected", _("结果纠正")
        OTHER = "other", _("其他结果")

    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=16, choices=Kind)
    organ = models.CharField(max_length=120, help_text="who hears it")
    reference = models.CharField(max_length=80, blank=True, help_text="its number there")
    filed_on = models.DateField()
    in_time = models.BooleanField()
    why = models.CharField(max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    # The answer anew that it has ordered.
    renewed_as = models.OneToOneField(
        InfoRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["filed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, outcome="")
                | Q(decided_on__gte=F("filed_on")) & ~Q(outcome=""),
                name="inforequests_remedy_decided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.request}"

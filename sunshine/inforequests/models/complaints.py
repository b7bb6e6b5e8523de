"""Complaints of an applicant about how his request was handled, and what came of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.cases.models import Case
from sunshine.inforequests.models.requests import InfoRequest
from sunshine.orgs.models import Person


class Complaint(models.Model):
    """A complaint to the office above: a case of that body, never of the one complained of.

    Law: 条例 2019 arts. 47, 51. It stops no period of reconsideration or suit.
    """

    class Ground(models.TextChoices):
        HANDLING = "handling", _("没有依法答复、办理申请（条例第四十七条）")
        RIGHTS = "rights", _("侵犯了合法权益（条例第五十一条）")

    class Outcome(models.TextChoices):
        FOUNDED = "founded", _("查证属实")
        PARTLY = "partly", _("部分属实")
        UNFOUNDED = "unfounded", _("查证不属实")
        ELSEWHERE = "elsewhere", _("不属于投诉范围，已告知途径")
        WITHDRAWN = "withdrawn", _("申请人撤回投诉")

    class Measure(models.TextChoices):
        RECTIFY = "rectify", _("督促整改")
        CRITICISM = "criticism", _("通报批评")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="complaint")
    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="complaints")
    ground = models.CharField(max_length=10, choices=Ground)
    text = models.TextField()
    filed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    measure = models.CharField(max_length=10, choices=Measure, blank=True)
    answer = models.TextField(blank=True, help_text="to the applicant")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The answer anew that it has ordered.
    renewed_as = models.OneToOneField(
        InfoRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["filed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(outcome=""), name="inforequests_one_open_complaint"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, outcome="")
                | Q(decided_on__isnull=False) & ~Q(outcome=""),
                name="inforequests_complaint_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.request_id}"

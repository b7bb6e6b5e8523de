"""Replies: drafted, reviewed, signed off, served. One may answer several requests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.models.requests import InfoRequest
from sunshine.letters.models import Letter
from sunshine.orgs.models import Person


class Reply(models.Model):
    """The answer of the office; ``kind`` is a key of outcomes.toml, ``facts`` its grounds."""

    request = models.ForeignKey(
        InfoRequest, on_delete=models.PROTECT, related_name="replies", help_text="the leading one"
    )
    kind = models.CharField(max_length=24)
    facts = models.JSONField(default=dict)
    revision = models.PositiveSmallIntegerField(default=1)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.request}"


class ReplyReview(models.Model):
    """What a reviewer said of one revision of a draft."""

    class Stage(models.TextChoices):
        LEGAL = "legal", _("法制审核意见")
        SECRECY = "secrecy", _("保密审查意见")
        SIGNING = "signing", _("签发意见")

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=8, choices=Stage)
    revision = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.reply}"


class Delivery(models.Model):
    """How the reply reached the applicant: the day that stops the clock.

    Posted: the day of posting; handed over: the day of signing (国办公开办函〔2016〕235号).
    """

    class Manner(models.TextChoices):
        POST = "post", _("邮寄送达")
        HAND = "hand", _("当面送达")
        ELECTRONIC = "electronic", _("电子送达")

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="delivery")
    manner = models.CharField(max_length=10, choices=Manner)
    served_on = models.DateField()
    postal_number = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    served_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    # When the postal service says that it arrived: the remedies run from then.
    arrived_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_manner_display()} {self.served_on}"

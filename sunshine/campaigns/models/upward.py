"""What goes upward (row B16): briefs (信息报送) and the staff's suggestions (合理化建议)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.campaigns.models.reports import Report
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person


class Verdict(models.TextChoices):
    """What became of something sent up."""

    OPEN = "open", pgettext_lazy("verdict", "待处理")
    ADOPTED = "adopted", _("采用")
    DECLINED = "declined", pgettext_lazy("verdict", "未采用")


class Brief(models.Model):
    """A short item sent to the body above, which adopts it or says why not."""

    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="briefs")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="briefs_received")
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="briefs"
    )
    title = models.CharField(max_length=120)
    text = models.TextField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    used_in = models.CharField(max_length=120, blank=True, help_text="where it was printed")
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return self.title


class Suggestion(models.Model):
    """What somebody of the staff suggests to his own body."""

    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="suggestions")
    title = models.CharField(max_length=120)
    text = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    reason = models.CharField(max_length=300, blank=True, help_text="or what is done about it")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title

"""The bulletin (活动专报): paragraphs, each with the reports and fields it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.campaigns.models.deployments import Campaign
from sunshine.orgs.models import Body, Person
from sunshine.publishing.models import Item


class BulletinTemplate(models.Model):
    """How the bulletins of a body are set out, kept from one year to the next."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="bulletin_templates")
    series = models.CharField(max_length=60, blank=True, help_text="empty: for all others")
    title = models.CharField(max_length=120, help_text="{title} stands for the campaign's")
    # Keys of compiling.PARTS, in their order.
    parts = models.JSONField(default=list)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "series"], name="campaigns_template_once")
        ]

    def __str__(self) -> str:
        return self.title


class Bulletin(models.Model):
    """One bulletin of a campaign: compiled, edited, approved, put into the record."""

    class State(models.TextChoices):
        DRAFT = "draft", _("编辑中")
        APPROVED = "approved", _("已签发")

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="bulletin")
    title = models.CharField(max_length=160)
    parts = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    compiled_at = models.DateTimeField()
    compiled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    # Of what was approved: what is put into the record is that and nothing else.
    digest = models.CharField(max_length=64, blank=True)
    item = models.OneToOneField(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="bulletin"
    )

    def __str__(self) -> str:
        return self.title


class Paragraph(models.Model):
    """A paragraph as it was compiled, and as it was edited."""

    class Kind(models.TextChoices):
        HEADING = "heading", _("标题")
        SUBHEADING = "subheading", _("小标题")
        TEXT = "text", _("段落")
        TABLE = "table", _("表格")
        PICTURE = "picture", _("图片")

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="paragraphs")
    rank = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    compiled = models.TextField()
    text = models.TextField()
    rows = models.JSONField(default=list, help_text="of a table")
    # Each: report (code, or "" for the deployment itself), body, fields.
    sources = models.JSONField(default=list)
    # The body under whose heading it stands; None for what several bodies share.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    left_out = models.CharField(max_length=200, blank=True, help_text="why it is not shown")
    # The report was changed after this was edited.
    is_behind = models.BooleanField(default=False)
    edited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["bulletin_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "key"], name="campaigns_paragraph_key")
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_away(self) -> bool:
        """Return whether it no longer says what its source says, word for word."""
        return self.text != self.compiled

"""Press releases (新闻通稿): who speaks, and before which moment nothing is to be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.campaigns.models.deployments import Campaign
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person, Post
from sunshine.publishing.models import Item


class PressRelease(models.Model):
    """What a body tells the press; only an item of the record makes it public."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草中")
        READY = "ready", _("待发布")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="press_releases")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="press_releases"
    )
    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    title = models.CharField(max_length=120)
    text = models.TextField()
    spokesperson = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    embargo_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    item = models.OneToOneField(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="press_release"
    )
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    spoken_for_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return self.title

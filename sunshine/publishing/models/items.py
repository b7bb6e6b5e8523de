"""Items: what readers find under one address, with audience, state and place in a list."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, NamedGroup, Person, Post
from sunshine.publishing.models.papers import Paper
from sunshine.publishing.models.sections import Section
from sunshine.rulebook.models import RuleVersion

if TYPE_CHECKING:
    from sunshine.publishing.models.editions import Edition


class Audience(models.TextChoices):
    """公开范围: for whom an item exists; for everybody else it does not."""

    PUBLIC = "public", _("社会公开")
    GROUP = "group", _("特定人群")
    STAFF = "staff", _("系统内部")
    PLACE = "place", _("指定场所")


class ItemState(models.TextChoices):
    """Where an item stands; how it is taken down is settled in the plan of the record."""

    PREPARED = "prepared", _("尚未发布")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")
    MOVED = "moved", _("已转移")
    GONE = "gone", _("已移除")
    PULLED = "pulled", _("已紧急下线")


class Item(models.Model):
    """One address of the record; its text and facts stand in its editions."""

    code = models.CharField(max_length=10, unique=True, help_text="opaque, in the address")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="items")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="items")
    responsible_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="items")
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    rule_version = models.OneToOneField(
        RuleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PUBLIC)
    groups: "models.ManyToManyField[NamedGroup, NamedGroup]" = models.ManyToManyField(
        NamedGroup, blank=True, related_name="items"
    )
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.PREPARED)
    current: "models.OneToOneField[Edition | None, Edition | None]" = models.OneToOneField(
        "publishing.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    index_number = models.CharField(max_length=60, unique=True, null=True, blank=True)
    source_index_number = models.CharField(max_length=60, blank=True)
    # Ours: real and immutable. The source's: what it says of itself, shown as such.
    published_here = models.DateTimeField(null=True, blank=True, db_index=True)
    published_first = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="last visible change")
    position = models.PositiveIntegerField(null=True, blank=True, help_text="place in its list")
    down_reason = models.CharField(max_length=300, blank=True)
    down_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    related: "models.ManyToManyField[Item, Item]" = models.ManyToManyField("self", blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "section", "position"], name="publishing_item_position"
            ),
            models.CheckConstraint(
                condition=Q(published_here__isnull=True, index_number__isnull=True)
                | Q(published_here__isnull=False, index_number__isnull=False),
                name="publishing_item_numbered_when_published",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "published_here"], name="publishing_item_body"),
            models.Index(fields=["section", "body", "position"], name="publishing_item_list"),
        ]

    def __str__(self) -> str:
        return self.code


class PlacePosting(models.Model):
    """A list shown at a place, e.g. on the wall of a market (row B8): where, when, by whom."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField(max_length=200)
    posted_on = models.DateField()
    until = models.DateField(help_text="last day it is to hang")
    posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    photograph = models.CharField(max_length=64, blank=True, help_text="SHA-256 of a stored file")
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["posted_on", "id"]

    def __str__(self) -> str:
        return f"{self.item} · {self.place}"


class OldAddress(models.Model):
    """An address that once was, and where it leads now (moved items, renamed bodies)."""

    path = models.CharField(max_length=300, unique=True)
    leads_to = models.CharField(max_length=300)
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.path} → {self.leads_to}"

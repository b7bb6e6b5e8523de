"""Editions of items, what is attached to them, and the reviews that let them out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.orgs.models import Person, Post
from sunshine.publishing.models.items import Item


class EditionState(models.TextChoices):
    """The life of an edition; the machine is in ``publishing.states``."""

    DRAFT = "draft", _("草稿")
    IN_REVIEW = "in_review", _("审核中")
    APPROVED = "approved", _("待发布")
    SCHEDULED = "scheduled", _("定时发布")
    PUBLISHED = "published", _("现行版次")
    SUPERSEDED = "superseded", _("历史版次")
    DISCARDED = "discarded", _("已放弃")
    PULLED = "pulled", _("已紧急下线")


OPEN_STATES = ("draft", "in_review", "approved", "scheduled")


class EditionKind(models.TextChoices):
    FIRST = "first", _("首次发布")
    MINOR = "minor", _("小修订")
    MAJOR = "major", _("重大修订")


class Validity(models.TextChoices):
    """Whether what the item says still holds, as a whole."""

    VALID = "valid", _("现行有效")
    PARTLY = "partly", _("部分条款失效")
    REPEALED = "repealed", _("全文废止")
    EXPIRED = "expired", _("已失效")
    UNKNOWN = "unknown", _("效力未标注")


class Edition(models.Model):
    """One publishing state of an item: its text and every fact shown with it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=EditionKind, default=EditionKind.FIRST)
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=200, blank=True, help_text="内容概述")
    content = models.TextField(blank=True, help_text="clean HTML")
    # Of what the content is made, where the item has a form (``publishing.forms``).
    elements = models.JSONField(default=dict, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=120, blank=True, help_text="信息来源, if not the body")
    subject = models.CharField(max_length=60, blank=True, help_text="主题分类")
    keywords = models.JSONField(default=list, blank=True)
    made_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    repealed_on = models.DateField(null=True, blank=True)
    validity = models.CharField(max_length=8, choices=Validity, default=Validity.UNKNOWN)
    # Each: label of the clause, its state, last day (ISO) or null, and a note.
    clause_validity = models.JSONField(default=list, blank=True)
    tax_period_from = models.DateField(null=True, blank=True, help_text="first day of a month")
    tax_period_until = models.DateField(null=True, blank=True, help_text="last day of a month")
    change_note = models.CharField(max_length=300, blank=True, help_text="public, for major ones")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="editions")
    # Grows with every save: two people editing at once are told apart by it.
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    # SHA-256 of all a reviewer sees, taken when sent on; approvals are bound to it.
    digest = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    emergency = models.BooleanField(default=False)
    emergency_reason = models.CharField(max_length=300, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="publishing_edition_number"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=OPEN_STATES),
                name="publishing_one_open_edition",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "publish_at"], name="publishing_edition_due"),
            models.Index(fields=["document_number"], name="publishing_edition_document"),
            models.Index(fields=["emergency", "state"], name="publishing_edition_owed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Return whether the edition is still on its way out."""
        return self.state in OPEN_STATES


class Attachment(models.Model):
    """A file shown with an item; replaced, never deleted: its address leads on."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attachments")
    code = models.CharField(max_length=10, unique=True, help_text="opaque, in the address")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class EditionAttachment(models.Model):
    """An attachment stands with an edition, in this order."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attached")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="standing")
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "attachment"], name="publishing_attached_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.attachment)


class Step(models.TextChoices):
    """The reviews (三审 and 保密审查): posts, not people."""

    FIRST = "first", pgettext_lazy("review step", "初审")
    SECOND = "second", pgettext_lazy("review step", "复审")
    FINAL = "final", pgettext_lazy("review step", "终审")
    SECRECY = "secrecy", pgettext_lazy("review step", "保密审查")


class Review(models.Model):
    """What one reviewer decided of one state of an edition; bound to its digest."""

    class Decision(models.TextChoices):
        APPROVED = "approved", _("同意")
        RETURNED = "returned", _("退回修改")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=8, choices=Step)
    decision = models.CharField(max_length=8, choices=Decision)
    digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    remarks = models.TextField(blank=True)
    return_reason = models.CharField(max_length=40, blank=True, help_text="key of return_reasons")
    # {question key: true/false} of the secrecy checklist.
    checklist = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "step", "digest"],
                condition=Q(decision="approved"),
                name="publishing_step_approved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.get_decision_display()}"


class PreviewLink(models.Model):
    """A link by which one named leader may read an edition before it is out."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="previews")
    token_digest = models.CharField(max_length=64, unique=True)
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.edition} → {self.reader}"

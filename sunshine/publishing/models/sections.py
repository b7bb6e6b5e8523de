"""Sections (栏目) as data: sets, and what each body promises for each section."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Post


class SectionSet(models.Model):
    """A set of sections that bodies use, e.g. the thirteen of the source document."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Box(models.TextChoices):
    """The four boxes of the unified platform (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", _("政府信息公开指南")
    RULES = "rules", _("政府信息公开制度")
    STATUTORY = "statutory", _("法定主动公开内容")
    ANNUAL = "annual", _("政府信息公开年报")


class Section(models.Model):
    """One section of a set; its slug is fixed once items stand in it."""

    set = models.ForeignKey(SectionSet, on_delete=models.PROTECT, related_name="sections")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True, help_text="what is found here")
    about_en = models.CharField(max_length=300, blank=True)
    box = models.CharField(max_length=10, choices=Box, default=Box.STATUTORY)
    rank = models.PositiveSmallIntegerField()
    update_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="promised at least every so many calendar days"
    )
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["set", "slug"], name="publishing_section_slug")
        ]

    def __str__(self) -> str:
        return self.name


class SectionPromise(models.Model):
    """What one body promises for one section: the post that answers, the update period."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="section_promises")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="promises")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="section_promises")
    update_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "section"], name="publishing_promise_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.section}"


class BodyPractice(models.Model):
    """How a body publishes: number pattern, and who does the secrecy review."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="practice")
    # Fields: {org} {credit} {year} {month} {serial}; ids of domain.md 1.4 are patterns of these.
    index_pattern = models.CharField(max_length=60, default="{org}/{year}-{serial:05d}")
    restricted_pattern = models.CharField(max_length=60, default="{org}/N{year}-{serial:05d}")
    secrecy_by_first_reviewer = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.body}: {self.index_pattern}"


class Series(models.Model):
    """A gap-free counter, drawn from by one atomic statement in the publishing transaction."""

    key = models.CharField(max_length=120, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"

"""The register of finished papers: the denominator of every openness share (row B3)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Person


class Attribute(models.TextChoices):
    """公开属性, fixed at drafting (条例 art. 13)."""

    PROACTIVE = "proactive", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, body: Body) -> "PaperQuerySet":
        """Return the papers made by ``body``."""
        return self.filter(body=body)

    def proactive(self) -> "PaperQuerySet":
        """Return the papers that are to be published."""
        return self.filter(attribute=Attribute.PROACTIVE)

    def unpublished(self) -> "PaperQuerySet":
        """Return the papers for which nothing has been published yet."""
        return self.filter(published_at__isnull=True)

    def overdue(self, on: date) -> "PaperQuerySet":
        """Return the proactive papers whose last lawful day is past on ``on``."""
        return self.proactive().unpublished().filter(due_on__lt=on)

    def to_review_again(self, on: date) -> "PaperQuerySet":
        """Return withheld and on-request papers whose re-review is due on ``on``."""
        return self.exclude(attribute=Attribute.PROACTIVE).filter(review_again_on__lte=on)


class Paper(models.Model):
    """A finished paper with the day it was made and its attribute."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=300)
    document_number = models.CharField(max_length=80, blank=True)
    made_on = models.DateField(help_text="形成日期")
    changed_on = models.DateField(null=True, blank=True, help_text="变更日期")
    # A paper that was closed before is to be published from this decision on (our reading of
    # 条例 art. 18: nobody is late with what he was not to publish).
    opened_on = models.DateField(null=True, blank=True)
    attribute = models.CharField(max_length=10, choices=Attribute)
    ground = models.CharField(max_length=40, blank=True, help_text="key of rulebook grounds")
    reason = models.TextField(blank=True)
    section_slug = models.SlugField(max_length=40, blank=True)
    # The period of a special law, where it prevails over the 20 workdays of art. 26.
    period_key = models.CharField(max_length=60, default="proactive_publication")
    due_on = models.DateField(null=True, blank=True, db_index=True)
    review_again_on = models.DateField(null=True, blank=True)
    attribute_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "document_number"],
                condition=~Q(document_number=""),
                name="publishing_paper_number",
            ),
            models.CheckConstraint(
                condition=Q(attribute="proactive")
                | ~Q(ground="") & ~Q(reason="")
                | Q(attribute="on_request"),
                name="publishing_paper_ground",
            ),
            models.CheckConstraint(
                condition=Q(changed_on__isnull=True) | Q(changed_on__gte=F("made_on")),
                name="publishing_paper_changed_later",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def counts_from(self) -> date:
        """Return day 0 of the publication period: made, or last changed (条例 art. 26).

        For what was closed first: the day it was opened, if that is later.
        """
        made = self.changed_on or self.made_on
        return made if self.opened_on is None else max(made, self.opened_on)

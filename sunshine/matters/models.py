"""Matters, promises, closed cases that came from elsewhere, and what a hall's boards are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Hall, Person, Post
from sunshine.publishing.models import Item


class MatterQuerySet(models.QuerySet["Matter"]):
    def reaching(self, body: Body) -> "MatterQuerySet":
        """Return the matters of ``body`` and of the bodies above it, which hold there too."""
        steps = [part for part in body.path.split("/") if part]
        paths = ["".join(f"{part}/" for part in steps[:end]) for end in range(1, len(steps) + 1)]
        return self.filter(body__path__in=paths)


class Matter(models.Model):
    """What people can ask a body for; all that is said of it stands in its guide, an item."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="matters")
    key = models.SlugField(max_length=60)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="matter")

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["body__path", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="matters_matter_key")]

    def __str__(self) -> str:
        return f"{self.body.slug}/{self.key}"


class Measure(models.TextChoices):
    """By what a promise is measured."""

    PERIOD = "period", _("办结时限")
    WAITING = "waiting", _("等候时间")
    REPLY = "reply", _("答复时限")
    COMPLAINTS = "complaints", _("查实的投诉")
    INSPECTIONS = "inspections", _("检查发现的问题")


# Measures that have a limit; the others count what should not have happened.
TIMED = (Measure.PERIOD, Measure.WAITING, Measure.REPLY)


class Unit(models.TextChoices):
    WORKDAYS = "workdays", _("个工作日")
    DAYS = "days", _("日")
    MINUTES = "minutes", _("分钟")


class Promise(models.Model):
    """A promise of a body (服务承诺), as the item says that proclaimed it (row A3).

    Shown where that item is shown. Nothing of it changes but its end; fulfilment is reckoned.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="promises")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="promises")
    number = models.PositiveSmallIntegerField(help_text="its place in the list of the body")
    aspect = models.CharField(max_length=20, help_text="code of data/aspects.toml")
    words = models.CharField(max_length=300)
    measure = models.CharField(max_length=12, choices=Measure)
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="promises"
    )
    conduct = models.SlugField(max_length=60, blank=True, help_text="what is measured otherwise")
    case_kind = models.CharField(max_length=40, blank=True, help_text="kind of cases.Case")
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, choices=Unit, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True, help_text="last day it holds")
    responsible_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="promises")
    proclaimed_on = models.DateField()
    proclaimed_at = models.CharField(max_length=120)
    proclaimed_by = models.CharField(max_length=120)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["body__path", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="matters_promise_number"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="matters_promise_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=TIMED, limit__gte=1) | ~Q(measure__in=TIMED),
                name="matters_timed_promise_has_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class CaseSource(models.TextChoices):
    """What a closed case from elsewhere is evidence of."""

    MATTER = "matter", _("办件")
    WAITING = "waiting", _("窗口等候")
    REPLY = "reply", _("答复")
    COMPLAINT = "complaint", _("投诉")
    INSPECTION = "inspection", _("检查")


class ClosedCase(models.Model):
    """A case closed in another system, as its list said; a later list corrects it by number."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="closed_cases")
    source = models.CharField(max_length=10, choices=CaseSource)
    number = models.CharField(max_length=60)
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="closed_cases"
    )
    conduct = models.SlugField(max_length=60, blank=True)
    received_on = models.DateField()
    closed_on = models.DateField()
    waited_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    is_founded = models.BooleanField(null=True, blank=True, help_text="complaints, inspections")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the row, to tell a change")

    class Meta:
        ordering = ["closed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "source", "number"], name="matters_closed_case_number"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("received_on")),
                name="matters_closed_after_received",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "source", "closed_on"], name="matters_closed_cases"),
        ]

    def __str__(self) -> str:
        return self.number


class BoardChoice(models.Model):
    """Which set of disclosures (八公开) a hall shows; the sets are data."""

    hall = models.OneToOneField(Hall, on_delete=models.PROTECT, related_name="board_choice")
    set = models.SlugField(max_length=40)

    def __str__(self) -> str:
        return f"{self.hall}: {self.set}"


class Handbook(models.Model):
    """An edition of a hall's handbook (政务公开手册): its day, and how many copies are left."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="handbooks")
    edition = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveIntegerField(help_text="copies printed")
    stock = models.PositiveIntegerField(help_text="copies left")
    content = models.JSONField(help_text="what the book says, so that it prints the same again")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["hall", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "edition"], name="matters_handbook_edition"),
            models.CheckConstraint(
                condition=Q(stock__lte=F("copies")), name="matters_handbook_stock"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.edition}"

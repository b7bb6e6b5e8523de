"""Bodies (机关) in a tree, their names in time, and the halls and departments they have."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models.periods import Dated, DatedQuerySet

SLUG = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


class BodyLevel(models.TextChoices):
    """Where a body stands in the authority."""

    PROVINCE = "province", _("省局")
    CITY = "city", _("市局")
    DISTRICT = "district", _("县（区）局")
    OFFICE = "office", _("税务分局（所）")


class BodyQuerySet(models.QuerySet["Body"]):
    def existing(self, day: date) -> "BodyQuerySet":
        """Return the bodies that exist on ``day``: founded, and not dissolved before it."""
        return self.filter(
            Q(founded__isnull=True) | Q(founded__lte=day),
            Q(dissolved__isnull=True) | Q(dissolved__gt=day),
        )

    def under(self, body: "Body") -> "BodyQuerySet":
        """Return ``body`` and every body below it."""
        return self.filter(path__startswith=body.path)

    def in_tree_order(self) -> "BodyQuerySet":
        """Return parents before their children, siblings by rank and region."""
        return self.order_by("path")


class Body(models.Model):
    """A tax authority: the maker, keeper and publisher of what it does."""

    slug = models.SlugField(max_length=60, unique=True, validators=[SLUG])
    level = models.CharField(max_length=12, choices=BodyLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Ancestors' ranks and own, e.g. "0001/0003/": sorts the tree and finds a branch.
    path = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=120, help_text="full official name")
    short_name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=160)
    founded = models.DateField(null=True, blank=True)
    dissolved = models.DateField(null=True, blank=True, help_text="first day it is no more")
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    region_code = models.CharField(max_length=6, blank=True, help_text="GB/T 2260")
    org_code = models.CharField(max_length=9, blank=True, help_text="GB 11714, for index numbers")
    credit_code = models.CharField(max_length=18, blank=True, help_text="GB 32100")
    site_code = models.CharField(max_length=10, blank=True, help_text="政府网站标识码")
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    office_hours = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    duties = models.TextField(blank=True, help_text="机关职能")
    # The disclosure office (公开工作机构), 条例 art. 12.
    disclosure_office = models.CharField(max_length=120, blank=True)
    disclosure_address = models.CharField(max_length=200, blank=True)
    disclosure_hours = models.CharField(max_length=200, blank=True)
    disclosure_telephone = models.CharField(max_length=60, blank=True)
    disclosure_fax = models.CharField(max_length=60, blank=True)
    disclosure_contact = models.CharField(max_length=200, blank=True, help_text="internet contact")
    supervision_telephone = models.CharField(max_length=60, blank=True)
    section_set = models.CharField(max_length=40, default="thirteen")

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def contains(self, other: "Body") -> bool:
        """Return whether ``other`` is this body or stands below it."""
        return other.path.startswith(self.path)

    def exists_on(self, day: date) -> bool:
        """Return whether the body exists on ``day``."""
        return (self.founded is None or self.founded <= day) and (
            self.dissolved is None or day < self.dissolved
        )

    def ancestors(self) -> BodyQuerySet:
        """Return the bodies above this one, the highest first."""
        steps = [part for part in self.path.split("/") if part]
        paths = ["".join(f"{part}/" for part in steps[:end]) for end in range(1, len(steps))]
        return Body.objects.filter(path__in=paths).order_by("path")

    def name_on(self, day: date) -> str:
        """Return the full name the body bore on ``day``; one query."""
        past = BodyName.objects.on(day).filter(body=self).first()
        return past.name if past else self.name


class BodyName(Dated):
    """A name that a body bears or bore, with the document that gave it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    document = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet["BodyName"].as_manager()

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department (内设机构) of a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="departments")
    slug = models.SlugField(max_length=60, validators=[SLUG])
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    duties = models.TextField(blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="orgs_department_slug")
        ]

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A tax service hall (办税服务厅)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="halls")
    slug = models.SlugField(max_length=60, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=200)
    office_hours = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60, blank=True)
    accessibility = models.CharField(max_length=200, blank=True, help_text="无障碍设施")
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body__path", "id"]

    def __str__(self) -> str:
        return self.name

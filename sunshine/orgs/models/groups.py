"""Leading groups, the chain of responsibility, powers, named groups, and what openness costs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models.bodies import SLUG, Body
from sunshine.orgs.models.people import Person
from sunshine.orgs.models.periods import Dated, DatedQuerySet
from sunshine.orgs.models.posts import Post


class Rung(models.TextChoices):
    """The rungs of the chain of responsibility (责任链), as the source document names them."""

    PARTY_GROUP = "party_group", _("党组统一领导")
    CHIEF = "chief", _("主要领导负总责")
    DEPUTY = "deputy", _("分管领导具体抓")
    DEPARTMENTS = "departments", _("职能部门具体实施")
    INSPECTION = "inspection", _("纪检监察监督检查")


class ResponsibilityLink(Dated):
    """Which post answers for a rung of the chain in a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="responsibility")
    rung = models.CharField(max_length=12, choices=Rung)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="responsibility")
    document = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet["ResponsibilityLink"].as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} · {self.post}"


class LeadingGroup(models.Model):
    """A leading group (领导小组) or its office, with the document that set it up."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leading_groups")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    document = models.CharField(max_length=200, help_text="appointing document")
    founded = models.DateField()
    dissolved = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["founded", "id"]

    def __str__(self) -> str:
        return self.name


class GroupMembership(Dated):
    """A post's seat in a leading group, dated, with its appointing document."""

    class Seat(models.TextChoices):
        HEAD = "head", _("组长")
        DEPUTY = "deputy", _("副组长")
        MEMBER = "member", _("成员")
        OFFICE = "office", _("办公室主任")

    group = models.ForeignKey(LeadingGroup, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=8, choices=Seat)
    document = models.CharField(max_length=200)

    objects = DatedQuerySet["GroupMembership"].as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.group} · {self.post}"


class Power(models.Model):
    """A power or duty of a body (权责事项) with its basis."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="powers")
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=2, help_text="GB/T 39046: 01 许可 … 10 其他, 20 公共服务")
    basis = models.TextField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    openness = models.CharField(max_length=200, blank=True)
    repealed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["body", "code"], name="orgs_power_code")]

    def __str__(self) -> str:
        return self.name


class NamedGroup(models.Model):
    """A named group (特定人群) to whom items may be addressed."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="named_groups")
    slug = models.SlugField(max_length=60, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200, blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class NamedGroupMember(Dated):
    """Somebody belongs to a named group for a time."""

    group = models.ForeignKey(NamedGroup, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="named_groups")

    objects = DatedQuerySet["NamedGroupMember"].as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class OpennessInput(models.Model):
    """People, money and equipment spent on openness in a year, for the yearly account."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("人员（人）")
        MONEY = "money", _("经费（万元）")
        EQUIPMENT = "equipment", _("设备（台套）")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="openness_inputs")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    amount = models.DecimalField(max_digits=14, decimal_places=4)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "kind"], name="orgs_input_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year} {self.get_kind_display()}"

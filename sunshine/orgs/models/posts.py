"""Posts (岗位), the roles they carry, who holds them, and who stands in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models.bodies import Body, Department
from sunshine.orgs.models.people import Person
from sunshine.orgs.models.periods import Dated, DatedQuerySet


class Role(models.TextChoices):
    """What a post may do in its body; a closed list, because code asks for each by name."""

    EDITOR = "editor", _("信息采编")
    FIRST_REVIEWER = "first_reviewer", _("初审")
    SECOND_REVIEWER = "second_reviewer", _("复审")
    FINAL_REVIEWER = "final_reviewer", _("终审")
    SECRECY_REVIEWER = "secrecy_reviewer", _("保密审查")
    LEGAL_REVIEWER = "legal_reviewer", _("法制审核")
    DISCLOSURE_OFFICER = "disclosure_officer", _("政府信息公开专员")
    DISCLOSURE_HEAD = "disclosure_head", _("政府信息公开工作机构负责人")
    BODY_HEAD = "body_head", _("机关主要负责人")
    ADMINISTRATOR = "administrator", _("系统管理员")


class Post(models.Model):
    """A post of a body: what is responsible, whoever holds it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list, help_text="values of Role")
    telephone = models.CharField(max_length=60, blank=True)
    abolished = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body__path", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="orgs_post_slug")]

    def __str__(self) -> str:
        return self.name


class PostHolding(Dated):
    """A person holds a post for a time; several may hold the same post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    document = models.CharField(max_length=200, blank=True, help_text="appointing document")

    objects = DatedQuerySet["PostHolding"].as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(until__isnull=True),
                name="orgs_holding_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"


class Delegation(Dated):
    """A deputy acts in a post for its holder while that one is away."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputising")
    reason = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet["Delegation"].as_manager()

    class Meta:
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.holder} · {self.post}"

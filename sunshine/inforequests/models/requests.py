"""A request: what is asked, how it came, where it stands, and the days that its clock needs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.cases.models import Case
from sunshine.orgs.models import Body
from sunshine.publishing.models import Paper


class State(models.TextChoices):
    """Where a request stands; ``data/states.toml`` says what leads from one to another."""

    SUBMITTED = "submitted", _("已提交待确认")
    HANDLING = "handling", _("办理中")
    CORRECTING = "correcting", _("待补正")
    PAYING = "paying", _("待缴费")
    LAPSED = "lapsed", _("视为放弃待告知")
    LEGAL_REVIEW = "legal_review", _("法制审核中")
    SECRECY_REVIEW = "secrecy_review", _("保密审查中")
    SIGNING = "signing", _("待签发")
    SIGNED = "signed", _("已签发待送达")
    SERVED = "served", _("已送达")
    CLOSED = "closed", _("已办结")
    ARCHIVED = "archived", _("已归档")


class ApplicantClass(models.TextChoices):
    """The columns of the yearly account (国办公开办函〔2021〕30号)."""

    PERSON = "person", _("自然人")
    BUSINESS = "business", _("商业企业")
    RESEARCH = "research", _("科研机构")
    WELFARE = "welfare", _("社会公益组织")
    LAWYERS = "lawyers", _("法律服务机构")
    OTHER = "other", _("其他")


class WantedForm(models.TextChoices):
    """In what form the information is wanted (条例 2019 art. 29)."""

    PAPER = "paper", _("纸质")
    ELECTRONIC = "electronic", _("电子数据")
    DISC = "disc", _("光盘")
    READING = "reading", _("当面查阅、抄录")


class WantedWay(models.TextChoices):
    """By which way it is wanted."""

    POST = "post", _("邮寄")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")
    COLLECT = "collect", _("自行领取")
    WEB = "web", _("网上领取")


class InfoRequestQuerySet(models.QuerySet["InfoRequest"]):
    def open(self) -> "InfoRequestQuerySet":
        """Return the requests whose case is not closed."""
        return self.filter(case__closed_at__isnull=True)

    def running(self) -> "InfoRequestQuerySet":
        """Return the requests with a reply still owed: received, and not served or ended."""
        return self.filter(case__received_on__isnull=False, finished_on__isnull=True)


class InfoRequest(models.Model):
    """A request for disclosure; who asks is in ``Applicant``, the day of receipt on the case."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="inforequest")
    # Of the case; here too, so that a year is counted without a join to find the body.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="inforequests")
    state = models.CharField(max_length=16, choices=State, db_index=True)
    channel = models.CharField(max_length=20, help_text="value of receipt.Channel")
    applicant_class = models.CharField(max_length=10, choices=ApplicantClass)
    description = models.TextField(help_text="内容描述")
    document_number = models.CharField(max_length=80, blank=True)
    features = models.CharField(max_length=500, blank=True, help_text="其他特征性描述")
    wanted_form = models.CharField(max_length=12, choices=WantedForm)
    wanted_way = models.CharField(max_length=10, choices=WantedWay)
    other_forms = models.BooleanField(default=True, help_text="也可接受其他方式")
    suggests_publication = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()
    arrived_on = models.DateField(help_text="handed in, signed for, or in the mailbox")
    office_confirmed_on = models.DateField(null=True, blank=True)
    applicant_confirmed_on = models.DateField(null=True, blank=True)
    corrected_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    extension = models.PositiveSmallIntegerField(default=0, help_text="workdays")
    # Very many requests by one applicant: the day that was set instead (条例 2019 art. 35).
    delayed_until = models.DateField(null=True, blank=True)
    edition = models.CharField(max_length=10, blank=True, help_text="of the regulation")
    provisional = models.BooleanField(default=False)
    # Fingerprint of the calendar and the readings that its days were reckoned with.
    dated_by = models.CharField(max_length=16, blank=True)
    # Until when the applicant, a third party or another organ may act.
    wait_until = models.DateField(null=True, blank=True, db_index=True)
    reply = models.ForeignKey(
        "inforequests.Reply",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
    )
    outcome = models.CharField(max_length=24, blank=True, help_text="key of outcomes.toml")
    finished_on = models.DateField(null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # What the clock has said already.
    overdue_noted_on = models.DateField(null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    form_group = models.CharField(max_length=64, blank=True, help_text="pieces of one form")
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="split_off"
    )
    # Answered anew by order of a decision: of which request, and the day that it sets.
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    ordered_until = models.DateField(null=True, blank=True)
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )
    published_as = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    archive_number = models.CharField(max_length=80, blank=True)

    objects = InfoRequestQuerySet.as_manager()

    class Meta:
        ordering = ["case__opened_at", "id"]
        indexes = [
            models.Index(fields=["body", "finished_on"], name="inforequests_finished"),
            models.Index(fields=["form_group"], name="inforequests_group"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True, outcome="")
                | Q(finished_on__isnull=False) & ~Q(outcome=""),
                name="inforequests_finished_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("arrived_on")),
                name="inforequests_finished_later",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def subject(self) -> str:
        """Return how the event log and letters name the request: as its case."""
        return self.case.subject

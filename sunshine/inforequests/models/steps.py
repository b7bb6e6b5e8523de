"""What is done on the way: corrections, consultations, searches, the sheet, reasons, fees."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.models.requests import InfoRequest
from sunshine.letters.models import Letter
from sunshine.orgs.models import Department, Person


class Correction(models.Model):
    """What the applicant was told to correct, once and all of it (条例 2019 art. 30)."""

    request = models.OneToOneField(InfoRequest, on_delete=models.PROTECT, related_name="correction")
    items = models.TextField()
    asked_on = models.DateField()
    correct_by = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    excused_on = models.DateField(null=True, blank=True)
    excuse = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"correction of {self.request}"


class Consultation(models.Model):
    """Somebody else is asked; ``party`` says under which article."""

    class Party(models.TextChoices):
        THIRD_PARTY = "third_party", _("第三方")
        ORGAN = "organ", _("其他机关")
        JOINT_MAKER = "joint_maker", _("共同制作机关")

    class Answer(models.TextChoices):
        AGREES = "agrees", _("同意公开")
        REFUSES = "refuses", _("不同意公开")
        PARTLY = "partly", _("同意部分公开")

    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="consultations")
    party = models.CharField(max_length=12, choices=Party)
    # Name, address and contact of who is asked, sealed like an applicant.
    sealed = models.TextField()
    about = models.TextField(help_text="the information asked about")
    sent_on = models.DateField()
    arrived_on = models.DateField(null=True, blank=True, help_text="received by who is asked")
    answer_by = models.DateField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    why = models.TextField(blank=True)
    silent_on = models.DateField(null=True, blank=True)
    late_on = models.DateField(null=True, blank=True, help_text="an answer after the reply")
    override = models.TextField(blank=True, help_text="why the public interest prevails")
    override_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    override_letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sent_on", "id"]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=Q(answered_on__isnull=True, silent_on__isnull=True),
                name="inforequests_waiting_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.request}"

    @property
    def is_open(self) -> bool:
        """Return whether an answer is still waited for."""
        return self.answered_on is None and self.silent_on is None


class SearchEntry(models.Model):
    """Who looked where, with which words, with what result (检索记录)."""

    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="searches")
    place = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    result = models.TextField()
    found = models.BooleanField()
    searched_on = models.DateField()
    searched_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["searched_on", "id"]

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class SheetEntry(models.Model):
    """A line of the sheet 拟办 批示 会签; asked of somebody, it is empty until he writes."""

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("拟办意见")
        INSTRUCTION = "instruction", _("批示")
        COUNTERSIGN = "countersign", _("会签")
        NOTE = "note", _("说明")

    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="sheet")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.by}"


class Explanation(models.Model):
    """Reasons asked of who asks for very much, very often (条例 2019 art. 35)."""

    request = models.OneToOneField(
        InfoRequest, on_delete=models.PROTECT, related_name="explanation"
    )
    grounds = models.TextField()
    asked_on = models.DateField()
    answer_by = models.DateField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    silent_on = models.DateField(null=True, blank=True)
    delay_letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"reasons for {self.request}"


class FeeNotice(models.Model):
    """A fee for handling information, its payment and refund; sums in yuan."""

    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="fees")
    basis = models.CharField(max_length=8, help_text="value of fees.Basis")
    count = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    notified_on = models.DateField()
    pay_by = models.DateField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    # What the applicant says that he has paid; the office looks whether the treasury has it.
    told_on = models.DateField(null=True, blank=True)
    told_paid_on = models.DateField(null=True, blank=True)
    told_receipt = models.CharField(max_length=40, blank=True)
    told_why = models.CharField(max_length=200, blank=True, help_text="why it was not found")
    paid_on = models.DateField(null=True, blank=True)
    treasury_receipt = models.CharField(max_length=40, blank=True)
    paid_letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lapsed_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    refunded_on = models.DateField(null=True, blank=True)
    refund_why = models.CharField(max_length=300, blank=True)
    refund_letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["notified_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(
                    paid_on__isnull=True, lapsed_on__isnull=True, cancelled_on__isnull=True
                ),
                name="inforequests_one_open_fee",
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.request}"

"""Who asks, sealed until a stated day, and the papers that came with the request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.files.models import StoredFile
from sunshine.inforequests.models.requests import InfoRequest
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Person


class Applicant(models.Model):
    """The identity of an applicant, sealed (``identity.py``); emptied after ``keep_until``."""

    request = models.OneToOneField(InfoRequest, on_delete=models.PROTECT, related_name="applicant")
    sealed = models.TextField(blank=True)
    # By which requests of the same applicant are found without opening one.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    proven = models.BooleanField(default=False, help_text="身份已核验")
    keep_until = models.DateField(null=True, blank=True, db_index=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"applicant of {self.request_id}"


class Purpose(models.TextChoices):
    """What an enclosure is for; those about a person are kept sealed."""

    IDENTITY = "identity", _("身份证明")
    MANDATE = "mandate", _("授权委托书")
    SIGNATURE = "signature", _("签名或者指印")
    SCAN = "scan", _("来件扫描件")
    CORRECTION = "correction", _("补正材料")
    OPINION = "opinion", _("征求意见的答复")
    ORIGINAL = "original", _("所申请信息的原件")
    ANSWER = "answer", _("随答复提供的信息")
    PROOF = "proof", _("送达凭证")
    PAYMENT = "payment", _("缴费票据")
    REMEDY = "remedy", _("复议、诉讼材料")


SEALED_PURPOSES = frozenset(
    {
        *(Purpose.IDENTITY, Purpose.MANDATE, Purpose.SIGNATURE, Purpose.SCAN, Purpose.PROOF),
        Purpose.PAYMENT,
    }
)


class Enclosure(models.Model):
    """A paper of the request: a stored file, or sealed bytes where it is about a person."""

    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    request = models.ForeignKey(InfoRequest, on_delete=models.PROTECT, related_name="enclosures")
    purpose = models.CharField(max_length=12, choices=Purpose)
    name = models.CharField(max_length=200, help_text="as handed in; empty where it is sealed")
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(help_text="bytes")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed = models.BinaryField(default=bytes, blank=True)
    # A redacted copy leads back to what it was made of (条例 2019 art. 37).
    made_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )
    added_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.code}"

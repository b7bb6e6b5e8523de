"""What somebody wants to be told of, and what he was told already."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.alerts.addresses import index_of, masked, opened
from sunshine.kit.sealing import BrokenSeal


class AlertQuerySet(models.QuerySet["Alert"]):
    def due(self, at: datetime) -> "AlertQuerySet":
        """Return the confirmed alerts whose turn it is at ``at``, longest waiting first."""
        return self.filter(next_run__lte=at).order_by("next_run", "id")

    def of(self, address: str) -> "AlertQuerySet":
        """Return the alerts of ``address``, confirmed or not."""
        return self.filter(address_index=index_of(address))


class Alert(models.Model):
    """A question asked again and again for one address; deleted when it is stopped."""

    class Period(models.TextChoices):
        HOUR = "hour", _("有新的就发，每小时至多一封")
        DAY = "day", _("每天一封")
        WEEK = "week", _("每周一封")

    sealed_address = models.TextField()
    address_index = models.CharField(max_length=64, db_index=True)
    question = models.CharField(max_length=200)
    filters = models.JSONField(default=dict)
    period = models.CharField(max_length=4, choices=Period.choices)
    is_english = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    confirm_digest = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField(null=True)
    last_run = models.DateTimeField(null=True)
    next_run = models.DateTimeField(null=True, db_index=True)

    objects = AlertQuerySet.as_manager()

    def __str__(self) -> str:
        return f"alert {self.pk}"

    @property
    def address(self) -> str:
        """Return the address; raises BrokenSeal where the key is not that of its seal."""
        return opened(self.sealed_address, about=self.confirm_digest)

    @property
    def masked_address(self) -> str:
        """Return the address as only its owner knows it again; stars where it cannot be opened."""
        try:
            return masked(self.address)
        except BrokenSeal:
            return "***"

    @property
    def mail_keys(self) -> str:
        """Return how the keys of all its mails begin."""
        return f"alert:{self.pk}:"


class StopKey(models.Model):
    """A way out: one for every mail, kept as its SHA-256."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="stop_keys")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"way out of alert {self.alert_id}"


class Told(models.Model):
    """An item that an alert has named: it does so once."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="told")
    code = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "code"], name="alerts_told_once")]

    def __str__(self) -> str:
        return f"alert {self.alert_id} told {self.code}"

"""How an account is opened and recovered: one-time links, and resets that need two people."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models.people import Person


class AccountLink(models.Model):
    """A one-time link by which a person sets a password; only its hash is kept."""

    class Purpose(models.TextChoices):
        JOIN = "join", _("首次登录")
        RESET = "reset", _("找回账号")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=8, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.person}"

    def is_usable(self, at: datetime) -> bool:
        """Return whether the link still opens at ``at``."""
        return self.used_at is None and at < self.expires_at


class AccountReset(models.Model):
    """A lost password or second factor, opened by one person and released by another."""

    class Lost(models.TextChoices):
        PASSWORD = "password", _("密码")
        FACTOR = "factor", _("密码和第二因素")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resets")
    lost = models.CharField(max_length=8, choices=Lost)
    reason = models.CharField(max_length=200)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resets_opened")
    opened_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="resets_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_released = models.BooleanField(default=False)
    identity = models.CharField(max_length=200, blank=True, help_text="how it was confirmed")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(decided_at__isnull=True),
                name="orgs_one_open_reset",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_lost_display()}"


class CacheEntry(models.Model):
    """The table of Django's database cache, where rate limits are counted for all processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sunshine_cache"

    def __str__(self) -> str:
        return self.cache_key

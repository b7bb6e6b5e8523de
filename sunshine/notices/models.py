"""Notices in the inbox, and the mail that goes with them."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import models

from sunshine.kit.sealing import key_for, unseal_text
from sunshine.notices.sentences import sentence_of
from sunshine.orgs.models import Person


def address_key() -> bytes:
    """Return the key under which addresses of people without an account are sealed."""
    return key_for(settings.SEALING_KEY, "notices.mail")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to(self, person: Person) -> "NoticeQuerySet":
        """Return the notices of ``person``, newest first."""
        return self.filter(recipient=person).order_by("-created", "-id")

    def unread(self) -> "NoticeQuerySet":
        """Return the notices not read yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """Something a person is told, once: ``key`` says what it is about."""

    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=120, help_text="what it is about, e.g. edition:12")
    facts = models.JSONField(default=dict, help_text="what the sentence of the kind names")
    link = models.CharField(max_length=300, blank=True, help_text="path on this site")
    created = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "key"], name="notices_once")
        ]
        indexes = [models.Index(fields=["recipient", "-created"], name="notices_inbox")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def text(self) -> str:
        """Return the notice in the language of the reader."""
        facts: Mapping[str, object] = self.facts
        return str(sentence_of(self.kind)) % facts


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> "MailQuerySet":
        """Return the mail to be sent at ``at``, oldest first."""
        return self.filter(sent_at__isnull=True, next_try__lte=at).order_by("next_try", "id")

    def given_up(self) -> "MailQuerySet":
        """Return the mail that could not be sent and waits for an operator."""
        return self.filter(sent_at__isnull=True, next_try__isnull=True)


class Mail(models.Model):
    """A mail to be sent; written in the transaction of what it tells."""

    key = models.CharField(max_length=250, unique=True)
    to = models.EmailField(blank=True, help_text="of staff; of others it is sealed")
    sealed_to = models.TextField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    headers = models.JSONField(default=dict, help_text="besides those every mail has")
    created = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, help_text="null: sent, or given up")
    error = models.TextField(blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try"], condition=models.Q(sent_at__isnull=True), name="notices_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} to {self.to or 'somebody outside'}"

    @property
    def recipient(self) -> str:
        """Return the address; raises BrokenSeal where the key is not that of its seal."""
        if not self.sealed_to:
            return self.to
        return unseal_text(self.sealed_to, key=address_key(), about=self.key)

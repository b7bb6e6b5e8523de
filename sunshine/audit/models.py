"""The event log and the places its readers have reached."""

from django.db import models


class Event(models.Model):
    """One thing that happened, chained to the event before it by its hash."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(help_text="when it happened, UTC")
    actor = models.BigIntegerField(null=True, help_text="person; null for the clock")
    actor_name = models.CharField(max_length=80, help_text="name and post as they were then")
    body = models.SlugField(max_length=60, help_text="the body in whose name")
    subject = models.CharField(max_length=80, help_text="what it is about: kind:key")
    data = models.JSONField(default=dict)
    # Unique: two events on the same event would be a fork.
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        # PostgreSQL hands rows back in any order; a log is read in its own.
        ordering = ["id"]
        indexes = [models.Index(fields=["subject", "id"], name="audit_event_subject")]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"


class Cursor(models.Model):
    """How far a reader of the log has come; it acts again on nothing at or before ``last``."""

    reader = models.CharField(max_length=64, primary_key=True)
    last = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.reader} at {self.last}"

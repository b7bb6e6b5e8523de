"""What the worker remembers: failures of readers, runs of sweeps, its own heartbeat."""

from django.db import models
from django.db.models import Q


class ReaderFailureQuerySet(models.QuerySet["ReaderFailure"]):
    def waiting(self) -> "ReaderFailureQuerySet":
        """Return the failures that will be tried again by themselves."""
        return self.filter(parked_at__isnull=True)

    def parked(self) -> "ReaderFailureQuerySet":
        """Return the failures that wait for an operator."""
        return self.filter(parked_at__isnull=False)


class ReaderFailure(models.Model):
    """An event that a reader could not handle: tried again, or parked for an operator."""

    reader = models.CharField(max_length=64)
    event = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField()
    first_at = models.DateTimeField()
    next_try = models.DateTimeField()
    parked_at = models.DateTimeField(null=True)

    objects = ReaderFailureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "event"], name="jobs_failure_once"),
            models.UniqueConstraint(
                fields=["reader"],
                condition=Q(parked_at__isnull=True),
                name="jobs_failure_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} at event {self.event}, {self.tries} tries"


class SweepState(models.Model):
    """When a sweep last ran, and how it ended."""

    sweep = models.CharField(max_length=64, primary_key=True)
    last_run = models.DateTimeField(null=True, help_text="last run that ended well")
    last_count = models.PositiveIntegerField(default=0, help_text="what that run found due")
    tries = models.PositiveIntegerField(default=0, help_text="failures in a row")
    error = models.TextField(blank=True)
    next_try = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.sweep


class WorkerBeat(models.Model):
    """The sign of life of a worker process; one of them is active, others stand by."""

    process = models.CharField(max_length=120, primary_key=True, help_text="host and number")
    active = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.process

"""What holds from one day until another: the shape shared by everything dated here."""

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Q

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[M_co]):
    """Rows that hold from the day ``since`` to the day ``until``, both included."""

    def on(self, day: date) -> "DatedQuerySet[M_co]":
        """Return the rows that hold on ``day``."""
        return self.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))


class Dated(models.Model):
    """Holds from ``since`` to ``until``, both days included; null: until further notice."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Return whether the row holds on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)

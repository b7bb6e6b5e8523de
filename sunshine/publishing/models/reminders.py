"""Reminders that were sent, so that each is sent once."""

from django.db import models


class Reminder(models.Model):
    """The clock has told somebody that something is due or late; ``key`` says what, and when."""

    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

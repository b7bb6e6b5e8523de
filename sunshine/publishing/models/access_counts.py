"""How often finished files were read: address, day, number. Nothing about any reader."""

from django.db import models


class AccessCount(models.Model):
    """How often one address was answered on one day in Beijing."""

    path = models.CharField(max_length=300, help_text="without the language before it")
    day = models.DateField()
    people = models.PositiveBigIntegerField(default=0)
    # Search engines and other programs, as they name themselves.
    bots = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path", "day"], name="publishing_access_once")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.day}: {self.people}"


class CountedLog(models.Model):
    """How far a log of the web server before us has been counted."""

    mark = models.CharField(max_length=64, unique=True, help_text="SHA-256 of its first line")
    offset = models.PositiveBigIntegerField(default=0, help_text="bytes")
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mark[:12]} to {self.offset}"

"""Which contents are kept."""

from django.db import models


class StoredFile(models.Model):
    """A content, kept once; two attachments of the same content share it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100, help_text="found by content")
    # Sealed (封存): kept as evidence in a place of its own, and given out to nobody.
    is_sealed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

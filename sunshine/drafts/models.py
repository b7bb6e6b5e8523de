"""Drafts and their files, all of it sealed."""

from django.db import models


class Draft(models.Model):
    """What was typed into one form; ``digest`` is that of the token, which nobody here has."""

    digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file handed in with a draft: its name, kind and content, sealed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    facts = models.BinaryField()
    sealed = models.BinaryField()
    size = models.PositiveIntegerField(help_text="bytes")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"file {self.pk} of {self.draft}"

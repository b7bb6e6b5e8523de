"""Templates, the series of numbers, seals, and the letters themselves."""

from django.db import models

from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person


class LetterTemplate(models.Model):
    """An officer's text for a kind of letter, from a day on; ``body`` None is the province's."""

    kind = models.CharField(max_length=40)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="letter_templates"
    )
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    valid_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-valid_from", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "edition"], name="letters_template_edition")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.edition}"


class LetterPractice(models.Model):
    """How a body letters: its word in numbers (机关代字) and its seal, a PNG."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="letter_practice")
    word = models.CharField(max_length=20, blank=True)
    seal = models.BinaryField(default=bytes, blank=True)

    def __str__(self) -> str:
        return self.word


class LetterSeries(models.Model):
    """The last number of a body, a word and a year; drawn from by ``series.draw`` only."""

    key = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class Letter(models.Model):
    """A letter that went out: its number, and its words frozen with their digest."""

    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, db_index=True, help_text="such as case:…")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    seal = models.BinaryField(default=bytes, blank=True)
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="letters_letter_number")
        ]

    def __str__(self) -> str:
        return self.number

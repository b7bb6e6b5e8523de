"""Wording lists, what was looked through, what was found and what people decided of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.files.models import StoredFile
from sunshine.orgs.models import Body, Person


class WordingList(models.Model):
    """A list of wrong and unfit words (错敏词) with its source; ``body`` None: for everybody."""

    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    dated = models.DateField(help_text="state of the source")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class WordingEntry(models.Model):
    """A wrong word, what to write instead, and why; in use from ``since`` until ``until``."""

    list = models.ForeignKey(WordingList, on_delete=models.PROTECT, related_name="entries")
    wrong = models.CharField(max_length=120)
    right = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)
    is_pattern = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="first day it is no longer used")
    # What a face or a later edition of the starting list must not lose, as the list gave it.
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["list_id", "wrong", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "wrong"],
                condition=Q(until__isnull=True),
                name="gate_wording_once",
            )
        ]

    def __str__(self) -> str:
        return self.wrong


class FileInspection(models.Model):
    """What the reading of one content came to; made once by the worker, whoever shows it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待检查")
        READ = "read", _("已读取")
        UNREADABLE = "unreadable", _("不能读取")
        INFECTED = "infected", _("含有病毒")

    # Why one waits: clamd gives no answer.
    SCANNER_AWAY = "scanner-away"

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="inspections")
    reader = models.PositiveSmallIntegerField(help_text="version of the reading")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    code = models.CharField(max_length=40, blank=True, help_text="why it cannot be read")
    facts = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(default=list, blank=True)
    hidden = models.JSONField(default=list, blank=True, help_text="sightings of hidden data")
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "reader"], name="gate_inspected_once")
        ]
        indexes = [models.Index(fields=["state", "next_try"], name="gate_inspection_due")]

    def __str__(self) -> str:
        return f"{self.file} {self.get_state_display()}"


class Examination(models.Model):
    """The newest look at one subject; holds for exactly the content with ``digest``."""

    subject = models.CharField(max_length=60, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    stamp = models.CharField(max_length=64, help_text="of the rules it was looked through by")
    # {part: its digest} of what was looked through.
    looked = models.JSONField(default=dict, blank=True)
    is_waiting = models.BooleanField(default=False, help_text="for files not yet inspected")
    at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="texts were blanked")

    class Meta:
        indexes = [
            models.Index(fields=["is_waiting"], name="gate_examination_waiting"),
            models.Index(fields=["stamp"], name="gate_examination_stamp"),
        ]

    def __str__(self) -> str:
        return self.subject


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, by what is still to be done."""

    def current(self) -> Self:
        """Return those that were there when last looked."""
        return self.filter(is_current=True)

    def open(self) -> Self:
        """Return those that somebody has still to decide."""
        return self.current().filter(decision="")


class Finding(models.Model):
    """One suspicious place, and what was decided of it. Its texts are personal data."""

    class Decision(models.TextChoices):
        OPEN = "", _("待处理")
        MASKED = "masked", pgettext_lazy("finding", "已遮盖")
        CLEANED = "cleaned", pgettext_lazy("finding", "已清理")
        KEPT = "kept", pgettext_lazy("finding", "保留")

    examination = models.ForeignKey(Examination, on_delete=models.CASCADE, related_name="findings")
    part = models.CharField(max_length=30)
    label = models.CharField(max_length=200, blank=True, help_text="name of the file")
    kind = models.CharField(max_length=40)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    excerpt = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    why = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200, blank=True)
    # A keyed hash of part, kind, text and which of several alike: a decision outlives a new
    # examination by it, and says nothing of the text once that is blanked.
    fingerprint = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True, help_text="still there when last looked")
    decision = models.CharField(max_length=8, choices=Decision, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["examination_id", "part", "start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "fingerprint"], name="gate_finding_once"
            ),
            models.CheckConstraint(
                condition=~Q(decision="kept") | ~Q(reason=""), name="gate_kept_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.part}"

    @property
    def is_open(self) -> bool:
        """Return whether somebody has still to decide."""
        return self.is_current and self.decision == self.Decision.OPEN


class Cleaning(models.Model):
    """A clean copy that was asked for: what to strip and mask; the worker makes it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待制作净本")
        MADE = "made", _("净本已制作")
        USED = "used", _("净本已替换")
        FAILED = "failed", _("净本未能制作")

    subject = models.CharField(max_length=60)
    part = models.CharField(max_length=30)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # None: everything hidden. Masks hold texts: they are blanked as soon as it is done.
    strip = models.JSONField(null=True, blank=True)
    masks = models.JSONField(default=list, blank=True)
    boxes = models.JSONField(default=list, blank=True, help_text="[page, x0, y0, x1, y1] in shares")
    report = models.JSONField(default=dict, blank=True, help_text="CleanReport as data, when made")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    code = models.CharField(max_length=40, blank=True, help_text="why it could not be made")
    facts = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "part"],
                condition=Q(state__in=["waiting", "made"]),
                name="gate_one_cleaning",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.part} {self.get_state_display()}"


class PagePicture(models.Model):
    """A page of a file as a reader sees it, for an officer who blacks out; gone within hours.

    Kept in the database and nowhere else: it shows what is not to be public.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="page_pictures")
    page = models.PositiveIntegerField(help_text="from 1")
    asked_at = models.DateTimeField()
    png = models.BinaryField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True, help_text="why it could not be drawn")
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "page"], name="gate_one_page_picture")
        ]
        indexes = [models.Index(fields=["asked_at"], name="gate_page_picture_asked")]

    def __str__(self) -> str:
        return f"{self.file} {self.page}"

    @property
    def is_waiting(self) -> bool:
        """Return whether the worker has still to draw it."""
        return self.png is None and not self.code


class Suspicion(models.Model):
    """Something public that is suspicious now: a task of the disclosure office."""

    class Outcome(models.TextChoices):
        KEPT = "kept", pgettext_lazy("suspicion", "保留")
        NEW_EDITION = "new_edition", _("另出新版次")
        PULLED = "pulled", _("紧急下线")

    subject = models.CharField(max_length=60)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(default=dict, help_text="how many of each kind; no texts")
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(settled_at__isnull=True),
                name="gate_one_open_suspicion",
            )
        ]

    def __str__(self) -> str:
        return self.subject

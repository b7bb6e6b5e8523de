"""Batches, their rows, and what was imported once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.orgs.models import Body, Person
from sunshine.publishing.models import Item, Section


class BatchKind(models.TextChoices):
    """What is imported: documents, or the saved pages of an old website."""

    DOCUMENTS = "documents", _("文件")
    SITE = "site", _("旧网站")


class BatchState(models.TextChoices):
    """How far a batch has come; reading writes nothing of the record yet."""

    READING = "reading", _("正在读取")
    PREVIEW = "preview", _("待确认导入")
    WRITING = "writing", _("正在导入")
    STOPPED = "stopped", _("已暂停")
    FINISHED = "finished", pgettext_lazy("import", "已完成")
    FAILED = "failed", pgettext_lazy("import", "无法导入")


RUNNING = (BatchState.READING, BatchState.WRITING)


class Batch(models.Model):
    """One import by one person into one body: where from, how far, what to do."""

    code = models.CharField(max_length=10, unique=True, help_text="opaque, in the address")
    kind = models.CharField(max_length=9, choices=BatchKind)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="import_batches")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="of the archive or folder, as shown")
    # A folder of the server (command), or empty: the archive uploaded under ``code``.
    path = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the upload")
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.READING)
    is_surveyed = models.BooleanField(default=False, help_text="its rows are all there")
    is_confirmed = models.BooleanField(default=False, help_text="goes on from reading to writing")
    # attach: media kinds kept as attachments too; site: base address; mapping of folders.
    options = models.JSONField(default=dict, blank=True)
    trouble = models.CharField(max_length=60, blank=True, help_text="code of its sentence")
    trouble_facts = models.JSONField(default=dict, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["state"], name="imports_batch_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Return whether the batch goes on by itself."""
        return self.state in RUNNING


class RowState(models.TextChoices):
    """What has become of one document."""

    WAITING = "waiting", pgettext_lazy("import", "待读取")
    READ = "read", pgettext_lazy("import", "待导入")
    DONE = "done", pgettext_lazy("import", "已导入")
    QUEUED = "queued", _("等前一版发布")
    TWIN = "twin", _("内容重复")
    SAME = "same", _("以前已导入")
    LEFT = "left", _("不是文件，未导入")
    FAILED = "failed", pgettext_lazy("import", "未能导入")


class Row(models.Model):
    """One document of a batch: what was found in it, and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rows")
    ordinal = models.PositiveIntegerField(help_text="from 1, by name")
    name = models.CharField(max_length=420, help_text="as in the source; only ever shown")
    key = models.CharField(max_length=1000, help_text="by which the source finds it")
    entry = models.PositiveIntegerField(null=True, blank=True, help_text="place in a JSON list")
    state = models.CharField(max_length=7, choices=RowState, default=RowState.WAITING)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of its content")
    address = models.CharField(max_length=500, blank=True, help_text="where the source had it")
    given = models.JSONField(default=dict, blank=True, help_text="facts that came with it")
    known = models.JSONField(default=dict, blank=True, help_text="imports.known.Known as data")
    law = models.CharField(max_length=300, blank=True)
    version_on = models.DateField(null=True, blank=True)
    # Clean HTML between reading and writing; emptied once the row is settled.
    content = models.TextField(blank=True)
    links = models.JSONField(default=list, blank=True)
    trail = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=60, blank=True, help_text="code of its sentence")
    reason_facts = models.JSONField(default=dict, blank=True)
    remarks = models.JSONField(default=list, blank=True, help_text="[code, facts] to look at")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="import_rows"
    )
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["batch_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="imports_row_order"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(item__isnull=False), name="imports_done_has_item"
            ),
        ]
        indexes = [models.Index(fields=["batch", "state"], name="imports_row_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """Return the title found, or the name while none is."""
        return str(self.known.get("title") or self.name)


class Origin(models.Model):
    """A content that was imported into a body: never a second time."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=500, blank=True)
    law = models.CharField(max_length=300, blank=True)
    version_on = models.DateField(null=True, blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="origins")
    edition = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "digest"], name="imports_origin_once")
        ]
        indexes = [
            models.Index(fields=["body", "address"], name="imports_origin_address"),
            models.Index(fields=["body", "law"], name="imports_origin_law"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} → {self.item}"

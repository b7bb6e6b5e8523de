"""What plays on the displays of a hall: boards with entries, and messages that come first."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Hall, Person
from sunshine.orgs.models.bodies import SLUG
from sunshine.publishing.models import Item


class Board(models.Model):
    """A list that displays of a hall play; the first one is the hall's main list."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="boards")
    slug = models.SlugField(max_length=40, validators=[SLUG])
    name = models.CharField(max_length=80)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["hall_id", "id"]
        constraints = [models.UniqueConstraint(fields=["hall", "slug"], name="places_board_slug")]

    def __str__(self) -> str:
        return self.name


class EntryKind(models.TextChoices):
    """What an entry shows."""

    NOTICES = "notices", _("一个栏目的最新条目")
    ITEM = "item", _("一个公开条目")
    WINDOWS = "windows", _("窗口和办公时间")
    DISCLOSURES = "disclosures", _("八项公开")
    PROMISES = "promises", _("服务承诺和兑现情况")
    SLOGAN = "slogan", _("标语或者文字")
    PICTURE = "picture", _("图片")


# What somebody has typed or drawn for the screen alone, and a second person looks at first.
OWN_KINDS = frozenset({EntryKind.SLOGAN, EntryKind.PICTURE})


class BoardEntryQuerySet(models.QuerySet["Entry"]):
    def approved(self) -> "BoardEntryQuerySet":
        """Return the entries that may play: own texts and pictures only when confirmed."""
        return self.filter(~Q(kind__in=OWN_KINDS) | Q(confirmed_at__isnull=False))


class Entry(models.Model):
    """One thing in a list, and when it plays."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="entries")
    rank = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EntryKind)
    section = models.SlugField(max_length=40, blank=True)
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="screen_entries"
    )
    text = models.CharField(max_length=400, blank=True)
    picture = models.CharField(max_length=64, blank=True, help_text="SHA-256 of a stored picture")
    # Null: as long as it takes to read.
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    days = models.CharField(max_length=7, default="1234567", help_text="1 is Monday")
    from_minute = models.PositiveSmallIntegerField(default=0, help_text="of the day in Beijing")
    to_minute = models.PositiveSmallIntegerField(default=1440)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = BoardEntryQuerySet.as_manager()

    class Meta:
        ordering = ["board_id", "rank", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text[:20]}".strip()

    @property
    def waits(self) -> bool:
        """Return whether a second person has yet to look at it."""
        return self.kind in OWN_KINDS and self.confirmed_at is None


class MessageQuerySet(models.QuerySet["Message"]):
    def running(self, at: datetime) -> "MessageQuerySet":
        """Return the messages that stand at ``at``, the latest first."""
        return self.filter(until__gt=at, ended_at=None).order_by("-since", "-pk")


class Message(models.Model):
    """What every screen of a hall says before anything else, until a moment."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="messages")
    text = models.CharField(max_length=60)
    text_en = models.CharField(max_length=160, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return self.text

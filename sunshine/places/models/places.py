"""The register of places, and the screens among them."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Hall, Post

# A screen asks every few seconds: one that has not for so long is off, or cut off.
SILENT_AFTER = timedelta(minutes=10)
# What is newer is on its way; what is older should have been taken up.
BEHIND_AFTER = timedelta(minutes=5)


class PlaceKind(models.TextChoices):
    """What a place is (条例 2019 art. 23, 25)."""

    WINDOW = "window", _("办事窗口")
    READING_ROOM = "reading_room", _("公共查阅室")
    MATERIAL_POINT = "material_point", _("资料索取点")
    BOARD = "board", _("公告栏")
    DESK = "desk", _("咨询台")
    KIOSK = "kiosk", _("触摸屏")
    DISPLAY = "display", _("电子显示屏")


SCREEN_KINDS = frozenset({PlaceKind.KIOSK, PlaceKind.DISPLAY})


class PlaceQuerySet(models.QuerySet["Place"]):
    def standing(self, on: date) -> "PlaceQuerySet":
        """Return the places that exist on ``on``."""
        return self.filter(Q(closed=None) | Q(closed__gt=on))


class Place(models.Model):
    """One place, in a hall or elsewhere, where something is disclosed or handed out."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places")
    hall = models.ForeignKey(
        Hall, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    kind = models.CharField(max_length=16, choices=PlaceKind)
    number = models.CharField(max_length=12, blank=True, help_text="what is written on it")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True, help_text="empty: that of the hall")
    hours = models.CharField(max_length=200, blank=True, help_text="empty: those of the hall")
    about = models.CharField(max_length=300, blank=True, help_text="what is done here")
    about_en = models.CharField(max_length=400, blank=True)
    equipment = models.CharField(max_length=300, blank=True)
    keeper = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    # The square of the hall's plan in which it stands; null: not on the plan.
    row = models.PositiveSmallIntegerField(null=True, blank=True)
    column = models.PositiveSmallIntegerField(null=True, blank=True)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True, help_text="first day it is no more")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["body__path", "hall_id", "kind", "number", "id"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def where(self) -> str:
        """Return its address, or that of its hall."""
        return self.address or (self.hall.address if self.hall else "")

    @property
    def open_hours(self) -> str:
        """Return its hours, or those of its hall."""
        return self.hours or (self.hall.office_hours if self.hall else "")


class Screen(models.Model):
    """A kiosk or a display: the address it opens bears its code, by which it is known."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="screen")
    code = models.CharField(max_length=10, unique=True, help_text="opaque, in its address")
    # What a display plays; a kiosk has none.
    board = models.ForeignKey(
        "places.Board", on_delete=models.PROTECT, null=True, blank=True, related_name="screens"
    )
    registered_at = models.DateTimeField()
    # Not later than a minute after it was seen: web processes write away once a minute.
    seen_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True, help_text="of the content it shows")
    version = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["place__body__path", "place__hall_id", "place__number", "id"]

    def __str__(self) -> str:
        return str(self.place)

    def is_silent(self, at: datetime) -> bool:
        """Return whether nothing was heard of it for ``SILENT_AFTER``."""
        return (self.seen_at or self.registered_at) < at - SILENT_AFTER

    def is_behind(self, current: datetime | None, at: datetime) -> bool:
        """Return whether it shows older content than is there since ``BEHIND_AFTER``."""
        if current is None or self.seen_at is None or current > at - BEHIND_AFTER:
            return False
        return self.shown_at is None or self.shown_at < current

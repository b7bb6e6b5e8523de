"""Paper at a place, and who comes to read it: stock, log, handing over, taking off."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Person
from sunshine.places.models.places import Place
from sunshine.publishing.models import Edition, Item, PlacePosting


class LeafletQuerySet(models.QuerySet["Leaflet"]):
    def low(self) -> "LeafletQuerySet":
        """Return the leaflets of which no more are left than the point of reordering."""
        return self.filter(stock__lte=F("reorder_at"), place__closed=None)


class Leaflet(models.Model):
    """Copies of something that lie at a place, counted; of an item, where it prints one."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="leaflets")
    title = models.CharField(max_length=120)
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="leaflets"
    )
    stock = models.PositiveIntegerField(default=0)
    reorder_at = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()
    # Moved each time the stock falls to the point: a new fall is told anew.
    low_since = models.DateTimeField(null=True, blank=True)

    objects = LeafletQuerySet.as_manager()

    class Meta:
        ordering = ["place_id", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "title"], name="places_leaflet_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_low(self) -> bool:
        """Return whether it is time to order more."""
        return self.stock <= self.reorder_at


class RoomVisit(models.Model):
    """One visit of a reading room: when, what for, and how it ended. Nobody's name."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="visits")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    sought = models.CharField(max_length=200)
    found = models.BooleanField(default=True)
    copies = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-came_at", "-id"]

    def __str__(self) -> str:
        return f"{self.came_at:%F %T} {self.sought}"


class HandOver(models.Model):
    """An item handed to an archive, a library or a government hall (条例 2019 art. 25)."""

    class To(models.TextChoices):
        ARCHIVE = "archive", _("国家档案馆")
        LIBRARY = "library", _("公共图书馆")
        SERVICE = "service", _("政务服务场所")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hand_overs")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="hand_overs")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=To)
    recipient = models.CharField(max_length=120)
    copies = models.PositiveSmallIntegerField(default=1)
    handed_on = models.DateField()
    handed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=80, blank=True, help_text="number of the receipt")
    received_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=64, blank=True, help_text="SHA-256 of a stored picture")

    class Meta:
        ordering = ["-handed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.recipient} {self.handed_on}"


class TakeOffQuerySet(models.QuerySet["TakeOff"]):
    def open(self) -> "TakeOffQuerySet":
        """Return the tasks that wait, the one due first on top."""
        return self.filter(done_at=None).order_by("due_on", "pk")


class TakeOff(models.Model):
    """Paper of an item that was withdrawn, to be taken off at one place, and the proof of it.

    What was pulled because of a leak has its tasks in ``publishing.TakedownTask``.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="take_offs")
    # The same item may be withdrawn, published anew, and withdrawn again.
    event = models.BigIntegerField()
    posting = models.ForeignKey(
        PlacePosting, on_delete=models.PROTECT, null=True, blank=True, related_name="take_offs"
    )
    leaflet = models.ForeignKey(
        Leaflet, on_delete=models.PROTECT, null=True, blank=True, related_name="take_offs"
    )
    where = models.CharField(max_length=300)
    due_on = models.DateField()
    statement = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=64, blank=True, help_text="SHA-256 of a stored picture")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TakeOffQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "posting"],
                condition=Q(posting__isnull=False),
                name="places_posting_once",
            ),
            models.UniqueConstraint(
                fields=["event", "leaflet"],
                condition=Q(leaflet__isnull=False),
                name="places_leaflet_off_once",
            ),
        ]

    def __str__(self) -> str:
        return self.where

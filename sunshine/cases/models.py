"""The header of a case, its hand-overs, its messages and its rating."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Delegation, Department, Person, PostHolding


class WaitingFor(models.TextChoices):
    """Whose turn it is."""

    OFFICE = "office", _("经办机关")
    APPLICANT = "applicant", _("申请人")
    OTHERS = "others", _("其他单位或者个人")
    NOBODY = "nobody", _("无须等待")


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Return the cases that are not closed."""
        return self.filter(closed_at__isnull=True)

    def overdue(self, on: date) -> "CaseQuerySet":
        """Return the open cases whose last day lies before ``on``, the longest overdue first."""
        return self.open().filter(due__lt=on).order_by("due", "id")

    def amber(self, on: date) -> "CaseQuerySet":
        """Return the open cases that are not overdue on ``on`` but soon will be."""
        return self.open().filter(amber__lte=on, due__gte=on).order_by("due", "id")

    def owned_by(self, person: Person, on: date) -> "CaseQuerySet":
        """Return the cases of ``person``, and of those for whom he stands in on ``on``."""
        lent = Delegation.objects.on(on).filter(deputy=person)
        here = lent.filter(holder=models.OuterRef("owner"), post__body=models.OuterRef("body"))
        # Who lends is looked up once, and finds the cases by their owner; the body for those alone.
        of_others = Q(owner__in=lent.values("holder")) & Q(models.Exists(here))
        return self.filter(Q(owner=person) | of_others).exclude(may_not_own=person)

    def ownerless(self, on: date) -> "CaseQuerySet":
        """Return the open cases whose owner has left, or has no post in the body any more.

        A deputy of the owner does not help: nobody stands in for who is not there to come back.
        """
        standing = Q(post__abolished__isnull=True) | Q(post__abolished__gt=on)
        here = {"post__body": models.OuterRef("body")}
        held = PostHolding.objects.on(on).filter(standing, person=models.OuterRef("owner"), **here)
        lent = Delegation.objects.on(on).filter(standing, deputy=models.OuterRef("owner"), **here)
        posted = models.Exists(held) | models.Exists(lent)
        gone = Q(owner__is_active=False) | Q(owner__left__lte=on) | ~posted
        return self.open().filter(gone).order_by("opened_at", "id")


class CaseSeries(models.Model):
    """The last number of a body, a kind and a year; drawn from by ``numbers.draw`` only."""

    key = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class Case(models.Model):
    """Who has a matter, since when, and until when; ``due`` is empty while no period runs."""

    kind = models.CharField(max_length=40)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60, db_index=True)
    code_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="owned_cases"
    )
    # Of a complaint: those complained of (首问负责制: not kept by whom it concerns).
    may_not_own = models.ManyToManyField(Person, blank=True, related_name="+")
    applicant = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="own_cases"
    )
    opened_at = models.DateTimeField()
    received_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True, db_index=True)
    amber = models.DateField(null=True, blank=True)
    waiting_for = models.CharField(max_length=10, choices=WaitingFor, default=WaitingFor.OFFICE)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [
            # With all that a list counts and sorts by: of very many no row is read to do so.
            models.Index(
                fields=["body", "kind", "closed_at", "due", "amber", "owner"],
                name="cases_worklists",
            ),
            models.Index(
                fields=["owner", "body", "due"],
                condition=Q(closed_at__isnull=True),
                name="cases_open_by_owner",
            ),
            # The account of a year: what came in it.
            models.Index(fields=["body", "kind", "received_on"], name="cases_received"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "year", "serial"], name="cases_case_number"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(owner__isnull=False),
                name="cases_open_case_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(amber__isnull=True) | Q(due__isnull=False, amber__lte=models.F("due")),
                name="cases_amber_before_due",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Return how the event log and letters name the case."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Return whether the case is not closed."""
        return self.closed_at is None


class Handover(models.Model):
    """The owner asks another to take a case over; it stays his until the other accepts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offered_cases")
    to_department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)
    decline_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True),
                name="cases_one_open_handover",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.from_person} → {self.to_person}"


class Message(models.Model):
    """A word between the applicant and the office; ``author`` is empty for an applicant."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    of_office = models.BooleanField()
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class Rating(models.Model):
    """What the applicant thinks of a closed case: given once, never changed."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField(help_text="1 to 5, 5 is best")
    comment = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=5), name="cases_rating_stars"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.stars}"

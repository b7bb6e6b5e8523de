"""Activities: where officers and people meet, what was asked there, who came, what is shown."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.campaigns.models.deployments import Participation
from sunshine.files.models import StoredFile
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Person


class PlaceKind(models.TextChoices):
    """Where: the ten kinds of the bulletin of 2008 first, then those that others used."""

    OFFICES = "offices", _("政府机关")
    PARKS = "parks", _("工业园区")
    CAMPUSES = "campuses", _("校园")
    BARRACKS = "barracks", _("军营")
    MINES = "mines", _("矿山")
    SHOPS = "shops", _("商场")
    BUSES = "buses", _("公交车")
    COMMUNITIES = "communities", _("社区")
    VILLAGES = "villages", _("农村")
    SCENIC = "scenic", _("风景区")
    HALLS = "halls", _("办税服务厅")
    FIRMS = "firms", _("企业")
    STREETS = "streets", _("街头广场")
    STUDIO = "studio", _("直播间")
    MEETING = "meeting", _("会议室")
    ONLINE = "online", _("网站")
    OTHER = "other", pgettext_lazy("place", "其他场所")


TEN_PLACES = tuple(PlaceKind)[:10]
# How the gate names a picture that is to be boxed.
PHOTOGRAPHS = "photograph:"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def announced(self) -> "ActivityQuerySet":
        """Return what everybody may see: announced, of a campaign that was sent down."""
        return self.filter(
            announced_at__isnull=False, part__campaign__deployed_at__isnull=False
        ).exclude(state=Activity.State.DROPPED)

    def ahead(self, at: datetime) -> "ActivityQuerySet":
        """Return the planned ones that are not over at ``at``, the next first."""
        return self.filter(state=Activity.State.PLANNED, ends_at__gt=at).order_by("begins_at", "id")


class Activity(models.Model):
    """One activity of a body: planned, announced, held."""

    class Kind(models.TextChoices):
        COUNTER = "counter", _("现场咨询")
        TALK = "talk", _("税法宣讲")
        OPEN_DAY = "open_day", _("开放参观")
        INTERVIEW = "interview", _("在线访谈")
        HOTLINE = "hotline", _("热线访谈")
        FORUM = "forum", _("座谈会")
        HEARING = "hearing", _("听证会")
        PRESS = "press", _("新闻发布会")
        DISPLAY = "display", _("展板展示")
        VISIT = "visit", _("上门辅导")
        VOLUNTEERS = "volunteers", _("志愿服务")
        OTHER = "other", pgettext_lazy("activity", "其他活动")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("activity", "计划中")
        HELD = "held", pgettext_lazy("activity", "已举办")
        DROPPED = "dropped", pgettext_lazy("activity", "已取消")

    part = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="activities")
    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    place_kind = models.CharField(max_length=11, choices=PlaceKind)
    place = models.CharField(max_length=120)
    begins_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    host = models.CharField(max_length=80, help_text="post or department")
    partners = models.JSONField(default=list, help_text="other bodies acting jointly")
    audience = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    access = models.CharField(max_length=120, blank=True, help_text="无障碍设施")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    dropped_reason = models.CharField(max_length=200, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True, help_text="None: no sign-up")
    taken = models.PositiveIntegerField(default=0)
    check_in_key = models.CharField(max_length=32, blank=True, help_text="in the QR code")
    attendance = models.PositiveIntegerField(null=True, blank=True)
    volunteers = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(taken__lte=F("seats")),
                name="campaigns_seats_not_oversold",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def seats_left(self) -> int:
        """Return how many may still sign up."""
        return 0 if self.seats is None else self.seats - self.taken

    @property
    def came(self) -> int:
        """Return how many checked in; one query."""
        return int(self.check_ins.aggregate(people=Sum("people"))["people"] or 0)


class ActivityMaterial(models.Model):
    """What was handed out, and how many."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=120)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class SignUp(models.Model):
    """Seats somebody keeps: no name, no address; whoever holds the link can give them back."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sign_ups")
    key_digest = models.CharField(max_length=64, unique=True)
    people = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.activity} {self.people}"


class CheckIn(models.Model):
    """Somebody came; ``visitor`` is a digest that no one can be read out of, once an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="check_ins")
    visitor = models.CharField(max_length=64)
    people = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "visitor"], name="campaigns_check_in_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.at:%H:%M}"


class ActivityQuestion(models.Model):
    """A question asked on the spot, answered there or later; who asked is not kept."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="questions")
    asked = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    was_on_spot = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.asked[:40]


class LeaderVisit(models.Model):
    """A leader who came: by post, never by name; what was asked, and what followed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="visits")
    post = models.CharField(max_length=60)
    asked = models.TextField(blank=True)
    followed = models.TextField(blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.post


class Photograph(models.Model):
    """A picture; published only where consent is recorded or faces and plates are boxed."""

    class State(models.TextChoices):
        UNDECIDED = "undecided", _("待处理")
        BOXING = "boxing", _("正在遮盖")
        CLEARED = "cleared", _("可以公开")
        INTERNAL = "internal", _("不公开")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photographs")
    code = models.CharField(max_length=10, unique=True, default=opaque_code)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # What is published: small, without what was written beside the pixels; the worker makes it.
    shown = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    caption = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.UNDECIDED)
    consent = models.CharField(max_length=200, blank=True, help_text="whose, kept where")
    was_boxed = models.BooleanField(default=False)
    trouble = models.CharField(max_length=40, blank=True, help_text="why boxing failed")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "file"], name="campaigns_photograph_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def gate_subject(self) -> str:
        """Return the name by which the gate knows the picture."""
        return f"{PHOTOGRAPHS}{self.code}"

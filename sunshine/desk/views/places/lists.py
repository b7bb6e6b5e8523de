"""What plays in a hall: lists, entries, order, preview, the message that comes first."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.places import BoardForm, EntryForm, MessageForm, PreviewForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.places.findings import crumbs, kept_board, kept_entry, kept_hall
from sunshine.desk.views.places.pages import keeper
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.orgs.models import Body
from sunshine.places.actions import lists as acts
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.models import Board, Entry
from sunshine.places.queries import times_of
from sunshine.places.schedule import DAY_MINUTES, EVERY_DAY, Slide, never_plays, round_seconds
from sunshine.places.slides import shown_slides
from sunshine.publishing.models import Section
from sunshine.ui.shell import Crumb


@keeper
def add_board(request: StaffRequest, slug: str) -> HttpResponse:
    """Add a list to a hall."""
    hall = kept_hall(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        acts.add_board(hall, by=request.person, at=request.at, **given)

    back = reverse("desk:hall", args=[hall.slug])
    title = _("新增播放列表")
    page = Page(title, _("新增"), _("播放列表已新增。"), back, "places", crumbs(hall))
    reasons = acts.why_not_add_board(hall, by=request.person, at=request.at)
    return act_page(request, BoardForm(request.POST or None), act, page, reasons=reasons)


@keeper
@require_POST
def close_board(request: StaffRequest, number: int) -> HttpResponse:
    """Give up a list."""
    board = kept_board(request, number)
    back = reverse("desk:hall", args=[board.hall.slug])
    return act_at_once(
        request,
        lambda: acts.close_board(board, by=request.person, at=request.at),
        done=_("播放列表已停用。"),
        back=back,
    )


@keeper
def board(request: StaffRequest, number: int) -> HttpResponse:
    """Show a list: its entries, and what plays at a moment, screen by screen."""
    found = kept_board(request, number)
    form = PreviewForm(request.GET or None)
    at = form.cleaned_data["at"] if form.is_bound and form.is_valid() else request.at
    entries = found.entries.select_related("item__current", "added_by", "confirmed_by")
    sections = Section.objects.filter(set__slug=found.hall.body.section_set)
    names = {section.slug: named(section) for section in sections}
    context = {
        "board": found,
        "entries": [(one, names.get(one.section, one.section), when_of(one)) for one in entries],
        "preview": preview_of(found, at),
        "preview_form": form if form.is_bound else PreviewForm(initial={"at": at}),
        "at": at,
        "reasons": acts.why_not_board(found, by=request.person, at=request.at),
    }
    way = [*crumbs(found.hall), Crumb(found.name)]
    return render_desk(request, "desk/places/board.html", context, current="places", crumbs=way)


def when_of(entry: Entry) -> str:
    """Return on which days of the week, and in which hours, an entry plays, in words."""
    if entry.days == EVERY_DAY:
        days = _("每天")
    elif entry.days == "12345":
        days = _("周一至周五")
    else:
        days = "、".join(str(WEEKDAYS[int(day) - 1]) for day in entry.days)
    if (entry.from_minute, entry.to_minute) == (0, DAY_MINUTES):
        return days
    ends = (f"{at // 60:02}:{at % 60:02}" for at in (entry.from_minute, entry.to_minute))
    return f"{days} {'—'.join(ends)}"


def preview_of(found: Board, at: datetime) -> dict[str, Any]:
    """Return what ``found`` plays at ``at``, its round, and whether that outlasts a day."""
    shown: list[tuple[Slide, dict[str, Any]]] = []
    for entry in found.entries.approved().select_related("item__current", "item__section"):
        times = times_of(entry)
        if times.plays_at(at):
            slides = shown_slides(found, entry, beijing_day(at))
            shown += [(Slide(entry.pk, slide["s"], times), slide) for slide in slides]
    rounds = [slide for slide, _facts in shown]
    least = min((slide.times.minutes_a_day for slide in rounds), default=DAY_MINUTES)
    return {
        "slides": [facts for _slide, facts in shown],
        "minutes": -(-round_seconds(rounds) // 60),
        "too_long": never_plays(rounds, least),
    }


@keeper
def add_entry(request: StaffRequest, number: int) -> HttpResponse:
    """Put an entry at the end of a list."""
    found = kept_board(request, number)
    form = EntryForm(
        request.POST or None, request.FILES or None, sections=_sections(found.hall.body)
    )

    def act(given: Mapping[str, Any]) -> None:
        picture = given["picture"]
        acts.add_entry(
            found,
            EntryFacts(**form.shown()),
            picture=picture,
            filename=picture.name if picture else "",
            by=request.person,
            at=request.at,
        )

    page = _page(found, _("加入一项"), _("加入"), _("已加入列表末尾。"))
    reasons = acts.why_not_board(found, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def change_entry(request: StaffRequest, number: int) -> HttpResponse:
    """Change what an entry shows, and when."""
    entry = kept_entry(request, number)
    initial = _initial(entry)
    form = EntryForm(
        request.POST or None, sections=_sections(entry.board.hall.body), initial=initial
    )

    def act(_given: Mapping[str, Any]) -> None:
        acts.change_entry(entry, EntryFacts(**form.shown()), by=request.person, at=request.at)

    del form.fields["picture"]
    page = _page(entry.board, _("改这一项"), _("保存"), _("已保存。"))
    reasons = acts.why_not_board(entry.board, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
@require_POST
def move_entry(request: StaffRequest, number: int, how: str) -> HttpResponse:
    """Confirm an entry, take it off, or move it up or down by one."""
    entry = kept_entry(request, number)
    by, at = request.person, request.at
    order = list(entry.board.entries.values_list("pk", flat=True))
    place = order.index(entry.pk)
    step = {"up": -1, "down": 1}.get(how, 0)
    other = min(max(place + step, 0), len(order) - 1)
    order[place], order[other] = order[other], order[place]
    known: dict[str, tuple[Callable[[], object], str]] = {
        "confirm": (lambda: acts.confirm_entry(entry, by=by, at=at), _("已核，开始播放。")),
        "drop": (lambda: acts.drop_entry(entry, by=by, at=at), _("已从列表中去掉。")),
    }
    ordered = (lambda: acts.order_entries(entry.board, order, by=by, at=at), _("顺序已改。"))
    act, done = known.get(how, ordered)
    back = reverse("desk:board", args=[entry.board.pk])
    return act_at_once(request, act, done=done, back=back)


@keeper
def set_message(request: StaffRequest, slug: str) -> HttpResponse:
    """Have every screen of a hall say something first."""
    hall = kept_hall(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        acts.set_message(hall, by=request.person, at=request.at, **given)

    page = Page(
        title=_("紧急通知"),
        button=_("马上显示"),
        done=_("通知已发出，联网的屏幕在5秒内显示。"),
        back=reverse("desk:hall", args=[hall.slug]),
        current="places",
        crumbs=crumbs(hall),
        intro=_("本厅的所有屏幕先显示这条通知，到时自动结束。"),
    )
    end = (request.at + timedelta(hours=4)).astimezone(BEIJING)
    form = MessageForm(request.POST or None, initial={"until": end})
    reasons = acts.why_not_set_message(hall, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
@require_POST
def end_message(request: StaffRequest, slug: str) -> HttpResponse:
    """End the message of a hall before its time."""
    hall = kept_hall(request, slug)
    last = hall.messages.first()
    if last is None:
        raise Http404
    back = reverse("desk:hall", args=[hall.slug])
    return act_at_once(
        request,
        lambda: acts.end_message(last, by=request.person, at=request.at),
        done=_("通知已结束。"),
        back=back,
    )


def _sections(body: Body) -> Any:
    return Section.objects.filter(set__slug=body.section_set, closed=None)


def _initial(entry: Entry) -> dict[str, Any]:
    def clock(minute: int) -> str:
        return f"{minute // 60 % 24:02}:{minute % 60:02}"

    return {
        "kind": entry.kind,
        "section": entry.section,
        "item": entry.item.code if entry.item else "",
        "text": entry.text,
        "seconds": entry.seconds,
        "since": entry.since,
        "until": entry.until,
        "days": list(entry.days),
        "from_time": clock(entry.from_minute) if entry.from_minute else "",
        "to_time": clock(entry.to_minute) if entry.to_minute < DAY_MINUTES else "",
    }


def _page(found: Board, title: str, button: str, done: str) -> Page:
    back = reverse("desk:board", args=[found.pk])
    return Page(title, button, done, back, "places", crumbs(board=found))

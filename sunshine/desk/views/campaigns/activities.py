"""Activities of a body: the calendar, announcing, how it went, questions, visits, photographs."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.campaigns.actions import activities, photographs
from sunshine.campaigns.models import Activity, Photograph
from sunshine.campaigns.standing import visible_parts, why_not_take_part
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.activities import (
    ActivityForm,
    AnswerForm,
    ConsentForm,
    HeldForm,
    PhotographForm,
    QuestionForm,
    VisitForm,
)
from sunshine.desk.forms.campaigns import ReasonForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.refusals import sentence
from sunshine.desk.views.campaigns.deploying import MENU
from sunshine.desk.views.campaigns.found import below, may, part_for, worker
from sunshine.desk.views.campaigns.taking_part import part_address, part_crumbs
from sunshine.desk.views.gate.boxes import boxes_of, rows_of
from sunshine.gate.explaining import file_sentence
from sunshine.gate.page_pictures import page_picture
from sunshine.gate.serving import why_not_serve
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.publishing.duties import EDITING
from sunshine.ui.shell import Crumb


def _activity(request: StaffRequest, code: str, *, to_act: bool = False) -> Activity:
    paths = visible_parts(request.person, request.today)
    found = Activity.objects.filter(below(paths, "part__body__path")).select_related(
        "part__campaign__body", "part__body", "part__handed_to"
    )
    one: Activity = get_object_or_404(found, code=code)
    if to_act and not may(request, one.part.body, *EDITING):
        raise Http404
    return one


def _address(activity: Activity) -> str:
    return reverse("desk:activity", args=[activity.code])


def _page(activity: Activity, title: str, button: str, done: str, intro: str = "") -> Page:
    way = part_crumbs(activity.part, Crumb(activity.title, _address(activity)))
    return Page(title, button, done, _address(activity), MENU, way, intro)


@worker
def plan(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Put an activity into the calendar."""
    part = part_for(request, code, slug)

    def act(given: Mapping[str, Any]) -> None:
        facts: Any = dict(given)
        activities.plan_activity(part, by=request.person, at=request.at, **facts)

    page = Page(
        title=_("计划活动"),
        button=_("保存"),
        done=_("已列入计划。公布以后公众才能看到。"),
        back=part_address(part),
        current=MENU,
        crumbs=part_crumbs(part),
    )
    reasons = why_not_take_part(part, request.person, request.today)
    return act_page(request, ActivityForm(request.POST or None), act, page, reasons=reasons)


@worker
def activity(request: StaffRequest, code: str) -> HttpResponse:
    """Show an activity and all that can be done about it."""
    found = _activity(request, code)
    path = f"/activities/{found.code}/in/{found.check_in_key}/"
    context = {
        "activity": found,
        "acts": may(request, found.part.body, *EDITING),
        "has_begun": found.begins_at <= request.at,
        "questions": found.questions.all(),
        "visits": found.visits.all(),
        "materials": found.materials.all(),
        "photographs": [
            (one, file_sentence(one.trouble, {}) if one.trouble else "")
            for one in found.photographs.all()
        ],
        "came": found.came,
        "check_in": request.build_absolute_uri(path) if found.check_in_key else "",
    }
    way = part_crumbs(found.part, Crumb(found.title))
    template = "desk/campaigns/activity.html"
    return render_desk(request, template, context, current=MENU, crumbs=way)


@worker
def change(request: StaffRequest, code: str) -> HttpResponse:
    """Change what is planned."""
    found = _activity(request, code, to_act=True)

    def act(given: Mapping[str, Any]) -> None:
        facts: Any = dict(given)
        activities.change_activity(found, by=request.person, at=request.at, **facts)

    initial = {name: getattr(found, name) for name in ActivityForm.base_fields}
    initial["partners"] = "、".join(found.partners)
    form = ActivityForm(request.POST or None, initial=initial)
    return act_page(request, form, act, _page(found, _("修改活动"), _("保存"), _("已保存。")))


@worker
@require_POST
def announce(request: StaffRequest, code: str) -> HttpResponse:
    """Show the activity to everybody."""
    found = _activity(request, code, to_act=True)

    def act() -> None:
        activities.announce(found, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("活动已公布。"), back=_address(found))


def _acting(
    form: type[forms.Form], do: Callable[..., object], title: Any, button: Any, done: Any
) -> Any:
    """Return the view of one act about an activity, which takes what ``form`` holds."""

    @worker
    def view(request: StaffRequest, code: str) -> HttpResponse:
        """Do one act about an activity."""
        found = _activity(request, code, to_act=True)

        def act(given: Mapping[str, Any]) -> None:
            do(found, by=request.person, at=request.at, **given)

        page = _page(found, str(title()), str(button()), str(done()))
        return act_page(request, form(request.POST or None), act, page)

    return view


drop = _acting(
    ReasonForm,
    activities.drop_activity,
    lambda: _("取消活动"),
    lambda: _("取消活动"),
    lambda: _("活动已取消，公众页面随即说明。"),
)
held = _acting(
    HeldForm,
    activities.record_held,
    lambda: _("登记举办情况"),
    lambda: _("登记"),
    lambda: _("已登记。"),
)
question = _acting(
    QuestionForm,
    activities.note_question,
    lambda: _("登记现场提问"),
    lambda: _("登记"),
    lambda: _("已登记。"),
)
visit = _acting(
    VisitForm,
    activities.note_visit,
    lambda: _("登记领导到场"),
    lambda: _("登记"),
    lambda: _("已登记。"),
)


@worker
def answer(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Answer later what was asked on the spot."""
    found = _activity(request, code, to_act=True)
    asked = get_object_or_404(found.questions, pk=number)

    def act(given: Mapping[str, Any]) -> None:
        activities.answer_question(asked, by=request.person, at=request.at, **given)

    page = _page(found, _("答复提问"), _("保存答复"), _("已答复。"), asked.asked)
    return act_page(request, AnswerForm(request.POST or None), act, page)


@worker
def add_photograph(request: StaffRequest, code: str) -> HttpResponse:
    """Upload a photograph; it is not published as yet."""
    found = _activity(request, code, to_act=True)

    def act(given: Mapping[str, Any]) -> None:
        refused: list[Reason] = []
        for file in given["file"]:
            facts: dict[str, Any] = {"filename": file.name, "caption": given["caption"]}
            try:
                photographs.add_photograph(
                    found, stream=file, **facts, by=request.person, at=request.at
                )
            except Refused as why:
                refused += why.reasons
        # What was sound is kept; the others are named.
        if len(refused) < len(given["file"]):
            for reason in refused:
                messages.warning(request, sentence(reason))
        else:
            refuse_if(refused)

    intro = _("照片先不公开。登记了同意，或者遮盖了人脸和车牌，才会进入专报。")
    page = _page(found, _("上传照片"), _("上传"), _("照片已保存，还不公开。"), intro)
    form = PhotographForm(request.POST or None, request.FILES or None)
    return act_page(request, form, act, page)


def _photograph(request: StaffRequest, code: str, photo: str) -> Photograph:
    found = _activity(request, code, to_act=True)
    shown = found.photographs.select_related("file", "activity__part__campaign__body")
    one: Photograph = get_object_or_404(shown, code=photo)
    if one.file.is_sealed or why_not_serve(one.file.sha256, ""):
        raise Http404
    return one


@worker
def consent(request: StaffRequest, code: str, photo: str) -> HttpResponse:
    """Record the consent of those who can be recognised."""
    one = _photograph(request, code, photo)

    def act(given: Mapping[str, Any]) -> None:
        photographs.record_consent(one, by=request.person, at=request.at, **given)

    page = _page(one.activity, _("登记同意公开"), _("登记"), _("照片可以公开。"), one.name)
    return act_page(request, ConsentForm(request.POST or None), act, page)


@worker
@require_POST
def keep_internal(request: StaffRequest, code: str, photo: str) -> HttpResponse:
    """Keep a photograph out of everything that is published."""
    one = _photograph(request, code, photo)

    def act() -> None:
        photographs.keep_internal(one, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("照片不公开。"), back=_address(one.activity))


@worker
def box(request: StaffRequest, code: str, photo: str) -> HttpResponse:
    """Draw boxes over faces and plates, or write them as percentages; the worker paints them."""
    one = _photograph(request, code, photo)
    back = _address(one.activity)
    refused: list[str] = []
    if request.method == "POST" and request.POST.get("act") == "box":
        try:
            boxes = boxes_of(request.POST)
            photographs.box(one, boxes, by=request.person, at=request.at)
            return act_at_once(
                request, lambda: None, done=_("正在遮盖，几秒钟后可以公开。"), back=back
            )
        except Refused as why:
            refused = [sentence(reason) for reason in why.reasons]
    drawn = page_picture(one.file.sha256, 1, request.at)
    if drawn is None:
        raise Http404
    empty = {"page": "1", "left": "", "top": "", "width": "", "height": ""}
    context = {
        "photograph": one,
        "activity": one.activity,
        "drawn": drawn,
        "trouble": file_sentence(drawn.code, drawn.facts) if drawn.code else "",
        "rows": [*(rows_of(request.POST) if request.POST else []), empty, empty],
        "refused": refused,
        "back": back,
        "count": 1,
        "reasons": photographs.why_not_decide(one, by=request.person, on=request.today),
    }
    way = part_crumbs(one.activity.part, Crumb(one.activity.title, back), Crumb(_("遮盖人脸车牌")))
    return render_desk(
        request,
        "desk/campaigns/boxes.html",
        context,
        current=MENU,
        crumbs=way,
        status=422 if refused else 200,
    )


@worker
def picture(request: StaffRequest, code: str, photo: str) -> HttpResponse:
    """Return the picture as the worker drew it, for the page on which boxes are drawn."""
    one = _photograph(request, code, photo)
    drawn = page_picture(one.file.sha256, 1, request.at)
    if drawn is None or drawn.png is None:
        raise Http404
    response = HttpResponse(bytes(drawn.png), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

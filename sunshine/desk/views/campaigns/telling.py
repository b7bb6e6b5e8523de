"""The press, briefs sent upward, suggestions of the staff."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.campaigns.actions import press, upward
from sunshine.campaigns.models import Brief, PressRelease, Report, Suggestion
from sunshine.campaigns.queries import adoption_by_body, as_brief
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.activities import ReleaseForm, UpwardForm, VerdictForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.campaigns.bulletin import RecordForm
from sunshine.desk.views.campaigns.found import WORKING, may, worker
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.orgs.models import Body, Post, Role
from sunshine.publishing.actions.editing import begin_item
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.publishing.models import Section
from sunshine.ui.shell import Crumb

_MENU = "campaigns"


def _bodies(request: StaffRequest, *roles: Role) -> Any:
    own = [post.body_id for post in request.posts if not roles or set(roles) & set(post.roles)]
    return Body.objects.filter(pk__in=own, dissolved=None).in_tree_order()


def _page(title: str, button: str, done: str, back: str, crumb: str, *, intro: str = "") -> Page:
    return Page(title, button, done, back, _MENU, [Crumb(crumb, back)], intro)


def _releases(request: StaffRequest) -> Any:
    """Return the releases of the person's own bodies; they exist for nobody else."""
    own = [post.body_id for post in request.posts if WORKING & set(post.roles)]
    spoken = [post.pk for post in request.posts]
    found = PressRelease.objects.filter(Q(body__in=own) | Q(spokesperson__in=spoken))
    return found.select_related("body", "spokesperson__body", "item")


@staff
def releases(request: StaffRequest) -> HttpResponse:
    """Show the press releases of the person's bodies."""
    rows = [
        (
            one,
            press.why_not_agree(one, by=request.person, on=request.today),
            press.why_not_hand_to_record(one, by=request.person, at=request.at),
            press.why_not_change(one, by=request.person, on=request.today),
        )
        for one in leaf_of(request, _releases(request)).rows
    ]
    context = {
        "rows": rows,
        "leaf": leaf_of(request, _releases(request)),
        "may_write": _bodies(request, *EDITING).exists(),
        "now": request.at,
    }
    template = "desk/campaigns/releases.html"
    way = [Crumb(_("新闻通稿"))]
    return render_desk(request, template, context, current=_MENU, crumbs=way)


@worker
def write_release(request: StaffRequest) -> HttpResponse:
    """Write a press release."""

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        body = facts["spokesperson"].body
        press.write_release(body, by=request.person, at=request.at, **facts)

    bodies = _bodies(request, *EDITING)
    posts = Post.objects.filter(body__in=bodies, abolished=None).select_related("body")
    back = reverse("desk:releases")
    page = _page(_("写通稿"), _("保存"), _("通稿已保存，等新闻发言人同意。"), back, _("新闻通稿"))
    return act_page(request, ReleaseForm(request.POST or None, posts=posts), act, page)


@worker
def change_release(request: StaffRequest, code: str) -> HttpResponse:
    """Change a press release that its spokesperson has not agreed to."""
    one = get_object_or_404(_releases(request), code=code)
    how: dict[str, Any] = {"by": request.person, "at": request.at}

    def act(given: Mapping[str, Any]) -> None:
        press.change_release(one, **given, **how)

    typed = {"title": one.title, "text": one.text, "embargo_until": one.embargo_until}
    form = ReleaseForm(request.POST or None, posts=Post.objects.none(), initial=typed)
    # Whom the press may ask was settled when it was written.
    del form.fields["spokesperson"]
    back = reverse("desk:releases")
    page = _page(_("修改通稿"), _("保存"), _("通稿已修改。"), back, _("新闻通稿"))
    reasons = press.why_not_change(one, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@staff
@require_POST
def agree(request: StaffRequest, code: str) -> HttpResponse:
    """Agree to a release as spokesperson."""
    one = get_object_or_404(_releases(request), code=code)

    def act() -> None:
        press.agree(one, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("已同意。"), back=reverse("desk:releases"))


@worker
def release_to_record(request: StaffRequest, code: str) -> HttpResponse:
    """Make a release an item of the record, after the embargo."""
    one = get_object_or_404(_releases(request), code=code)
    how: dict[str, Any] = {"by": request.person, "at": request.at}

    def act(given: Mapping[str, Any]) -> HttpResponse:
        content = "".join(f"<p>{escape(row)}</p>" for row in one.text.splitlines() if row.strip())
        item = begin_item(
            one.body,
            given["section"],
            title=one.title,
            summary=given["summary"],
            content=content,
            made_on=request.today,
            **how,
        )
        press.hand_to_record(one, item=item, **how)
        return redirect("desk:item", item.code)

    back = reverse("desk:releases")
    page = _page(_("转为公开条目"), _("转为草稿"), "", back, _("新闻通稿"))
    form = RecordForm(request.POST or None, initial={"summary": one.title})
    sections = Section.objects.filter(set__slug=one.body.section_set, closed=None)
    form.fields["section"].queryset = sections  # type: ignore[attr-defined]
    reasons = press.why_not_hand_to_record(one, **how)
    if reasons:
        form = RecordForm(initial={"summary": one.title})
    return act_page(request, form, act, page, reasons=reasons)


@worker
def briefs(request: StaffRequest) -> HttpResponse:
    """Show the briefs sent and received, and how many of each body were adopted this year."""
    own = list(_bodies(request, *WORKING))
    rows = Brief.objects.filter(Q(body__in=own) | Q(to__in=own)).select_related("body", "to")
    leaf = leaf_of(request, rows)
    context = {
        "leaf": leaf,
        "rows": [(one, may(request, one.to, *DISCLOSURE)) for one in leaf.rows],
        "tables": [
            (body, table) for body in own if (table := adoption_by_body(body, request.today.year))
        ],
        "year": request.today.year,
        "may_send": _bodies(request, *EDITING).exclude(parent=None).exists(),
    }
    template, way = "desk/campaigns/briefs.html", [Crumb(_("信息报送"))]
    return render_desk(request, template, context, current=_MENU, crumbs=way)


@worker
def send_brief(request: StaffRequest) -> HttpResponse:
    """Send a brief up; ``?report=`` names the report that it is drawn from."""
    bodies = _bodies(request, *EDITING).exclude(parent=None)
    report = _drawn_from(request, bodies)

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given) | {"report": report, "by": request.person, "at": request.at}
        upward.send_brief(facts.pop("body"), **facts)

    initial: dict[str, Any] = {"body": bodies.first()}
    if report is not None:
        title, text = as_brief(report)
        initial = {"body": report.part.body, "title": title, "text": text}
    form = UpwardForm(request.POST or None, bodies=bodies, initial=initial)
    back = reverse("desk:briefs")
    page = _page(_("报送信息"), _("报送"), _("已报送上级机关。"), back, _("信息报送"))
    return act_page(request, form, act, page)


def _drawn_from(request: StaffRequest, bodies: Any) -> Report | None:
    code = request.GET.get("report", "")
    if not code:
        return None
    found = Report.objects.select_related("part__body").prefetch_related("passages")
    one: Report = get_object_or_404(found, code=code, part__body__in=bodies)
    return one


@worker
def decide_brief(request: StaffRequest, code: str) -> HttpResponse:
    """Adopt a brief or say why not."""
    own = _bodies(request, *WORKING)
    one = get_object_or_404(Brief.objects.select_related("body", "to"), code=code, to__in=own)

    def act(given: Mapping[str, Any]) -> None:
        upward.decide_brief(one, by=request.person, at=request.at, **given)

    back = reverse("desk:briefs")
    page = _page(
        _("处理报送信息"),
        _("确认"),
        _("已处理，并告知报送单位。"),
        back,
        _("信息报送"),
        intro=one.text,
    )
    return act_page(request, VerdictForm(request.POST or None), act, page)


@staff
def suggestions(request: StaffRequest) -> HttpResponse:
    """Show one's own suggestions, and to the disclosure office those of its body."""
    led = [body.pk for body in _bodies(request, *DISCLOSURE)]
    rows = Suggestion.objects.filter(Q(made_by=request.person) | Q(body__in=led))
    leaf = leaf_of(request, rows.select_related("body", "made_by"))
    context = {
        "leaf": leaf,
        "rows": [
            (one, one.body_id in led and one.made_by_id != request.person.pk) for one in leaf.rows
        ],
    }
    template, way = "desk/campaigns/suggestions.html", [Crumb(_("合理化建议"))]
    return render_desk(request, template, context, current=_MENU, crumbs=way)


@staff
def suggest(request: StaffRequest) -> HttpResponse:
    """Make a suggestion to one's own body."""

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        upward.suggest(facts.pop("body"), by=request.person, at=request.at, **facts)

    bodies = _bodies(request)
    form = UpwardForm(request.POST or None, bodies=bodies, initial={"body": bodies.first()})
    back = reverse("desk:suggestions")
    page = _page(_("提建议"), _("提交"), _("建议已提交。"), back, _("合理化建议"))
    return act_page(request, form, act, page)


@worker
def decide_suggestion(request: StaffRequest, code: str) -> HttpResponse:
    """Adopt a suggestion or say why not."""
    led = _bodies(request, *DISCLOSURE)
    one = get_object_or_404(Suggestion.objects.select_related("body"), code=code, body__in=led)

    def act(given: Mapping[str, Any]) -> None:
        upward.decide_suggestion(one, by=request.person, at=request.at, **given)

    back = reverse("desk:suggestions")
    page = _page(
        _("处理建议"), _("确认"), _("已处理，并告知提出人。"), back, _("合理化建议"), intro=one.text
    )
    return act_page(request, VerdictForm(request.POST or None), act, page)

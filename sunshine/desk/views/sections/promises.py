"""What one body promises for each section, how it numbers, and which set it uses."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.sections import AssignSetForm, PracticeForm, PromiseForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.templatetags.desk import named_short
from sunshine.desk.views.oversight.figures import TONES
from sunshine.desk.views.sections.findings import KEEPING, crumbs, kept_body, section_of
from sunshine.orgs.models import Body, Role
from sunshine.orgs.rights import may
from sunshine.publishing.actions import sections
from sunshine.publishing.freshness import STATE_LABELS, freshness_of
from sunshine.publishing.models import BodyPractice, SectionPromise, SectionSet
from sunshine.ui.shell import Crumb

_keeper = role(*KEEPING)
_admin = role(Role.ADMINISTRATOR)


@_keeper
def promises(request: StaffRequest, slug: str) -> HttpResponse:
    """Show what a body promises for each section, and how it numbers its items."""
    body = kept_body(request, slug)
    rows = freshness_of(body, request.today)
    context = {
        "body": body,
        "rows": [(one, TONES[one.state], STATE_LABELS[one.state]) for one in rows],
        "practice": _practice(body),
        "set": SectionSet.objects.filter(slug=body.section_set).first(),
        "may_number": may(request.person, Role.ADMINISTRATOR, body, request.today),
    }
    return render_desk(
        request,
        "desk/sections/promises.html",
        context,
        current="sections",
        crumbs=[*crumbs(), Crumb(named_short(body))],
    )


def _practice(body: Body) -> BodyPractice:
    return BodyPractice.objects.filter(body=body).first() or BodyPractice(body=body)


@_keeper
def promise(request: StaffRequest, slug: str, section: str) -> HttpResponse:
    """Set who answers for a section of a body, and its update period."""
    body = kept_body(request, slug)
    chosen = section_of(body.section_set, section)
    standing = SectionPromise.objects.filter(body=body, section=chosen).first()

    def act(given: Mapping[str, Any]) -> None:
        sections.promise_section(body, chosen, by=request.person, at=request.at, **given)

    initial = {"post": standing.post_id, "update_days": standing.update_days} if standing else {}
    posts = body.posts.filter(abolished=None).select_related("body")
    page = Page(
        title=_("%(section)s：责任岗位和更新期限") % {"section": chosen.name},
        button=_("保存"),
        done=_("约定已保存。"),
        back=reverse("desk:promises", args=[slug]),
        current="sections",
        crumbs=crumbs(body),
        intro=_("责任岗位答复这个栏目的网页纠错，快到期时收到提醒；更新期限对外公布。"),
    )
    return act_page(
        request, PromiseForm(request.POST or None, initial=initial, posts=posts), act, page
    )


def _numbered(request: StaffRequest, slug: str) -> Body:
    """Return a body that the person administers; others find nothing here."""
    body = kept_body(request, slug)
    if not may(request.person, Role.ADMINISTRATOR, body, request.today):
        raise Http404
    return body


@_admin
def practice(request: StaffRequest, slug: str) -> HttpResponse:
    """Set how a body numbers its items."""
    body = _numbered(request, slug)
    standing = _practice(body)

    def act(given: Mapping[str, Any]) -> None:
        sections.set_practice(body, by=request.person, at=request.at, **given)

    initial = {name: getattr(standing, name) for name in PracticeForm.base_fields}
    page = Page(
        title=_("索引号与保密审查"),
        button=_("保存"),
        done=_("已保存。今后公开的条目按新样式编号。"),
        back=reverse("desk:promises", args=[slug]),
        current="sections",
        crumbs=crumbs(body),
        facts=[
            (_("组织机构代码"), body.org_code or _("没有登记")),
            (_("统一社会信用代码"), body.credit_code or _("没有登记")),
        ],
    )
    return act_page(request, PracticeForm(request.POST or None, initial=initial), act, page)


@_admin
def assign_set(request: StaffRequest, slug: str) -> HttpResponse:
    """Let a body publish in the sections of another set."""
    body = _numbered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        sections.assign_section_set(body, by=request.person, at=request.at, **given)

    page = Page(
        title=_("选用栏目方案"),
        button=_("选用"),
        done=_("栏目方案已更换。请为各栏目约定责任岗位。"),
        back=reverse("desk:promises", args=[slug]),
        current="sections",
        crumbs=crumbs(body),
        intro=_("只有还没有条目的机关可以更换栏目方案。"),
    )
    return act_page(request, AssignSetForm(request.POST or None), act, page)

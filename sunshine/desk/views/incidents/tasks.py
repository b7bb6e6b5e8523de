"""Tasks after a pull: paper in halls and at places, persons, other sites; each with its proof."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.incidents import PlaceForm, TaskForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.pictures import shown_picture
from sunshine.desk.templatetags.desk import named, named_short
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.publishing.findings import keeps
from sunshine.publishing.actions import incidents as acts
from sunshine.publishing.models import PAPER, Incident, TakedownTask, TaskKind
from sunshine.publishing.removal_forms import removal_forms
from sunshine.ui.dates import day_words, moment_words
from sunshine.ui.shell import Crumb

_publisher = role(*PUBLISHING)
_RELATED = ("hall", "done_by", "incident__item__body", "incident__item__section")


def _in_reach(request: StaffRequest) -> QuerySet[TakedownTask]:
    """Return the tasks of the person's own bodies: paper for all, the rest for its keepers."""
    reach = Q(pk__in=[])
    for post in request.posts:
        if PUBLISHING & set(post.roles):
            mine = Q(incident__item__body=post.body)
            kept = keeps(request, post.body)
            reach |= mine if kept else mine & Q(kind__in=PAPER)
    return TakedownTask.objects.filter(reach).select_related(*_RELATED)


def _found(request: StaffRequest, number: int) -> TakedownTask:
    found = get_object_or_404(TakedownTask.objects.select_related(*_RELATED), pk=number)
    body = found.incident.item.body
    mine = any(post.body.contains(body) and PUBLISHING & set(post.roles) for post in request.posts)
    if not (keeps(request, body) or (mine and found.kind in PAPER)):
        raise Http404
    return found


@_publisher
def takedowns(request: StaffRequest) -> HttpResponse:
    """Show what is to be taken away or told, what is due first on top, and what is done."""
    tasks = _in_reach(request)
    context = {
        "open": tasks.filter(outcome="").order_by("due_at", "pk"),
        "leaf": leaf_of(request, tasks.exclude(outcome="").order_by("-done_at", "-pk")),
        "at": request.at,
    }
    crumbs = [Crumb(_("清理任务"))]
    return render_desk(
        request, "desk/incidents/takedowns.html", context, current="takedowns", crumbs=crumbs
    )


@_publisher
def takedown(request: StaffRequest, number: int) -> HttpResponse:
    """Show one task; record how it ended, with a picture that proves it."""
    task = _found(request, number)
    by, at = request.person, request.at
    form = TaskForm(request.POST or None, request.FILES or None, kind=task.kind)

    def act(given: Mapping[str, Any]) -> None:
        picture = given["picture"]
        acts.finish_task(
            task,
            outcome=given["outcome"],
            statement=given["statement"],
            picture=picture,
            filename=picture.name if picture else "",
            by=by,
            at=at,
        )

    page = Page(
        title=str(task),
        button=_("登记"),
        done=_("已登记。"),
        back=reverse("desk:takedowns"),
        current="takedowns",
        crumbs=[Crumb(_("清理任务"), reverse("desk:takedowns"))],
        intro=str(_INTROS[task.kind]),
        facts=_facts(request, task),
        template="desk/incidents/task.html",
        more={
            "task": task,
            "may_see_proof": _may_see_proof(request, task),
            "removal_forms": removal_forms() if task.kind == TaskKind.CACHES else (),
        },
    )
    reasons = acts.why_not_finish_task(task, by=by, at=at)
    return act_page(request, form, act, page, reasons=reasons)


_INTROS: dict[str, Promise] = {
    TaskKind.HALL: gettext_lazy(
        "请查宣传栏、资料架、触摸屏和窗口手册，取下或者换掉这份材料的全部纸质件和缓存。"
    ),
    TaskKind.PLACE: gettext_lazy("请到张贴地点取下这份材料，拍照留存。"),
    TaskKind.PERSON: gettext_lazy(
        "泄露个人信息的，应当告知本人：泄露了什么、可能的危害、已采取的措施、"
        "本人可以采取的措施和联系方式。采取措施能够有效避免造成危害的，"
        "可以不告知，写明理由（个人信息保护法第五十七条）。"
    ),
    TaskKind.CACHES: gettext_lazy(
        "请搜索引擎删除快照，请转载网站删除；写明何时向谁提交、结果如何。"
    ),
}


def _facts(request: StaffRequest, task: TakedownTask) -> list[tuple[str, object]]:
    """Return by what the paper is known; its title only to those who keep what was sealed."""
    item, incident = task.incident.item, task.incident
    edition = incident.edition or item.current
    facts: list[tuple[str, object]] = [
        (_("机关"), named(item.body)),
        (_("索引号"), item.index_number or "—"),
        (_("栏目"), named(item.section)),
        (_("公开日期"), day_words(item.published_here) if item.published_here else "—"),
        (_("下线范围"), incident.what if incident.attachment is None else _("一个附件")),
        (_("最迟办完"), moment_words(task.due_at)),
    ]
    if keeps(request, item.body) and edition is not None:
        facts.insert(0, (_("标题"), edition.title))
    else:
        facts.append((_("认不出是哪一份"), _("请问公开工作机构 %(telephone)s") % _office(task)))
    return facts


def _office(task: TakedownTask) -> dict[str, str]:
    body = task.incident.item.body
    return {"telephone": body.disclosure_telephone or body.telephone or named_short(body)}


def _may_see_proof(request: StaffRequest, task: TakedownTask) -> bool:
    mine = task.done_by_id == request.person.pk
    return bool(task.proof) and (mine or keeps(request, task.incident.item.body))


@_publisher
def proof(request: StaffRequest, number: int) -> HttpResponseBase:
    """Show the picture that proves a task, to who took it and to those who keep the incident."""
    task = _found(request, number)
    if not _may_see_proof(request, task):
        raise Http404
    return shown_picture(task.proof)


@_publisher
def add_place(request: StaffRequest, number: int) -> HttpResponse:
    """Name one more place where a copy may be."""
    related = Incident.objects.select_related("item__body")
    incident = get_object_or_404(related, pk=number)
    if not keeps(request, incident.item.body):
        raise Http404
    by, at = request.person, request.at

    def act(given: Mapping[str, Any]) -> None:
        acts.add_task(incident, place=given["place"], by=by, at=at)

    page = Page(
        title=_("还有别处"),
        button=_("建立任务"),
        done=_("任务已建立。"),
        back=reverse("desk:incident", args=[incident.pk]),
        current="incidents",
        crumbs=[
            Crumb(_("泄露事件"), reverse("desk:incidents")),
            Crumb(named_short(incident.item.body), reverse("desk:incident", args=[incident.pk])),
        ],
        intro=_("还有哪里张贴、发放或者转发过这份材料。"),
    )
    reasons = acts.why_not_add_task(incident, by=by, at=at)
    return act_page(request, PlaceForm(request.POST or None), act, page, reasons=reasons)

"""Items: the list of them, and one of them with all its editions."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.publishing import ArrangeForm, BeginForm, NewEditionForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.publishing.findings import (
    SEALED,
    editions_seen,
    item_crumbs,
    items_seen,
    known_item,
    named_item,
    own_bodies,
    seen_paper,
    writes_in,
    written_item,
)
from sunshine.desk.views.publishing.lists import (
    MOST_EXPORTED,
    Column,
    as_csv,
    sheet_of,
    wants_export,
)
from sunshine.orgs.models import Body, NamedGroup
from sunshine.publishing.actions import editing, takedown
from sunshine.publishing.actions.editing import ANEW
from sunshine.publishing.addresses import address_of
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import (
    Attribute,
    Audience,
    Edition,
    EditionState,
    Item,
    ItemState,
    Paper,
)
from sunshine.publishing.placing import open_edition
from sunshine.publishing.visibility import listed, viewer_of
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Fact

_publisher = role(*PUBLISHING)
_writer = role(*EDITING)
MOST_FOUND = 20
COLUMNS = (
    Column("title", gettext_lazy("标题"), ("shown_title",)),
    Column("section", gettext_lazy("栏目"), ("section__rank",)),
    Column("audience", gettext_lazy("公开范围"), ("audience",)),
    Column("state", gettext_lazy("状态"), ("state",)),
    Column("changed", gettext_lazy("最近变动"), ("last_change",)),
)


@_publisher
def items_page(request: StaffRequest) -> HttpResponse:
    """Show the items of the person's bodies: sought, filtered, sorted, as pages or CSV."""
    rows = _sought(request)
    if wants_export(request):
        return _exported(rows.order_by("-last_change", "-pk")[:MOST_EXPORTED])
    context = {
        "sheet": sheet_of(request, rows, COLUMNS, usual="-changed"),
        "states": [*EditionState.choices[:4], *ItemState.choices[1:]],
        "audiences": Audience.choices,
        "given": request.GET,
        "may_write": bool(own_bodies(request, EDITING)),
    }
    return render_desk(request, "desk/publishing/items.html", context, current="items")


def _sought(request: StaffRequest) -> QuerySet[Item]:
    newest = Edition.objects.filter(item=OuterRef("pk")).exclude(state=EditionState.DISCARDED)
    newest = newest.order_by("-number")
    rows = (
        Item.objects.filter(items_seen(request))
        .select_related("body", "section", "current")
        .annotate(
            shown_title=Subquery(newest.values("title")[:1]),
            open_state=Subquery(newest.values("state")[:1]),
            last_change=Coalesce(Subquery(newest.values("saved_at")[:1]), F("created_at")),
        )
    )
    given = request.GET
    if words := given.get("q", "").strip():
        rows = rows.filter(
            Q(shown_title__icontains=words)
            | Q(index_number__icontains=words)
            | Q(current__document_number__icontains=words)
            | Q(code=words)
        )
    if given.get("audience") in Audience.values:
        rows = rows.filter(audience=given["audience"])
    state = given.get("state", "")
    if state in ItemState.values:
        rows = rows.filter(state=state)
    elif state in EditionState.values:
        rows = rows.filter(open_state=state)
    return rows


def _exported(rows: QuerySet[Item]) -> HttpResponse:
    return as_csv(
        "items",
        rows,
        {
            _("标题"): lambda one: one.shown_title,  # type: ignore[attr-defined]
            _("机关"): lambda one: one.body.name,
            _("栏目"): lambda one: one.section.name,
            _("索引号"): lambda one: one.index_number,
            _("公开范围"): lambda one: one.get_audience_display(),
            _("状态"): lambda one: one.get_state_display(),
            _("发布时间"): lambda one: one.published_here and day_words(one.published_here),
            _("网址"): address_of,
        },
    )


def _for_which(request: StaffRequest) -> tuple[Body, Paper | None]:
    """Return the body for which an item is begun, and its paper if the address names one."""
    asked = request.GET.get("paper", "")
    if asked.isascii() and asked.isdigit():
        paper = seen_paper(request, int(asked))
        if not writes_in(request, paper.body):
            raise Http404
        return paper.body, paper
    bodies = own_bodies(request, EDITING)
    slug = request.GET.get("body", "")
    chosen = [body for body in bodies if body.slug == slug] if slug else bodies
    if not chosen:
        raise Http404
    return chosen[0], None


@_writer
def begin(request: StaffRequest) -> HttpResponse:
    """Begin an item, of a paper or of none, and go to its editor."""
    body, paper = _for_which(request)
    initial: dict[str, object] = {"audience": Audience.PUBLIC}
    if paper is not None:
        initial["title"] = paper.title
        if paper.attribute != Attribute.PROACTIVE:
            initial["audience"] = Audience.STAFF
    form = BeginForm(request.POST or None, initial=initial, body=body)
    if paper is not None and paper.section_slug:
        sections: Any = form.fields["section"]
        form.initial["section"] = sections.queryset.filter(slug=paper.section_slug).first()

    def act(given: Mapping[str, Any]) -> HttpResponse:
        item = editing.begin_item(
            body,
            given["section"],
            paper=paper,
            audience=given["audience"],
            groups=_groups(given),
            title=given["title"],
            by=request.person,
            at=request.at,
        )
        return redirect("desk:write", item.code, 1)

    intro = _("在%(body)s名下新建。") % {"body": named(body)}
    if paper is not None:
        intro += _("出自公文《%(paper)s》，文号、形成日期自动带入。") % {"paper": paper.title}
    page = Page(
        title=_("新建条目"),
        button=_("开始写"),
        done="",
        back=reverse("desk:paper", args=[paper.pk]) if paper else reverse("desk:items"),
        current="items",
        crumbs=item_crumbs(),
        intro=intro,
    )
    return act_page(request, form, act, page)


@_publisher
def item_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show an item: where it stands, its editions, what can be done with it."""
    item = known_item(request, code)
    writes = writes_in(request, item.body)
    open_one = open_edition(item)
    newest = open_one or item.current or item.editions.order_by("-number").first()
    by, at = request.person, request.at
    acts = {
        "withdraw": not takedown.why_not_withdraw(item, by=by, at=at),
        "move": not takedown.why_not_move(item, by=by, at=at),
        "remove": not takedown.why_not_remove(item, by=by, at=at),
        "pull": not takedown.why_not_pull(item, by=by, at=at),
        "edition": writes and open_one is None and item.state in ANEW,
        "arrange": writes and item.state in ANEW,
        "postings": writes and item.audience == Audience.PLACE,
    }
    context = {
        "item": item,
        "newest": newest,
        "open": open_one,
        "editions": editions_seen(request, item),
        "facts": _facts(item),
        "acts": acts,
        "related": item.related.exclude(state__in=SEALED).select_related("current"),
        "incident": item.incidents.unreported().first(),
        "ended": not item.body.exists_on(request.today),
        "public_url": address_of(item) if item.published_here else "",
    }
    return render_desk(
        request, "desk/publishing/item.html", context, current="items", crumbs=item_crumbs(item)
    )


def _facts(item: Item) -> list[Fact]:
    groups = "、".join(group.name for group in item.groups.all())
    audience = str(item.get_audience_display())
    return [
        Fact(_("机关"), named(item.body)),
        Fact(_("栏目"), named(item.section)),
        Fact(_("公开范围"), f"{audience}：{groups}" if groups else audience),
        Fact(_("负责岗位"), named(item.responsible_post)),
        Fact(_("索引号"), item.index_number),
        Fact(_("首次发布"), item.published_here and day_words(item.published_here)),
        Fact(_("下架理由"), item.down_reason, wide=True),
    ]


@_writer
def arrange(request: StaffRequest, code: str) -> HttpResponse:
    """Set where an item stands, for whom, who answers for it and what is related."""
    item = written_item(request, code)
    initial = {
        "section": item.section,
        "audience": item.audience,
        "groups": item.groups.all(),
        "responsible_post": item.responsible_post,
        "related": item.related.all(),
    }
    offered = _on_offer(request, item)
    form = ArrangeForm(request.POST or None, initial=initial, body=item.body, offered=offered)

    def act(given: Mapping[str, Any]) -> None:
        editing.arrange_item(
            item,
            section=given["section"],
            audience=given["audience"],
            groups=_groups(given),
            responsible_post=given["responsible_post"],
            related=[*given.get("related", ()), *_named(request, given["more"])],
            by=request.person,
            at=request.at,
        )

    page = Page(
        title=_("栏目、范围与相关条目"),
        template="desk/publishing/arrange.html",
        button=_("保存"),
        done=_("已保存。"),
        back=reverse("desk:item", args=[item.code]),
        current="items",
        crumbs=item_crumbs(item),
    )
    return act_page(request, form, act, page)


def _groups(given: Mapping[str, Any]) -> list[NamedGroup]:
    """Return the groups chosen; none where the item is for others."""
    return list(given.get("groups", ())) if given["audience"] == Audience.GROUP else []


def _named(request: StaffRequest, typed: str) -> list[Item]:
    """Return the items named one to a line; raise Refused for a line that names none."""
    lines = filter(None, (line.strip() for line in typed.splitlines()))
    return [named_item(request, line, field="more") for line in lines]


def _on_offer(request: StaffRequest, item: Item) -> QuerySet[Item]:
    """Return the items that can be related: those that are, and those whose title is sought."""
    offered = Q(pk__in=item.related.values("pk"))
    if words := request.GET.get("find", "").strip():
        mine = Q(pk__in=listed(viewer_of(request.person, request.today)).values("pk"))
        sought = Item.objects.filter(mine | items_seen(request), current__title__icontains=words)
        sought = sought.filter(audience__in={item.audience, Audience.PUBLIC})
        offered |= Q(pk__in=list(sought.order_by("-pk").values_list("pk", flat=True)[:MOST_FOUND]))
    found = Item.objects.filter(offered).exclude(pk=item.pk)
    return found.select_related("current", "body").order_by("-pk")


@_writer
def begin_next(request: StaffRequest, code: str) -> HttpResponse:
    """Begin the next edition of an item, and go to its editor."""
    item = written_item(request, code)
    reasons = editing.why_not_begin_edition(item, by=request.person, on=request.today)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        edition = editing.begin_edition(item, kind=given["kind"], by=request.person, at=request.at)
        return redirect("desk:write", item.code, edition.number)

    page = Page(
        title=_("出新版次"),
        button=_("开始修订"),
        done="",
        back=reverse("desk:item", args=[item.code]),
        current="items",
        crumbs=item_crumbs(item),
        intro=_("新版次从现行版次复制，审核发布以后才替换它；旧版次留作历史。"),
    )
    form = NewEditionForm(request.POST or None)
    return act_page(request, form, act, page, reasons=reasons)

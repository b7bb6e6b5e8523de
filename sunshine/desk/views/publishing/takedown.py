"""Taking down: consequences first, then the reason. Leaks are pulled in ``views.incidents``."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.editions import MoveForm, ReasonForm
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.views.publishing.findings import item_crumbs, known_item, named_item
from sunshine.publishing.actions import takedown
from sunshine.publishing.models import Item
from sunshine.publishing.placing import open_edition

_publisher = role(*PUBLISHING)


def _consequences(item: Item, how: str) -> list[tuple[str, object]]:
    """Return what taking down would touch, before it is done; four queries."""
    open_one = open_edition(item)
    page = {
        "withdraw": _("页面保留，写明“已撤回”和理由；从列表、目录和订阅里去掉"),
        "move": _("旧网址转到另一条目；从列表、目录和订阅里去掉"),
        "remove": _("页面、各版次和附件全部去掉，内部封存；网址答复“已移除”"),
    }
    return [
        (_("公开页面"), page[how]),
        (_("涉及版次"), item.editions.filter(published_at__isnull=False).count()),
        (_("涉及附件"), item.attachments.count()),
        (_("在办的版次"), _("一并停办") if open_one and how in {"move", "remove"} else "—"),
        (
            _("以后"),
            _("可以出新版次重新公开") if how == "withdraw" else _("不能恢复；须公开的另建条目"),
        ),
    ]


def _page(item: Item, title: str, done: str, how: str) -> Page:
    return Page(
        title=title,
        button=title,
        done=done,
        back=reverse("desk:item", args=[item.code]),
        current="items",
        crumbs=item_crumbs(item),
        facts=_consequences(item, how),
    )


@_publisher
def take_down(request: StaffRequest, code: str, how: str) -> HttpResponse:
    """Withdraw or remove an item."""
    item = known_item(request, code)
    by, at = request.person, request.at
    if how == "withdraw":
        reasons = takedown.why_not_withdraw(item, by=by, at=at)
        page = _page(item, _("撤回条目"), _("已撤回。"), how)
    elif how == "remove":
        reasons = takedown.why_not_remove(item, by=by, at=at)
        page = _page(item, _("移除"), _("已移除。"), how)
    else:
        raise Http404

    def act(given: Mapping[str, Any]) -> None:
        done = takedown.withdraw if how == "withdraw" else takedown.remove
        done(item, reason=given["reason"], by=by, at=at)

    return act_page(request, ReasonForm(request.POST or None), act, page, reasons=reasons)


@_publisher
def move(request: StaffRequest, code: str) -> HttpResponse:
    """Have an item's address lead to another item."""
    item = known_item(request, code)
    by, at = request.person, request.at
    form = MoveForm(request.POST or None)

    def act(given: Mapping[str, Any]) -> None:
        to = named_item(request, given["to"], field="to")
        takedown.move(item, to=to, reason=given["reason"], by=by, at=at)

    page = _page(item, _("转移"), _("已转移。"), "move")
    reasons = takedown.why_not_move(item, by=by, at=at)
    return act_page(request, form, act, page, reasons=reasons)

"""The desk's menu: one line for each place, and the roles that find it there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.orgs.models import Role
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.ui.shell import NavItem


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the desk: its key, its name, the name of its address, and whose it is."""

    key: str
    label: str | Promise
    url_name: str
    roles: frozenset[Role] = frozenset()  # empty: everybody with a post


PUBLISHING = frozenset(Role) - {Role.ADMINISTRATOR}
REGISTERS = frozenset({*EDITING, Role.BODY_HEAD})

PLACES: tuple[Place, ...] = (
    Place("home", _("今日"), "desk:home"),
    Place("cases", pgettext_lazy("desk", "办件"), "desk:cases", PUBLISHING),
    Place("ledger", _("依申请公开台账"), "desk:ledger", frozenset(DISCLOSURE)),
    Place("items", _("条目"), "desk:items", PUBLISHING),
    Place("matters", _("办事指南"), "desk:matters", frozenset(EDITING)),
    Place("promises", _("承诺和公开栏"), "desk:promises", frozenset(EDITING)),
    Place("papers", _("公文登记簿"), "desk:papers", REGISTERS),
    Place("imports", _("导入"), "desk:imports", PUBLISHING),
    Place("head", _("签批与督办"), "desk:head", frozenset({Role.BODY_HEAD, Role.FINAL_REVIEWER})),
    Place(
        "disclosure",
        _("公开工作"),
        "desk:disclosure",
        frozenset({Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD, Role.BODY_HEAD}),
    ),
    Place(
        "accounts",
        _("年度报告"),
        "desk:accounts",
        frozenset({*DISCLOSURE, Role.BODY_HEAD}),
    ),
    Place(
        "page_reports", pgettext_lazy("desk", "网页纠错"), "desk:page_reports", frozenset(EDITING)
    ),
    Place("postings", _("指定场所张贴"), "desk:postings", frozenset(EDITING)),
    Place(
        "campaigns",
        _("活动部署"),
        "desk:campaigns",
        frozenset({*EDITING, Role.FINAL_REVIEWER, Role.BODY_HEAD}),
    ),
    Place("places", _("场所和屏幕"), "desk:places", frozenset(EDITING)),
    Place("calls", _("导税呼叫"), "desk:call_halls"),
    Place("leak", _("发现泄露"), "desk:leak", PUBLISHING),
    Place("takedowns", _("清理任务"), "desk:takedowns", PUBLISHING),
    Place(
        "incidents",
        _("泄露事件"),
        "desk:incidents",
        frozenset({*DISCLOSURE, Role.BODY_HEAD, Role.SECRECY_REVIEWER}),
    ),
    Place("suspicions", _("公开内容的疑点"), "desk:suspicions", frozenset(DISCLOSURE)),
    Place(
        "wording",
        _("错敏词表"),
        "desk:wording",
        frozenset({Role.ADMINISTRATOR, *DISCLOSURE}),
    ),
    Place("letters", _("文书模板"), "desk:letter_kinds", frozenset(DISCLOSURE)),
    Place("rules", _("制度"), "desk:rules", frozenset(DISCLOSURE)),
    Place(
        "sections",
        _("栏目设置"),
        "desk:sections",
        frozenset({Role.ADMINISTRATOR, *DISCLOSURE}),
    ),
    Place(
        "law",
        _("期限与工作日历"),
        "desk:law",
        frozenset({Role.ADMINISTRATOR, *DISCLOSURE}),
    ),
    Place(
        "search_index",
        _("搜索索引"),
        "desk:search_index",
        frozenset({Role.ADMINISTRATOR, *DISCLOSURE}),
    ),
    Place("orgs", _("机关与人员"), "desk:orgs", frozenset({Role.ADMINISTRATOR})),
    Place(
        "resets",
        _("找回账号"),
        "desk:resets",
        frozenset({Role.ADMINISTRATOR, Role.DISCLOSURE_HEAD}),
    ),
    Place("me", _("我的岗位与账号"), "desk:me"),
)


def menu_for(roles: Collection[str]) -> list[NavItem]:
    """Return the menu of somebody with ``roles``."""
    return [
        NavItem(place.key, place.label, reverse(place.url_name))
        for place in PLACES
        if not place.roles or place.roles & set(roles)
    ]

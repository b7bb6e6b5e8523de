"""The index of search: how it stands, and having it made anew (row L1)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sunshine.desk.acts import act_at_once
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.publishing.actions.searching import (
    KEEPERS,
    renew_index,
    why_not_renew_index,
)
from sunshine.publishing.index_state import State, index_state

_TOLD: dict[State, tuple[str, str | Promise, str | Promise]] = {
    State.GOOD: ("good", gettext_lazy("可用"), gettext_lazy("公开的信息都能搜到。")),
    State.BEHIND: (
        "warn",
        gettext_lazy("落后"),
        gettext_lazy("搜索照常可用，但是最近的变动还没有进入索引。系统会自动重试。"),
    ),
    State.UNUSABLE: (
        "stop",
        gettext_lazy("不能用"),
        gettext_lazy("搜索页请读者先用目录。公开的页面、目录和下载不受影响。"),
    ),
}


@role(*KEEPERS)
def search_index(request: StaffRequest) -> HttpResponse:
    """Show how the index stands; only who keeps it for all bodies may have it made anew."""
    found = index_state()
    tone, words, about = _TOLD[found.state]
    context = {
        "found": found,
        "tone": tone,
        "words": words,
        "about": about,
        "reasons": why_not_renew_index(by=request.person, on=request.today),
    }
    return render_desk(request, "desk/oversight/index.html", context, current="search_index")


@role(*KEEPERS)
@require_POST
def renew(request: StaffRequest) -> HttpResponse:
    """Have the index made anew."""
    return act_at_once(
        request,
        lambda: renew_index(by=request.person, at=request.at),
        done=_("已经交给后台重新建立索引。完成以前，原来的索引继续回答搜索。"),
        back=reverse("desk:search_index"),
    )

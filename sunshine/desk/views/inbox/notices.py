"""The inbox: what a person was told, newest first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from sunshine.desk.acts import act_at_once
from sunshine.desk.addresses import local
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.notices import actions
from sunshine.notices.models import Notice
from sunshine.ui.parts import Tab


@staff
def notices(request: StaffRequest) -> HttpResponse:
    """Show the person's notices: those not read yet, or all."""
    mine = Notice.objects.to(request.person)
    unread = mine.unread().count()
    everything = request.GET.get("show") == "all"
    tabs = [
        Tab(pgettext("messages", "未读"), "?", is_current=not everything, count=unread),
        Tab(_("全部"), "?show=all", is_current=everything, count=mine.count()),
    ]
    leaf = leaf_of(request, mine if everything else mine.unread())
    context = {"leaf": leaf, "tabs": tabs, "unread": unread, "everything": everything}
    return render_desk(request, "desk/inbox/notices.html", context, current="notices")


@require_POST
@staff
def open_notice(request: StaffRequest, number: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.to(request.person), pk=number)
    if notice.read_at is None:
        actions.mark_read(notice, by=request.person, at=request.at)
    return redirect(local(notice.link) if notice.link else reverse("desk:notices"))


@require_POST
@staff
def read_all(request: StaffRequest) -> HttpResponse:
    """Mark every notice of the person as read."""
    return act_at_once(
        request,
        lambda: actions.mark_all_read(by=request.person, at=request.at),
        done=_("全部消息已标为已读。"),
        back=reverse("desk:notices"),
    )

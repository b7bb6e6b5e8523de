"""The shell around every page of the desk."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from sunshine.desk.guard import StaffRequest
from sunshine.desk.menu import menu_for
from sunshine.notices.models import Notice
from sunshine.ui.shell import ENGLISH, Crumb, DeskShell, name_of, without_language


def render_desk(
    request: StaffRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    current: str,
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
) -> HttpResponse:
    """Return ``template`` in the desk's shell; ``current`` is a key of the menu."""
    response = render(
        request,
        template,
        {**(context or {}), "desk": shell_of(request, current), "crumbs": crumbs},
        status=status,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def shell_of(request: StaffRequest, current: str) -> DeskShell:
    """Return who works here, in which post, where he may go, what is unread; one query."""
    english = get_language() == ENGLISH
    post = request.posts[0]
    path = without_language(request.get_full_path())
    return DeskShell(
        person=request.person.name_en
        if english and request.person.name_en
        else str(request.person),
        post=post.name_en if english and post.name_en else post.name,
        body=name_of(post.body, ENGLISH if english else ""),
        nav=menu_for(request.roles),
        current=current,
        home_url=reverse("desk:home"),
        public_url="/en/" if english else "/",
        account_url=reverse("desk:me"),
        sign_out_url=reverse("account_logout"),
        inbox_url=reverse("desk:notices"),
        unread=Notice.objects.filter(recipient=request.person).unread().count(),
        language_url=path if english else f"/en{path}",
        idle_minutes=settings.IDLE_MINUTES,
        stay_url=reverse("desk:stay"),
    )

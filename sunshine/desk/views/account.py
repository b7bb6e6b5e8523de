"""The door: one-time links, the people of the sample, the sessions of a person."""

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sunshine.desk.forms.sign_in import NewPasswordForm
from sunshine.desk.guard import PersonRequest, signed_in
from sunshine.desk.refusals import tell_refusal
from sunshine.kit.errors import Refused
from sunshine.orgs import links
from sunshine.orgs.actions import sign_in
from sunshine.orgs.actions.accounts import accept_link
from sunshine.orgs.models import Person


@never_cache
@sensitive_post_parameters("password", "again")
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a one-time link set a password, then sign in with it."""
    at = timezone.now()
    link = links.find(token, at)
    if link is None:
        return render(request, "account/link_over.html", status=404)
    form = NewPasswordForm(request.POST or None, person=link.person)
    if request.method == "POST" and form.is_valid():
        try:
            accept_link(token, password=form.cleaned_data["password"], at=at)
        except Refused:
            return render(request, "account/link_over.html", status=404)
        messages.success(request, _("密码已设好。请用新密码登录。"))
        return redirect("account_login")
    return render(request, "account/link.html", {"form": form, "link": link})


@signed_in
def after(request: PersonRequest) -> HttpResponse:
    """Lead to where the person works: the desk, or what is addressed to him."""
    return redirect(get_adapter(request).get_login_redirect_url(request))


@require_POST
def sample_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in a person of the sample by one click; on this machine only."""
    if not settings.SAMPLE_SIGN_IN or not _is_loopback(request):
        raise Http404
    person = get_object_or_404(
        Person, username=request.POST.get("username", ""), is_sample=True, is_active=True
    )
    adapter = get_adapter(request)
    adapter.login(request, person)
    record_authentication(request, person, method="sample", reauthenticated=True)
    UserSession.objects.create_from_request(request)
    sign_in.record_signed_in(
        person, address=adapter.get_client_ip(request), ways=["sample"], at=timezone.now()
    )
    after = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        return redirect(after)
    return redirect(adapter.get_login_redirect_url(request))


def _is_loopback(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@never_cache
@signed_in
def sessions(request: PersonRequest) -> HttpResponse:
    """Show where the person is signed in, and end one or all other sessions."""
    current = request.session.session_key or ""
    if request.method == "POST":
        try:
            _end_sessions(request, current)
        except Refused as refused:
            tell_refusal(request, refused)
        return redirect("account_sessions")
    rows = UserSession.objects.purge_and_list(request.person)
    rows.sort(key=lambda row: row.created_at, reverse=True)
    context = {"rows": [(row, row.session_key == current) for row in rows]}
    return render(request, "account/sessions.html", context)


def _end_sessions(request: PersonRequest, current: str) -> None:
    number = request.POST.get("session", "")
    if number.isdecimal():
        sign_in.end_one_session(request.person, number=int(number), at=request.at)
        messages.success(request, _("这次登录已结束。"))
    else:
        ended = sign_in.end_other_sessions(request.person, keep=current, at=request.at)
        messages.success(request, _("已结束其他 %(count)d 次登录。") % {"count": ended})

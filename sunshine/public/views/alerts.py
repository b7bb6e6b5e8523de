"""Being told by mail of what is newly found: asking, confirming, stopping; without an account.

What is answered never depends on what is known of an address. Whoever has a link from a mail
is shown what it is about. Opening it changes nothing: programs that scan mail open links.
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sunshine.alerts.actions import (
    FILTERS,
    LONGEST,
    ask,
    ask_for_list,
    confirm,
    stop,
    stop_listed,
)
from sunshine.alerts.models import Alert
from sunshine.alerts.reading import listed_alerts, to_confirm, to_stop
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.public.face import answer, frame
from sunshine.public.limits import sent_within_hour
from sunshine.public.views.search import KINDS
from sunshine.public.wording import spoken
from sunshine.publishing.models import Section, Validity
from sunshine.ui.shell import ENGLISH, Crumb, Shell

MOST_PER_HOUR = 10


class AlertForm(forms.Form):
    """What to look for, where the mail goes, and how often."""

    question = forms.CharField(
        label=gettext_lazy("要找什么"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("请写明要找的字词、数字或者拼音。")},
    )
    address = forms.EmailField(
        label=gettext_lazy("邮箱地址"),
        help_text=gettext_lazy("只用来发这份提醒。停止后立即删除。"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("请写邮箱地址。"),
            "invalid": gettext_lazy("请写完整的邮箱地址，例如 name@example.com。"),
        },
    )
    period = forms.ChoiceField(
        label=gettext_lazy("多久发一封"),
        choices=Alert.Period.choices,
        widget=forms.RadioSelect,
        initial=Alert.Period.DAY,
    )
    section = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    body = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    year = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    validity = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class ListForm(forms.Form):
    """The address whose alerts are to be listed."""

    address = forms.EmailField(
        label=gettext_lazy("邮箱地址"),
        help_text=gettext_lazy("用这个邮箱登记过提醒的，我们发一个链接，一天之内有效。"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("请写邮箱地址。"),
            "invalid": gettext_lazy("请写完整的邮箱地址，例如 name@example.com。"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_alert(request: HttpRequest) -> HttpResponse:
    """Take the question and the address; a refused form comes back as typed, and why."""
    if request.method != "POST":
        given = {name: request.GET.get(name, "")[:60] for name in FILTERS}
        question = request.GET.get("q", "").strip()[:LONGEST]
        return _form_page(request, AlertForm(initial={"question": question, **given}))
    form = AlertForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    at = timezone.now()
    if sent_within_hour(request, "alerts", at) > MOST_PER_HOUR:
        form.add_error(None, _("一小时内收到您这里的登记较多。请过一会儿再提交。"))
        return _form_page(request, form, status=429)
    typed = form.cleaned_data
    shell = frame(request)
    try:
        ask(
            typed["address"],
            question=typed["question"],
            filters={name: typed[name] for name in FILTERS},
            period=typed["period"],
            is_english=shell.lang == ENGLISH,
            at=at,
        )
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        return _form_page(request, form, status=400)
    return redirect(shell.at("/alerts/asked/"))


@require_safe
def show_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for every address."""
    return _state_page(request, "asked", _("请查收邮件"))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_alert(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would begin and the button that confirms; begin the alert when it is pressed."""
    at = timezone.now()
    if request.method != "POST" and (alert := to_confirm(token, at)) is not None:
        state = "confirmed" if alert.confirmed_at else "confirm"
        title = _("已经确认") if alert.confirmed_at else _("确认邮件提醒")
        return _state_page(request, state, title, facts=_facts(alert))
    try:
        # A link that leads nowhere is refused however it is opened.
        begun = confirm(token, at=at) if request.method == "POST" else None
    except Refused:
        begun = None
    if begun is None:
        error = str(Refused("alert-link-expired").reasons[0])
        return _state_page(request, "expired", _("链接已经失效"), status=404, error=error)
    return _state_page(request, "confirmed", _("已经确认"), facts=_facts(begun))


# The mail programs that post here (RFC 8058) have no cookie: the token is the right to stop.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_alert(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would stop and the button; stop the alert when it is pressed, however often."""
    if request.method != "POST" and (alert := to_stop(token)) is not None:
        return _state_page(request, "stop", _("停止邮件提醒"), facts=_facts(alert))
    # Stopped before: what was wanted is so.
    if request.method == "POST":
        with suppress(Refused):
            stop(token, at=timezone.now())
    return _state_page(request, "stopped", _("已经停止"))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_own(request: HttpRequest) -> HttpResponse:
    """Take an address and mail it the link to its alerts; the same answer for every address."""
    form, status = ListForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        at, shell = timezone.now(), frame(request)
        if sent_within_hour(request, "alerts", at) <= MOST_PER_HOUR:
            ask_for_list(form.cleaned_data["address"], is_english=shell.lang == ENGLISH, at=at)
            return redirect(shell.at("/alerts/mine/sent/"))
        form.add_error(None, _("一小时内收到您这里的登记较多。请过一会儿再提交。"))
        status = 429
    elif form.is_bound:
        status = 400
    return _own_page(request, status=status, form=form)


@require_safe
def show_list_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link was mailed, if the address has alerts; the same for every address."""
    return _state_page(request, "sent", _("请查收邮件"))


@require_http_methods(["GET", "HEAD", "POST"])
def show_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show the alerts of the address to which the link was mailed; stop the one chosen."""
    at, error = timezone.now(), ""
    number = request.POST.get("number", "")
    if request.method == "POST" and number.isascii() and number.isdigit() and len(number) < 12:
        try:
            stop_listed(token, int(number), at=at)
            return redirect(request.path)
        except Refused as refused:
            error = str(refused.reasons[0])
    own = listed_alerts(token, at)
    if own is None:
        expired = str(Refused("alert-list-expired").reasons[0])
        return _own_page(request, status=404, form=ListForm(), error=expired)
    alerts = [(alert, _facts(alert)) for alert in own]
    return _own_page(request, is_list=True, alerts=alerts, error=error)


def _form_page(request: HttpRequest, form: AlertForm, *, status: int = 200) -> HttpResponse:
    shell, title = frame(request), _("有新的就告诉我")
    narrowed = any(form[name].value() for name in FILTERS)
    context = {"form": form, "title": title, "is_narrowed": narrowed, "crumbs": _crumbs(shell)}
    return answer(request, "public/alert.html", context, shell=shell, status=status)


def _state_page(
    request: HttpRequest, state: str, title: str, *, status: int = 200, **facts: Any
) -> HttpResponse:
    shell = frame(request)
    context = {"state": state, "title": title, "crumbs": _crumbs(shell), **facts}
    context["search_url"] = shell.at("/search/")
    return answer(request, "public/alert_state.html", context, shell=shell, status=status)


def _own_page(request: HttpRequest, *, status: int = 200, **facts: Any) -> HttpResponse:
    shell = frame(request)
    context = {"title": _("我的邮件提醒"), "crumbs": _crumbs(shell), **facts}
    context["search_url"] = shell.at("/search/")
    return answer(request, "public/alert_list.html", context, shell=shell, status=status)


def _facts(alert: Alert) -> list[tuple[str, object]]:
    """Return what the alert looks for, how often, and for whom."""
    chosen: dict[str, str] = alert.filters
    section = Section.objects.filter(slug=chosen.get("section", "")).first()
    body = Body.objects.filter(slug=chosen.get("body", "")).first()
    validity = chosen.get("validity", "")
    return [
        (_("要找什么"), alert.question),
        (_("栏目"), spoken(section) if section else ""),
        (_("发布机构"), spoken(body) if body else ""),
        (_("公开年份"), chosen.get("year", "")),
        (_("效力状况"), Validity(validity).label if validity else ""),
        (_("种类"), KINDS.get(chosen.get("kind", ""), "")),
        (_("多久发一封"), alert.get_period_display()),
        (_("发到"), alert.masked_address),
    ]


def _crumbs(shell: Shell) -> list[Crumb]:
    return [
        Crumb(_("首页"), shell.root_url),
        Crumb(_("搜索"), shell.at("/search/")),
        Crumb(_("邮件提醒")),
    ]

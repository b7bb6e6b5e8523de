"""Open-day activities for everybody: the calendar, signing up without an account, checking in.

Only what a bureau has announced exists here. A visitor leaves a number of people and nothing else.
"""

import secrets

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sunshine.campaigns.actions.attending import (
    MOST_AT_ONCE,
    check_in,
    give_back,
    sign_up,
    why_not_check_in,
    why_not_sign_up,
)
from sunshine.campaigns.actions.co_hosting import sign_off
from sunshine.campaigns.calendar_file import calendar_of
from sunshine.campaigns.models import Activity, PlaceKind
from sunshine.campaigns.queries import (
    HeldFigures,
    city_choices,
    co_hosted,
    held_figures,
    open_calendar,
    public_bulletins,
    signed_up,
)
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.public.face import answer, frame
from sunshine.public.wording import spoken
from sunshine.ui.charts import Bar, BarChart
from sunshine.ui.dates import english
from sunshine.ui.shell import Crumb, Shell

_COOKIE_DAYS = 2
_MOST = 200
_MOST_BULLETINS = 5
_OPEN = "public, max-age=0, must-revalidate"


class PeopleForm(forms.Form):
    """How many come."""

    people = forms.IntegerField(
        label=gettext_lazy("几个人来"),
        initial=1,
        min_value=1,
        max_value=MOST_AT_ONCE,
        error_messages={"required": gettext_lazy("请填写人数。")},
    )


class CoHostForm(forms.Form):
    """The post that signs off for the co-host."""

    post = forms.CharField(
        label=gettext_lazy("确认人职务"),
        max_length=60,
        help_text=gettext_lazy("只写职务，不写姓名，例如“市政务公开办公室主任”。"),
        error_messages={"required": gettext_lazy("请填写职务。")},
    )


@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """Show the activities ahead, of one city if it is chosen, and figures of past ones."""
    shell, at = frame(request), timezone.now()
    city = _city(request)
    rows = list(open_calendar(at, city)[:_MOST])
    context = {
        "title": _("开放日活动"),
        "rows": rows,
        "cities": city_choices(),
        "city": city,
        "charts": _charts(city),
        "bulletins": public_bulletins()[:_MOST_BULLETINS],
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(_("开放日活动"))],
        "calendar_url": f"/activities.ics?city={city.slug}" if city else "/activities.ics",
    }
    return answer(request, "public/activities.html", context, shell=shell)


@require_safe
def send_calendar(request: HttpRequest) -> HttpResponse:
    """Send the activities ahead as a calendar file (RFC 5545)."""
    at = timezone.now()
    rows = open_calendar(at, _city(request))[:_MOST]
    text = calendar_of(rows, address=request.build_absolute_uri("/activities/"), at=at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="activities.ics"'
    response["Cache-Control"] = _OPEN
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def show_activity(request: HttpRequest, code: str) -> HttpResponse:
    """Show an activity; keep seats when the form is sent, and lead to their link."""
    activity, at = _announced(code), timezone.now()
    form, status = PeopleForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        try:
            token = sign_up(activity, people=form.cleaned_data["people"], at=at)
            return redirect(frame(request).at(f"/activities/seats/{token}/"))
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.field or None, str(reason))
    if form.is_bound:
        status = 400
    shell = frame(request, activity.part.body)
    context = {
        "title": activity.title,
        "activity": activity,
        "form": form,
        "facts": _facts(activity),
        "may_sign_up": not why_not_sign_up(activity, 1, at=at),
        "reasons": why_not_sign_up(activity, 1, at=at) if activity.seats is not None else [],
        "crumbs": _crumbs(shell, activity.title),
    }
    return answer(request, "public/activity.html", context, shell=shell, status=status)


# Programs that open links give nothing back: the seats go when the button is pressed. Whoever
# has the link has the right, cookie or not.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_seats(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link keeps and the button that gives it back."""
    found = signed_up(token)
    shell = frame(request)
    is_given = request.method == "POST" and found is not None
    if is_given:
        give_back(token, at=timezone.now())
    context = {
        "title": _("我的名额"),
        "found": found,
        "given": is_given,
        "crumbs": _crumbs(shell, _("我的名额")),
    }
    status = 200 if found is not None else 404
    return answer(request, "public/seats.html", context, shell=shell, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_check_in(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Let somebody who scanned the code on the spot say that he came."""
    activity, at = _announced(code), timezone.now()
    reasons = why_not_check_in(activity, key, at=at)
    if any(reason.code == "check-in-unknown" for reason in reasons):
        raise Http404
    name = f"in-{code}"
    visitor = request.COOKIES.get(name, "")[:64] or secrets.token_hex(16)
    form = PeopleForm(request.POST if request.method == "POST" else None)
    is_in = name in request.COOKIES
    if form.is_valid() and not reasons:
        try:
            people = form.cleaned_data["people"]
            check_in(activity, key=key, visitor=visitor, people=people, at=at)
            is_in = True
        except Refused as refused:
            form.add_error(None, str(refused))
    shell = frame(request, activity.part.body)
    context = {"title": _("签到"), "activity": activity, "form": form, "reasons": reasons}
    context |= {"is_in": is_in, "crumbs": _crumbs(shell, _("签到"))}
    response = answer(request, "public/check_in.html", context, shell=shell)
    if is_in:
        age = _COOKIE_DAYS * 24 * 60 * 60
        response.set_cookie(name, visitor, max_age=age, httponly=True, samesite="Lax")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def show_co_host(request: HttpRequest, token: str) -> HttpResponse:
    """Let the co-host read what it is to sign, and sign off by its post."""
    campaign = co_hosted(token)
    if campaign is None:
        raise Http404
    form = CoHostForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and campaign.co_host_signed_at is None:
        try:
            campaign = sign_off(token, post=form.cleaned_data["post"], at=timezone.now())
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.field or None, str(reason))
    shell = frame(request, campaign.body)
    context = {"title": _("合办单位确认"), "campaign": campaign, "form": form}
    context["crumbs"] = _crumbs(shell, _("合办单位确认"))
    status = 400 if form.errors else 200
    return answer(request, "public/co_host.html", context, shell=shell, status=status)


def _announced(code: str) -> Activity:
    found = Activity.objects.filter(
        announced_at__isnull=False, part__campaign__deployed_at__isnull=False
    ).select_related("part__body", "part__campaign")
    return get_object_or_404(found, code=code)


def _city(request: HttpRequest) -> Body | None:
    slug = request.GET.get("city", "")[:60]
    return next((body for body in city_choices() if body.slug == slug), None)


def _facts(activity: Activity) -> list[tuple[str, object]]:
    partners = "、".join(activity.partners)
    return [
        (_("举办单位"), spoken(activity.part.body)),
        (_("种类"), activity.get_kind_display()),
        (_("场所"), PlaceKind(activity.place_kind).label),
        (_("地点"), activity.place),
        (_("主持"), activity.host),
        (_("联合单位"), partners),
        (_("面向"), activity.audience),
        (_("无障碍设施"), activity.access),
    ]


def _crumbs(shell: Shell, last: str) -> list[Crumb]:
    way = [Crumb(_("首页"), shell.root_url), Crumb(_("开放日活动"), shell.at("/activities/"))]
    return [*way, Crumb(last)]


def _charts(city: Body | None) -> list[BarChart]:
    """Draw what was held: by kind of place, and how many people were reached."""
    held = held_figures(city)
    if not held.activities:
        return []
    charts = [_place_chart(held)]
    if held.people:
        charts.append(_people_chart(held))
    return charts


def _place_chart(held: HeldFigures) -> BarChart:
    bars = [Bar(str(PlaceKind(kind).label), count, _times(count)) for kind, count in held.by_place]
    told = _("已举办%(count)s场，按场所种类。") % {"count": held.activities}
    return BarChart("places", _("在哪里办过"), told, bars, _("场所"), _("场次"))


def _times(count: int) -> str:
    return ngettext("%(count)s场", "%(count)s场", count) % {"count": count}


def _people(count: int) -> str:
    return ngettext("%(count)s人次", "%(count)s人次", count) % {"count": count}


def _short(body: Body) -> str:
    return body.name_en if english() and body.name_en else body.short_name


def _people_chart(held: HeldFigures) -> BarChart:
    bars = [Bar(_short(body), people, _people(people)) for body, people in held.by_city if people]
    told = _("共%(people)s人次；收到提问%(questions)s个，答复%(answered)s个。") % {
        "people": held.people,
        "questions": held.questions,
        "answered": held.answered,
    }
    return BarChart("people", _("多少人参加"), told, bars, _("机关"), _("人次"))

"""Asking for information on the web, step by step, without an account (row C1).

Every step is an address that is read, and answered with a redirect when it is sent: back, forward
and reload lose nothing, and nothing that was typed stands in an address.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sunshine.drafts.keeping import LIFE, forget
from sunshine.inforequests.advice import advice_on, pieces_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.public.applying.already import similar_answered, similar_public
from sunshine.public.applying.asking import StepForm
from sunshine.public.applying.drafted import (
    Application,
    application_of,
    begin,
    hand_out,
    keep_step,
    take_back,
)
from sunshine.public.applying.steps import (
    CHECK,
    PROOF,
    STEPS,
    Step,
    after,
    before,
    first_undone,
    form_for,
    step_called,
    steps_for,
)
from sunshine.public.face import answer, frame
from sunshine.public.limits import sent_within_hour
from sunshine.ui.shell import Crumb, Shell

MOST_BEGUN_PER_HOUR = 600
APPLY = "/requests/apply/"


@require_http_methods(["GET", "HEAD", "POST"])
def begin_application(request: HttpRequest) -> HttpResponse:
    """Say what is needed and how long it takes; begin, or go on with what was begun."""
    at = timezone.now()
    application = application_of(request, at)
    body = _body(request.POST.get("body") or request.GET.get("body", ""), at)
    shell = frame(request, body)
    if request.method == "POST":
        if sent_within_hour(request, "apply", at) > MOST_BEGUN_PER_HOUR:
            return _begin_page(request, shell, body, application, status=429)
        begun = begin(at, body=body.slug if body else "")
        first = "what" if body else "body"
        return hand_out(redirect(shell.at(f"{APPLY}{first}/")), begun)
    return _begin_page(request, shell, body, application)


@require_http_methods(["GET", "HEAD", "POST"])
def show_step(request: HttpRequest, step: str) -> HttpResponse:
    """Ask the questions of a step; keep what is typed, and go on when it is right."""
    found, at = step_called(step), timezone.now()
    if found is None or found.slug in {PROOF, CHECK}:
        raise Http404
    application = application_of(request, at)
    if application is None:
        # Its day is over while the page stood open: what stands on the page is not lost.
        if request.method != "POST":
            return redirect(f"{frame(request).at(APPLY)}?over")
        application = begin(at)
    if application.sent:
        return redirect(frame(request).at("/requests/receipt/"))
    if request.method == "POST":
        return hand_out(_take(request, found, application, at), application)
    undone = first_undone(application, beijing_day(at))
    if STEPS.index(found) > STEPS.index(undone):
        return redirect(frame(request).at(f"{APPLY}{undone.slug}/"))
    return step_page(request, found, application, form_for(found, application, beijing_day(at)))


@require_POST
def show_hints(request: HttpRequest) -> HttpResponse:
    """Return, as a piece of a page, what is public already and what would serve better."""
    at = timezone.now()
    text = request.POST.get("description", "")
    application = application_of(request, at)
    body = _body(application.said("body", "body"), at) if application else None
    shell = frame(request, body)
    context = {"shell": shell, **hints_for(text, shell, body)}
    return answer(request, "public/applying/hints.html", context, shell=shell)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Forget all that was typed, at once."""
    application = application_of(request, timezone.now())
    if application is not None:
        forget(application.token)
    return take_back(redirect(f"{frame(request).at(APPLY)}?gone"))


def step_page(
    request: HttpRequest,
    step: Step,
    application: Application,
    form: StepForm | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Return the page of a step, with how far one is."""
    at = timezone.now()
    body = _body(application.said("body", "body"), at)
    shell = frame(request, body)
    steps = list(steps_for(application))
    earlier = before(step, application)
    text = application.said("what", "description")
    context = {
        "step": step,
        "form": form,
        "body": body,
        "place": steps.index(step) + 1 if step in steps else 1,
        "count": len(steps),
        "back": shell.at(f"{APPLY}{earlier.slug}/") if earlier else shell.at(APPLY),
        "to_check": "check" in request.GET or request.POST.get("then") == CHECK,
        "hours": int(LIFE.total_seconds()) // 3600,
        "crumbs": crumbs(shell, body),
        "application": application,
        **(hints_for(text, shell, body) if step.slug in {"what", "found"} else {}),
        **more,
    }
    template = f"public/applying/{step.slug}.html"
    return answer(request, template, context, shell=shell, status=status)


def hints_for(text: str, shell: Shell, body: Body | None) -> dict[str, Any]:
    """Return what is public already and like ``text``, and what would serve better."""
    return {
        "advice": advice_on(text),
        "pieces": pieces_of(text),
        "similar": similar_public(text),
        "answered": similar_answered(text, body),
        "search_url": shell.search_url,
    }


def crumbs(shell: Shell, body: Body | None) -> list[Crumb]:
    """Return the way to the form."""
    there = f"/b/{body.slug}/requests/" if body else "/requests/"
    return [
        Crumb(_("首页"), shell.body_url),
        Crumb(_("依申请公开"), shell.at(there)),
        Crumb(_("填写申请")),
    ]


def _take(request: HttpRequest, step: Step, application: Application, at: datetime) -> HttpResponse:
    on, shell = beijing_day(at), frame(request)
    asked = form_for(step, application, on)
    names = list(asked.fields) if asked is not None else []
    typed = MultiValueDict({name: request.POST.getlist(name) for name in names})
    try:
        kept = keep_step(application, step.slug, typed, at=at)
    except Refused as refused:
        form = form_for(step, application, on, data=typed)
        if form is not None:
            form.add_error(None, str(refused))
        return step_page(request, step, application, form, status=400)
    if request.headers.get("X-Draft") == "keep":
        return HttpResponse(status=204)
    form = form_for(step, kept, on, data=typed)
    if form is not None and not form.is_valid():
        return step_page(request, step, kept, form, status=400)
    then = step_called(CHECK) if request.POST.get("then") == CHECK else None
    following = then or after(step, kept)
    return redirect(shell.at(f"{APPLY}{following.slug}/"))


def _begin_page(
    request: HttpRequest,
    shell: Shell,
    body: Body | None,
    application: Application | None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = application is not None and not application.sent
    undone = None
    if application is not None and is_open:
        undone = first_undone(application, beijing_day(timezone.now()))
    context = {
        "body": body,
        "is_over": "over" in request.GET,
        "is_gone": "gone" in request.GET,
        "go_on": shell.at(f"{APPLY}{undone.slug}/") if undone else "",
        "receipt": shell.at("/requests/receipt/") if application and application.sent else "",
        "too_often": status == 429,
        "hours": int(LIFE.total_seconds()) // 3600,
        "crumbs": crumbs(shell, body),
    }
    return answer(request, "public/applying/begin.html", context, shell=shell, status=status)


def _body(slug: str, at: datetime) -> Body | None:
    if not slug:
        return None
    return Body.objects.existing(beijing_day(at)).filter(slug=slug).first()

"""Who may enter the desk: staff, by their posts of today, with a second factor.

A stranger gets what a page that does not exist gets.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person, Post, Role
from sunshine.orgs.rights import posts_of
from sunshine.orgs.sessions import has_factor

P = ParamSpec("P")
# htmx asks no more after this answer.
_STOP_POLLING = 286
_FACTOR_KEY = "desk_factor"


class StaffRequest(HttpRequest):
    """A request of somebody who has a post today."""

    person: Person
    at: datetime  # the moment of the request, UTC
    today: date  # the same, as a day in Beijing
    posts: list[Post]  # held or deputised for today, with body and department
    roles: frozenset[str]  # of all posts, whatever their body


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in, staff or not."""

    person: Person
    at: datetime
    today: date


StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
PersonView = Callable[Concatenate[PersonRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: PersonView[P]) -> PlainView[P]:
    """Let in whoever is signed in; others are asked to, and come back."""

    @wraps(view)
    def run(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return _to(request, redirect_to_login(request.get_full_path()))
        known = cast("PersonRequest", request)
        known.person = request.user
        known.at = timezone.now()
        known.today = beijing_day(known.at)
        return view(known, *args, **kwargs)

    return cast("PlainView[P]", run)


def staff(view: StaffView[P]) -> PlainView[P]:
    """Let in whoever has a post today and a second factor; see ``role``."""
    return role()(view)


def role(*wanted: Role) -> Callable[[StaffView[P]], PlainView[P]]:
    """Let in staff who have one of the roles ``wanted`` (any, if none is named) in any body.

    The view still asks for the right in the body at hand.
    """

    def guard(view: StaffView[P]) -> PlainView[P]:
        @wraps(view)
        def run(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return _to(request, redirect_to_login(request.get_full_path()))
            known = _known(request, request.user)
            if not known.posts or (wanted and not known.roles & set(wanted)):
                raise Http404
            if not _has_factor(known):
                messages.warning(request, _("请先设置第二因素（验证器或者通行密钥），再开始工作。"))
                return _to(request, redirect("mfa_index"))
            return view(known, *args, **kwargs)

        return cast("PlainView[P]", run)

    return guard


def _known(request: HttpRequest, person: Person) -> StaffRequest:
    known = cast("StaffRequest", request)
    known.person = person
    known.at = timezone.now()
    known.today = beijing_day(known.at)
    known.posts = posts_of(person, known.today)
    known.roles = frozenset(role for post in known.posts for role in post.roles)
    return known


def _has_factor(request: StaffRequest) -> bool:
    """Return whether the person has a second factor, asking the database once a session.

    Factors are taken away only together with all sessions, or by their owner, who
    cannot remove the last one.
    """
    if settings.SAMPLE_SIGN_IN and request.person.is_sample:
        return True
    if not request.session.get(_FACTOR_KEY) and has_factor(request.person):
        request.session[_FACTOR_KEY] = True
    return bool(request.session.get(_FACTOR_KEY))


def _to(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return ``response``, a redirect, in the way that a page's script understands."""
    if request.headers.get("X-Poll"):
        # A panel that asks by itself must not take the page away from who is writing.
        return HttpResponse(status=_STOP_POLLING, headers={"HX-Reswap": "none"})
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(response["Location"])
    return response

"""Ending sessions that nobody has used for a while (等级保护: 会话超时)."""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sunshine.orgs.actions.sign_in import record_signed_out
from sunshine.orgs.models import Person

_SEEN = "desk_seen"
_STEP_SECONDS = 60  # how exact it is; the session is written at most once a step


class EndIdleSessions:
    """Sign out whoever did nothing for ``settings.IDLE_MINUTES``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Nobody's pages must not differ, nor cost a query, because sessions exist.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, Person):
            self._look(request, request.user)
        return self.get_response(request)

    def _look(self, request: HttpRequest, person: Person) -> None:
        now = time.time()
        seen = request.session.get(_SEEN, now)
        if now - seen > settings.IDLE_MINUTES * 60:
            record_signed_out(person, why="idle", at=timezone.now())
            get_adapter(request).forget(request)
            messages.info(request, _("您有一段时间没有操作，为安全起见已自动退出。请重新登录。"))
        elif now - seen > _STEP_SECONDS or _SEEN not in request.session:
            request.session[_SEEN] = now

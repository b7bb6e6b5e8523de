"""The draft of an application in this browser: its token in a cookie, its words sealed.

Of every step the values are kept as they were typed, right or wrong: a form shows them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from sunshine.drafts.keeping import LIFE, KeptFile, held, keep, new_token

COOKIE = "application"
Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Application:
    """What is open in this browser: the token, what was typed by step, and what was handed in."""

    token: str
    steps: Mapping[str, Values]
    files: tuple[KeptFile, ...] = ()
    # The secret under which the request is sent; sending twice is sending once.
    secret: str = ""
    # The rows that were opened when it was sent; the words are gone then.
    sent: tuple[int, ...] = ()

    def typed(self, step: str) -> MultiValueDict[str, str]:
        """Return what was typed at ``step``, as a form takes it."""
        return MultiValueDict(dict(self.steps.get(step, {})))

    def said(self, step: str, name: str) -> str:
        """Return one answer, "" if there is none."""
        values = self.steps.get(step, {}).get(name) or [""]
        return values[-1]

    def chosen(self, step: str, name: str) -> list[str]:
        """Return all answers to a question that has several."""
        return self.steps.get(step, {}).get(name) or []


def application_of(request: HttpRequest, at: datetime) -> Application | None:
    """Return what is open in this browser; None if nothing is, or its time is over. One query."""
    token = request.COOKIES.get(COOKIE, "")
    found = held(token, at=at)
    return None if found is None else _application(token, found[0], tuple(found[1]))


def begin(at: datetime, *, body: str = "") -> Application:
    """Begin a draft and return it; the cookie is set by ``hand_out``."""
    token = new_token()
    steps = {"body": {"body": [body]}} if body else {}
    return _application(token, keep(token, {"secret": new_token(), "steps": steps}, at=at), ())


def keep_step(
    application: Application, step: str, values: MultiValueDict[str, str], *, at: datetime
) -> Application:
    """Keep what was typed at ``step`` and return the application with it; raises Refused."""
    steps = {**application.steps, step: dict(values.lists())}
    kept = keep(application.token, {"steps": steps}, at=at)
    return _application(application.token, kept, application.files)


def hand_out(response: HttpResponse, application: Application) -> HttpResponse:
    """Let the browser keep the token for as long as the draft lives, and return the response."""
    response.set_cookie(
        COOKIE,
        application.token,
        max_age=int(LIFE.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def take_back(response: HttpResponse) -> HttpResponse:
    """Let the browser forget the token, and return the response."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _application(token: str, kept: Mapping[str, Any], files: tuple[KeptFile, ...]) -> Application:
    sent = tuple(kept.get("sent", ()))
    return Application(token, kept.get("steps", {}), files, kept.get("secret", ""), sent)

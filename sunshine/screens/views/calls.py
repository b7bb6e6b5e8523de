"""The button “please help me” of a kiosk: a call, and what became of it (row F7).

There is no session and no cookie to misuse; the unguessable code of a registered screen is
what a call needs, and a page of another site cannot send it.
"""

import json
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sunshine.kit.errors import Refused
from sunshine.places.actions.calls import call_guide
from sunshine.places.models import HelpCall, Screen

_LARGEST = 4_000


@csrf_exempt
@require_POST
def call(request: HttpRequest, hall: str) -> JsonResponse:
    """Call the guide; answers with the token of the call, or with the code of the refusal."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Http404
    said = _said(request)
    screens = Screen.objects.filter(place__hall__slug=hall, place__closed=None)
    screen = screens.filter(code=said.get("screen", "")).select_related("place__hall").first()
    if screen is None:
        return _answer({"refused": "screen-unknown"}, 404)
    at = timezone.now()
    try:
        made = call_guide(
            screen,
            topic=said.get("topic", ""),
            question=said.get("question", ""),
            page=said.get("page", ""),
            at=at,
        )
    except Refused as refused:
        return _answer({"refused": refused.reasons[0].code}, 409)
    return _answer({"token": made.code, "state": "sent"}, 201)


@require_safe
def state(_request: HttpRequest, hall: str, token: str) -> JsonResponse:
    """Say how a call stands: sent, seen or over; one query."""
    found = HelpCall.objects.filter(hall__slug=hall, code=token).first()
    if found is None:
        raise Http404
    if found.answered_at is not None:
        return _answer({"state": "over"}, 200)
    return _answer({"state": "seen" if found.seen_at else "sent"}, 200)


def _said(request: HttpRequest) -> dict[str, str]:
    """Return what the screen has sent, texts only; nothing for what is no such thing."""
    if len(request.body) > _LARGEST:
        return {}
    try:
        said: Any = json.loads(request.body)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {key: value for key, value in said.items() if isinstance(value, str)}


def _answer(content: dict[str, str], status: int) -> JsonResponse:
    response = JsonResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    return response

"""The frame of a kiosk and of a display, and the service worker that keeps them without network.

The frame holds no content and asks no database: what it shows comes in parts (``baking``).
"""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunshine.places.contents import folder, state_file
from sunshine.screens.assets import addresses, version
from sunshine.screens.contents.words import words_in_both


@require_safe
def kiosk(request: HttpRequest, hall: str) -> HttpResponse:
    """Show the frame of the kiosks of ``hall``; a hall nobody knows has a page of its own."""
    return _frame(request, "kiosk", hall) if state_file(hall).exists() else _unknown(request)


@require_safe
def display(request: HttpRequest, hall: str, board: str = "") -> HttpResponse:
    """Show the frame of the displays of ``hall`` that play ``board``, its first one if empty."""
    is_known = state_file(hall).exists()
    if board and not (folder() / "parts" / f"board-{hall}-{board}.json").exists():
        is_known = False
    return _frame(request, "display", hall, board) if is_known else _unknown(request)


@require_safe
def kiosk_worker(_request: HttpRequest) -> HttpResponse:
    """Send the service worker of the kiosks."""
    return _worker("kiosk")


@require_safe
def display_worker(_request: HttpRequest) -> HttpResponse:
    """Send the service worker of the displays."""
    return _worker("display")


def _frame(request: HttpRequest, kind: str, hall: str, board: str = "") -> HttpResponse:
    style, *scripts = addresses(kind)
    context = {
        "kind": kind,
        "hall": hall,
        "board": board,
        "version": version(),
        "style": style,
        "scripts": scripts,
        "worker": reverse(f"{kind}-worker"),
        "words": words_in_both(),
    }
    response = render(request, "screens/frame.html", context)
    response["Cache-Control"] = "no-cache"
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    style = addresses("display")[0]
    response = render(request, "screens/unknown.html", {"style": style}, status=404)
    response["Cache-Control"] = "no-store"
    return response


def _worker(kind: str) -> HttpResponse:
    kept = json.dumps({"kind": kind, "version": version(), "files": addresses(kind)})
    script = render_to_string("screens/worker.js", {"kept": kept})
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response

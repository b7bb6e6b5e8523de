"""``/healthz``: how the parts are, for whoever watches the server."""

from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from sunshine.config.schedule import READERS
from sunshine.gate.queries import inspections_waiting, scanner_is_away
from sunshine.jobs.models import ReaderFailure, WorkerBeat
from sunshine.jobs.readers import lags
from sunshine.notices.models import Mail

_LATE_SECONDS = 30


def health(_request: HttpRequest) -> JsonResponse:
    """Return the state as JSON: 200 while the database answers, else 503.

    ``ok`` is false too when the worker is late, a reader has failed or the virus scanner is away:
    pages are still served then. Times in seconds; ``behind`` in events. Nine queries.
    """
    try:
        state = _state(timezone.now())
    except DatabaseError:
        return _answer({"ok": False, "database": "no answer"}, 503)
    return _answer(state, 200)


def _answer(state: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})


def _state(now: datetime) -> dict[str, object]:
    beat = WorkerBeat.objects.filter(active=True).order_by("-beat_at").first()
    age = None if beat is None else round((now - beat.beat_at).total_seconds(), 1)
    late = age is None or age > _LATE_SECONDS
    waiting = ReaderFailure.objects.waiting().count()
    away = scanner_is_away()
    parked = ReaderFailure.objects.parked().count()
    return {
        "ok": not (late or waiting or parked or away),
        "database": "answers",
        "worker": {"beat_seconds_ago": age, "late": late},
        "mail": {"due": Mail.objects.due(now).count(), "given_up": Mail.objects.given_up().count()},
        "files": {"waiting": inspections_waiting(), "virus_scanner_away": away},
        "readers": {"behind": lags(READERS), "failing": waiting, "parked": parked},
    }

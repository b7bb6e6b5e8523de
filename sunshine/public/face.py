"""What every page that is answered by Django has in common: its frame, and who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person
from sunshine.orgs.sessions import has_factor
from sunshine.public.baking.readings import root_body
from sunshine.publishing.visibility import PUBLIC, Viewer, viewer_of
from sunshine.ui.shell import ENGLISH, Shell, build_shell

PRIVATE = "private, no-store"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, at which moment, and what the rules of visibility make of him."""

    person: Person | None
    viewer: Viewer
    at: datetime
    on: date


def reader_of(request: HttpRequest) -> Reader:
    """Return who reads; no query for nobody, up to six for somebody signed in.

    Staff read what is for staff only once they have a second factor.
    """
    at = timezone.now()
    on = beijing_day(at)
    person = request.user if isinstance(request.user, Person) else None
    if person is None:
        return Reader(None, PUBLIC, at, on)
    viewer = viewer_of(person, on)
    if viewer.body_paths and not _is_proven(person):
        viewer = Viewer(viewer.groups)
    return Reader(person, viewer, at, on)


def _is_proven(person: Person) -> bool:
    return (settings.SAMPLE_SIGN_IN and person.is_sample) or has_factor(person)


def frame(request: HttpRequest, body: Body | None = None, *, door: str = "open") -> Shell:
    """Return the frame of the page asked for, in the language that is active; one query.

    Raises Http404 in an installation that has no body yet: nobody speaks there.
    """
    try:
        root = root_body()
    except Body.DoesNotExist:
        raise Http404 from None
    return build_shell(
        lang=ENGLISH if get_language() == ENGLISH else "zh-hans",
        variant=request.COOKIES.get("variant", ""),
        path=request.path,
        body=body or root,
        root_body=root,
        site_url=settings.SITE_URL,
        door=door,
        query=request.META.get("QUERY_STRING", ""),
    )


def address_of(path: str) -> str:
    """Return the address of ``path`` in the language that is active; no query."""
    return f"/en{path}" if get_language() == ENGLISH else path


def answer(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    shell: Shell,
    status: int = 200,
    cache: str = PRIVATE,
) -> HttpResponse:
    """Return ``template`` in its frame; nobody keeps a copy unless ``cache`` says so."""
    response = render(request, template, {**context, "shell": shell}, status=status)
    response["Cache-Control"] = cache
    patch_vary_headers(response, ["Cookie"])
    return response

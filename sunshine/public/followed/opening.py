"""Which matter a browser has opened: kept for a while in a signed cookie, never in an address.

The cookie names the row and a part of the code's digest: a code given out anew closes what was
opened with the old one. It says nothing about the matter or its applicant.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sunshine.cases.models import Case

COOKIE = "followed"
OPEN_SECONDS = 30 * 60
_SALT = "sunshine.public.followed"
_PART = 16


def open_case(request: HttpRequest) -> Case | None:
    """Return the matter that is open in this browser; None if none is, or not any more."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=OPEN_SECONDS)
        number, part = int(held["case"]), str(held["part"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    cases = Case.objects.select_related("body", "body__parent", "department", "owner")
    return cases.filter(pk=number, code_digest__startswith=part).first() if part else None


def keep_open(response: HttpResponse, case: Case) -> HttpResponse:
    """Let the browser show ``case`` for another while, and return the response."""
    held = {"case": case.pk, "part": case.code_digest[:_PART]}
    response.set_cookie(
        COOKIE,
        signing.dumps(held, salt=_SALT),
        max_age=OPEN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def shut(response: HttpResponse) -> HttpResponse:
    """Let the browser show no matter any more, and return the response."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response

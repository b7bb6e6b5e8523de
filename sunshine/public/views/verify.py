"""Whether a letter is genuine, by the code printed on it; never who asked or for what.

Wrong codes are counted per sender and hour, so that nobody can try his way to a letter.
"""

import hashlib
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.letters.models import Letter
from sunshine.letters.printing import is_whole
from sunshine.public.face import answer, frame
from sunshine.ui.shell import Crumb

MOST_WRONG_PER_HOUR = 30
_HOUR = 60 * 60
_SALT = "sunshine.public.verify"


@require_safe
def verify_letter(request: HttpRequest, code: str = "") -> HttpResponse:
    """Say whether the letter with ``code`` is genuine, or ask for the code."""
    code = (code or request.GET.get("code", "")).strip().lower()
    at, shell = timezone.now(), frame(request)
    title, error, status, letter = _("核验文书"), "", 200, None
    if code and _wrong(request, at, add=0) >= MOST_WRONG_PER_HOUR:
        error, status = _("一小时内输错的次数太多。请过一小时再试，或者打电话向发文机关核实。"), 429
    elif code:
        letter = Letter.objects.filter(code=code).first()
        if letter is None:
            _wrong(request, at, add=1)
            error, status = (
                _(
                    "没有这个核验码的文书。请对照文书逐个字符核对，仍查不到的，请打电话向发文机关核实。"
                ),
                404,
            )
    context = {
        "title": title,
        "code": code,
        "error": error,
        "letter": letter,
        "whole": letter is not None and is_whole(letter),
        "here": shell.at("/verify/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/verify.html", context, shell=shell, status=status)


def _wrong(request: HttpRequest, at: datetime, *, add: int) -> int:
    """Return the wrong codes of this sender in this hour, with ``add`` more."""
    address = get_adapter(request).get_client_ip(request) or ""
    secret = salted_hmac(_SALT, f"{at:%Y-%m-%d}", algorithm="sha256").hexdigest()
    key = f"verify:{at:%H}:{hashlib.sha256(f'{secret}:{address}'.encode()).hexdigest()}"
    cache.add(key, 0, timeout=_HOUR)
    return int(cache.incr(key, add) if add else cache.get(key, 0))

"""Whether a letter is genuine, by the code printed on it; never who asked or for what.

Wrong codes are counted per sender and hour, so that nobody can try his way to a letter.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.letters.models import Letter
from sunshine.letters.printing import is_whole
from sunshine.public.face import answer, frame
from sunshine.public.limits import sent_within_hour
from sunshine.ui.shell import Crumb

MOST_WRONG_PER_HOUR = 30


@require_safe
def verify_letter(request: HttpRequest, code: str = "") -> HttpResponse:
    """Say whether the letter with ``code`` is genuine, or ask for the code."""
    code = (code or request.GET.get("code", "")).strip().lower()
    at, shell = timezone.now(), frame(request)
    title, error, status, letter = _("核验文书"), "", 200, None
    if code and sent_within_hour(request, "verify", at, add=0) >= MOST_WRONG_PER_HOUR:
        error, status = _("一小时内输错的次数太多。请过一小时再试，或者打电话向发文机关核实。"), 429
    elif code:
        letter = Letter.objects.filter(code=code).first()
        if letter is None:
            sent_within_hour(request, "verify", at)
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

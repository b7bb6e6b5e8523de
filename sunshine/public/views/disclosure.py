"""Disclosure on request, explained: the ways to ask, what happens then, the law (条例 arts 27–44).

These pages are read without a form and without a cookie; the periods on them come from the data
of the edition that is in force today.
"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.inforequests.deadlines import Deadline, term
from sunshine.inforequests.fees import Basis, fee
from sunshine.inforequests.profiles import edition_on
from sunshine.kit.days import beijing_day
from sunshine.letters.remedies import superior_of
from sunshine.orgs.models import Body
from sunshine.public.applying.asking import bodies_on
from sunshine.public.face import answer, frame
from sunshine.ui.shell import Crumb

OPEN = "public, max-age=0, must-revalidate"
# Of how many requests in a month, and pages, the fee is told as an example.
_EXAMPLES = (10, 35)
_PAGES = (30, 250)


@require_safe
def explain_requests(request: HttpRequest) -> HttpResponse:
    """Ask which body has the information, and lead to its page."""
    on = beijing_day(timezone.now())
    chosen = request.GET.get("body", "")
    if chosen and Body.objects.existing(on).filter(slug=chosen).exists():
        return redirect(frame(request).at(f"/b/{chosen}/requests/"))
    shell = frame(request)
    title = _("依申请公开")
    context = {
        "title": title,
        "groups": list(bodies_on(on)),
        "missing": bool(chosen),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
        **law_of(on),
    }
    return answer(request, "public/requests_choose.html", context, shell=shell, cache=OPEN)


@require_safe
def explain_of_body(request: HttpRequest, body: str) -> HttpResponse:
    """Show how a body is asked for information, and what it then has to do by when."""
    on = beijing_day(timezone.now())
    speaker = Body.objects.existing(on).filter(slug=body).select_related("parent").first()
    if speaker is None:
        raise Http404
    shell = frame(request, speaker)
    title = _("依申请公开")
    context = {
        "title": title,
        "body": speaker,
        "above": superior_of(speaker, on),
        "halls": speaker.halls.filter(closed__isnull=True),
        "apply_url": f"{shell.at('/requests/apply/')}?body={speaker.slug}",
        "follow_url": shell.at("/follow/"),
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(title)],
        **law_of(on),
    }
    return answer(request, "public/requests.html", context, shell=shell, cache=OPEN)


def law_of(on: date) -> dict[str, Any]:
    """Return the periods and fees that hold on ``on``."""
    edition = edition_on(on)
    return {
        "reply_days": edition.reply,
        "extension_days": edition.extension,
        "correction_days": term(Deadline.CORRECTION_NOTICE, on).length,
        "party_days": term(Deadline.THIRD_PARTY_ANSWER, on).length,
        "payment_days": term(Deadline.FEE_PAYMENT, on).length,
        "reconsideration_days": term(Deadline.RECONSIDERATION, on).length,
        "suit_months": term(Deadline.SUIT, on).length,
        "law_reply": edition.law_reply,
        "fees": [
            *((_("一个月内%(count)s件") % {"count": n}, fee(Basis.ITEMS, n)) for n in _EXAMPLES),
            *((_("一件提供%(count)s页") % {"count": n}, fee(Basis.PAGES, n)) for n in _PAGES),
        ],
        "fee_law": fee(Basis.ITEMS, 0).law,
    }

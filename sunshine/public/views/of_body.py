"""Pages of a body that the record does not hold: a section still empty, the rules on a day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.public.baking.pages.rules import TITLE, context_of, rules_of
from sunshine.public.baking.readings import in_list, newest
from sunshine.public.face import answer, frame, reader_of
from sunshine.public.section_facts import page_of, state_of
from sunshine.publishing.models import Section
from sunshine.publishing.plausible import EARLIEST, read_day
from sunshine.ui.parts import Pager
from sunshine.ui.shell import Crumb

_LAST_YEAR = 2100
_OPEN = "public, max-age=0, must-revalidate"


@require_safe
def show_section(request: HttpRequest, body: str, section: str) -> HttpResponse:
    """Show a section in which nothing has been baked: what will stand there, and who answers."""
    speaker = _body(body)
    found = Section.objects.filter(set__slug=speaker.section_set, slug=section, closed=None).first()
    if found is None:
        raise Http404
    shell = frame(request, speaker)
    facts = {"items": newest(in_list(body, section)), "number": None, "years": [], "pager": Pager()}
    context = page_of(speaker, state_of(speaker, found), shell, facts)
    return answer(request, "public/section.html", context, shell=shell, cache=_OPEN)


@require_safe
def show_rules(request: HttpRequest, body: str) -> HttpResponse:
    """Show which rules were in force on the day ``on``; today if none is given."""
    speaker = _body(body)
    shell = frame(request, speaker)
    typed, error = request.GET.get("on", ""), ""
    day = beijing_day(reader_of(request).at)
    try:
        asked = read_day(typed, field="on")
        if asked is not None and not EARLIEST.year <= asked.year <= _LAST_YEAR:
            raise Refused("day-unreadable", field="on", typed=typed[:20])
        day = asked or day
    except Refused as refused:
        error = str(refused)
    facts = {
        "rules": rules_of(speaker),
        "on": day,
        "typed": typed if error else day.isoformat(),
        "day_error": error,
        "body": speaker,
        "title": str(TITLE),
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(str(TITLE))],
    }
    context = context_of(speaker, shell, facts)
    status = 400 if error else 200
    return answer(request, "public/rules.html", context, shell=shell, status=status, cache=_OPEN)


def _body(slug: str) -> Body:
    found = Body.objects.filter(slug=slug).select_related("parent", "successor").first()
    if found is None:
        raise Http404
    return found

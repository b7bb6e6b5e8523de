"""How a body answers requests, in figures that everybody may see: how many, how, and in time.

Counted as table 2 of the yearly account counts (国办公开办函〔2021〕30号); nobody who asked, and
nothing that was asked for, is in it.
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.inforequests.counting import BROUGHT, CARRIED, NEW, TOTAL, Year, behind, count_year
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.public.face import answer, frame
from sunshine.public.views.disclosure import OPEN
from sunshine.ui.charts import Bar, BarChart
from sunshine.ui.shell import Crumb

FIRST_YEAR = 2008
_YEARS_BACK = 5


@require_safe
def show_request_figures(request: HttpRequest, body: str) -> HttpResponse:
    """Show the figures of a year, this one unless another is asked for."""
    on = beijing_day(timezone.now())
    speaker = Body.objects.filter(slug=body).first()
    if speaker is None:
        raise Http404
    year = _year(request.GET.get("year", ""), on)
    counted = count_year(speaker, year)
    shell, title = frame(request, speaker), _("依申请公开的数字")
    ended = counted.row(TOTAL)
    late = behind(speaker, year, TOTAL).filter(overdue_noted_on__isnull=False).count()
    context = {
        "title": title,
        "body": speaker,
        "on": on,
        "year": year,
        "years": range(on.year, max(FIRST_YEAR, on.year - _YEARS_BACK) - 1, -1),
        "here": shell.at(f"/b/{speaker.slug}/requests/figures/"),
        "flow": _flow(counted),
        "chart": _outcomes(counted, year) if ended else None,
        "ended": ended,
        "late": late,
        "in_time": round(100 * (ended - late) / ended, 1) if ended else None,
        "crumbs": [
            Crumb(_("首页"), shell.body_url),
            Crumb(_("依申请公开"), shell.at(f"/b/{speaker.slug}/requests/")),
            Crumb(title),
        ],
    }
    return answer(request, "public/request_figures.html", context, shell=shell, cache=OPEN)


def _flow(counted: Year) -> list[tuple[str, int]]:
    return [
        (_("本年新收"), counted.row(NEW)),
        (_("上年结转"), counted.row(BROUGHT)),
        (_("本年办结"), counted.row(TOTAL)),
        (_("结转下年"), counted.row(CARRIED)),
    ]


def _outcomes(counted: Year, year: int) -> BarChart:
    groups = {
        "3.1": _("予以公开"),
        "3.2": _("部分公开"),
        "3.3": _("不予公开"),
        "3.4": _("无法提供"),
        "3.5": _("不予处理"),
        "3.6": _("其他处理"),
    }
    sums = {
        code: sum(
            count
            for (row, _of), count in counted.requests.items()
            if row == code or row.startswith(f"{code}.")
        )
        for code in groups
    }
    return BarChart(
        key="request-outcomes",
        title=_("%(year)s年怎样答复的") % {"year": year},
        description=_("每一件办结的申请算一件，部分公开的只算在部分公开里。"),
        bars=[Bar(groups[code], sums[code]) for code in groups],
        label_head=_("答复"),
        value_head=_("件数"),
    )


def _year(typed: str, on: date) -> int:
    is_year = typed.isascii() and typed.isdigit() and len(typed) == 4
    return int(typed) if is_year and FIRST_YEAR <= int(typed) <= on.year else on.year

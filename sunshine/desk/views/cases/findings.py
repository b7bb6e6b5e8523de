"""Finding a case: what the person may not see is not there."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sunshine.cases.kinds import kind_of
from sunshine.cases.models import Case, Handover
from sunshine.cases.queries import seen_by
from sunshine.desk.guard import StaffRequest
from sunshine.desk.lateness import Left, left_until, workdays_until
from sunshine.ui.shell import Crumb
from sunshine.workdays.loader import official_calendar


def seen_case(request: StaffRequest, number: int) -> Case:
    """Return the case if the person may look into it; raise Http404 otherwise; one query."""
    cases = seen_by(request.person, request.today, request.posts)
    case = cases.select_related("body", "owner", "department").filter(pk=number).first()
    if case is None:
        raise Http404
    return case


def asked_handover(request: StaffRequest, number: int) -> Handover:
    """Return the open hand-over of a case that the person may see; raise Http404 otherwise."""
    case = seen_case(request, number)
    found = case.handovers.filter(answered_at__isnull=True)
    handover = found.select_related("to_person", "from_person").first()
    if handover is None:
        raise Http404
    handover.case = case
    return handover


def crumbs(case: Case | None = None) -> list[Crumb]:
    """Return the way to a case."""
    way = [Crumb(pgettext("desk", "办件"), reverse("desk:cases"))]
    if case is not None:
        way.append(Crumb(case.number, reverse("desk:case", args=[case.pk])))
    return way


def left_of(case: Case, request: StaffRequest) -> Left:
    """Return what is left of the period of the case, amber and red in words too."""
    if not case.is_open:
        return Left(None, "good", _("已办结"))
    if case.due is None:
        return Left(
            None, "plain", _("期限暂停：等待%(who)s") % {"who": case.get_waiting_for_display()}
        )
    if kind_of(case.kind).in_workdays:
        calendar = official_calendar(body=case.body.slug)
        left = workdays_until(case.due, request.today, calendar)
    else:
        left = left_until(case.due, request.today, soon_days=0)
    if left.tone == "plain" and case.amber is not None and case.amber <= request.today:
        return Left(left.days, "warn", left.words)
    return left


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a line of a list."""

    case: Case
    left: Left

    @property
    def kind_name(self) -> str:
        """Return what kind of case it is."""
        return str(kind_of(self.case.kind).name)

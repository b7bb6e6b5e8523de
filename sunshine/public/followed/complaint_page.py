"""The page of a complaint, and which matters lead to each other in an open browser."""

from datetime import date
from typing import Any

from django.db.models import Q

from sunshine.cases.models import Case
from sunshine.inforequests.kinds import COMPLAINT, DISCLOSURE
from sunshine.inforequests.models import Complaint
from sunshine.public.followed.standing import standing_of

TEMPLATE = "public/followed/complaint.html"


def complaint_page(case: Case, on: date) -> dict[str, Any]:
    """Return what the page of the complaint of ``case`` shows on ``on``."""
    complaint = Complaint.objects.select_related("request__case", "request__body").get(case=case)
    return {"complaint": complaint, "standing": standing_of(case, on)}


def linked_case(case: Case, key: int) -> Case | None:
    """Return the matter ``key`` if whoever has opened ``case`` may open it too, else None.

    A request leads to the complaints about it and to what answers it anew, and they lead back.
    """
    cases = Case.objects.select_related("body", "owner").filter(pk=key)
    if case.kind == DISCLOSURE.slug:
        related = Q(complaint__request__case=case)
        related |= Q(inforequest__renews__case=case) | Q(inforequest__renewed_by__case=case)
        return cases.filter(related).first()
    if case.kind == COMPLAINT.slug:
        return cases.filter(inforequest__complaints__case=case).first()
    return None

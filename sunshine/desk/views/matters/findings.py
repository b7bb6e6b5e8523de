"""Which matters, promises and halls a person finds here, and what an officer should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.publishing.findings import bodies_with
from sunshine.kit.errors import Reason
from sunshine.matters.completeness import lacking
from sunshine.matters.elements import Guide, read
from sunshine.matters.models import Matter, Promise
from sunshine.matters.standing import BasisOn, bases_on
from sunshine.orgs.models import Body, Hall
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.publishing.models import OPEN_STATES, Edition


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in the list: its newest edition, what it lacks, and the bases that are no more."""

    matter: Matter
    edition: Edition
    guide: Guide
    lacks: Sequence[Reason]
    repealed: Sequence[BasisOn]

    @property
    def is_open(self) -> bool:
        """Return whether the edition is still on its way out."""
        return self.edition.state in OPEN_STATES


def keeping(request: StaffRequest) -> list[Body]:
    """Return the bodies whose guides the person writes."""
    return bodies_with(request, EDITING)


def promising(request: StaffRequest) -> list[Body]:
    """Return the bodies whose promises the person keeps."""
    return bodies_with(request, DISCLOSURE)


def matters_of(request: StaffRequest) -> QuerySet[Matter]:
    """Return the matters of the person's bodies; what is removed or pulled is not among them."""
    found = Matter.objects.filter(body__in=keeping(request))
    return found.exclude(item__state__in=["gone", "pulled"]).select_related("body", "item")


def matter_of(request: StaffRequest, code: str) -> Matter:
    """Return the matter with the item's code; raise Http404 for one of somebody else."""
    return get_object_or_404(matters_of(request), item__code=code)


def lines_of(matters: Sequence[Matter], on: date) -> list[MatterLine]:
    """Return the matters as lines, those with something to do first; five queries and some each."""
    editions: dict[int, Edition] = {}
    rows = Edition.objects.filter(item__in=[one.item_id for one in matters])
    for edition in rows.exclude(state="discarded").select_related("item__body").order_by("number"):
        editions[edition.item_id] = edition
    known = [(one, editions[one.item_id]) for one in matters if one.item_id in editions]
    guides = [read(edition.elements) for _, edition in known]
    lines = [
        MatterLine(
            matter,
            edition,
            guide,
            lacking(edition, on) if edition.state in OPEN_STATES else _later(edition, on),
            [basis for basis in bases if basis.is_repealed],
        )
        for (matter, edition), guide, bases in zip(known, guides, bases_on(guides, on), strict=True)
    ]
    return sorted(lines, key=lambda one: (not (one.repealed or one.lacks), one.guide.name))


def _later(edition: Edition, on: date) -> list[Reason]:
    """Return what a published guide has come to lack: a hall that closed, a matter that went."""
    return [reason for reason in lacking(edition, on) if reason.field in {"places", "basis"}]


def promises_of(request: StaffRequest) -> QuerySet[Promise]:
    """Return the promises of the person's bodies."""
    found = Promise.objects.filter(body__in=promising(request))
    return found.select_related("body", "item__current", "responsible_post", "matter__item")


def halls_of(request: StaffRequest) -> QuerySet[Hall]:
    """Return the halls of the person's bodies that are open."""
    return Hall.objects.filter(body__in=keeping(request), closed=None).select_related("body")

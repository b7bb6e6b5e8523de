"""Which imports a person finds: those of bodies in which he writes, or which he reviews."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.publishing.findings import writes_in
from sunshine.imports.models import Batch
from sunshine.publishing.models import Step
from sunshine.publishing.reviewing import capacity_of
from sunshine.ui.shell import Crumb

_RELATED = ("body", "section", "begun_by")


def written_batch(request: StaffRequest, code: str) -> Batch:
    """Return an import of a body in which the person writes; raise Http404 otherwise."""
    batch = get_object_or_404(Batch.objects.select_related(*_RELATED), code=code)
    if not writes_in(request, batch.body):
        raise Http404
    return batch


def reviewed_batch(request: StaffRequest, code: str, step: str) -> Batch:
    """Return an import whose items the person may review at ``step``; raise Http404 otherwise."""
    batch = get_object_or_404(Batch.objects.select_related(*_RELATED), code=code)
    may = step in Step.values and capacity_of(request.person, step, batch.body, request.today)
    if not may:
        raise Http404
    return batch


def seen_batch(request: StaffRequest, code: str) -> Batch:
    """Return an import that the person writes or reviews in; raise Http404 otherwise."""
    batch = get_object_or_404(Batch.objects.select_related(*_RELATED), code=code)
    if not writes_in(request, batch.body) and not steps_of(request, batch):
        raise Http404
    return batch


def steps_of(request: StaffRequest, batch: Batch) -> list[Step]:
    """Return the reviews that the person may take for the body of ``batch``."""
    person, body, on = request.person, batch.body, request.today
    return [step for step in Step if capacity_of(person, step, body, on) is not None]


def import_crumbs(batch: Batch | None = None) -> list[Crumb]:
    """Return the way to the imports, or to one of them."""
    crumbs = [Crumb(_("导入"), reverse("desk:imports"))]
    if batch is not None:
        crumbs.append(Crumb(batch.name, reverse("desk:import", args=[batch.code])))
    return crumbs

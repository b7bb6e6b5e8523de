"""The same rows from a plain Django view: no rules, no seals, no proof. Not a figure itself."""

import json
import secrets
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.cases.models import Case, CaseSeries
from sunshine.inforequests.models import Applicant, Enclosure, InfoRequest
from sunshine.orgs.models import Body, Person


def file_request(request: HttpRequest) -> HttpResponse:
    """Insert what is typed, as it is: header, request, applicant, paper and a line in a log."""
    typed, at = request.POST, timezone.now()
    with transaction.atomic():
        body = Body.objects.get(slug=typed["body"])
        owner = Person.objects.get(username="wu")
        series, _ = CaseSeries.objects.get_or_create(key=body.slug, defaults={"last": 0})
        series.last += 1
        series.save()
        case = Case.objects.create(
            kind="plain",
            body=body,
            year=at.year,
            serial=series.last,
            number=f"{body.slug}-{series.last}",
            code_digest=secrets.token_hex(32),
            title=typed["description"],
            owner=owner,
            opened_at=at,
        )
        row = _row(case, typed, at)
        Applicant.objects.create(request=row, sealed=json.dumps(typed.dict()))
        photo = request.FILES["photo"]
        Enclosure.objects.create(
            request=row,
            purpose="identity",
            media_type="application/pdf",
            size=photo.size or 0,
            sealed=photo.read(),
            added_at=at,
        )
        _noted(case, at)
    return HttpResponseRedirect("/")


def _row(case: Case, typed: QueryDict, at: datetime) -> InfoRequest:
    day = timezone.localdate(at)
    return InfoRequest.objects.create(
        case=case,
        body=case.body,
        state="submitted",
        channel="web",
        applicant_class=typed["applicant_class"],
        description=typed["description"],
        wanted_form=typed["wanted_form"],
        wanted_way=typed["wanted_way"],
        submitted_at=at,
        arrived_on=day,
        applicant_confirmed_on=day,
        token_digest=secrets.token_hex(32),
    )


def _noted(case: Case, at: datetime) -> None:
    Event.objects.create(
        kind="plain.filed",
        at=at,
        actor_name="",
        body=case.body.slug,
        subject=case.subject,
        previous=secrets.token_hex(32),
        digest=secrets.token_hex(32),
    )

"""From one request to the public: a suggestion, and one step that makes it proactive.

Law: 条例 2019 art. 44: what several ask for is published for all.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.actions.papers import why_not_register
from sunshine.publishing.models import Attribute, Paper
from sunshine.publishing.registering import Registration, keep_paper

LAW = "政府信息公开条例（2019年修订）第四十四条"


def why_not_suggest_publication(
    request: InfoRequest, *, by: Person | None, on: date
) -> list[Reason]:
    """Return why the applicant cannot suggest that it be published for all."""
    reasons = why_not_step("suggest_publication", request, by=by, on=on)
    if request.suggests_publication:
        reasons.append(Reason("suggested-already", LAW))
    return reasons


@action
def suggest_publication(request: InfoRequest, *, by: Person | None, at: datetime) -> InfoRequest:
    """Note that the applicant suggests publishing it for all, and return the request."""
    hold_request(request)
    refuse_if(why_not_suggest_publication(request, by=by, on=beijing_day(at)))
    request.suggests_publication = True
    request.save(update_fields=["suggests_publication"])
    append(**event_of("publication_suggested", request, by=by, at=at))
    return request


def why_not_turn_proactive(
    request: InfoRequest,
    *,
    title: str,
    made_on: date,
    document_number: str = "",
    section_slug: str = "",
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the paper cannot be registered to be published."""
    reasons = why_not_step("turn_proactive", request, by=by, on=on)
    if request.published_as_id is not None:
        reasons.append(Reason("proactive-already", LAW))
    facts = _paper(title, made_on, document_number, section_slug)
    return reasons + why_not_register(request.body, facts, by=by, on=on)


@action
def turn_proactive(
    request: InfoRequest,
    *,
    title: str,
    made_on: date,
    by: Person,
    at: datetime,
    document_number: str = "",
    section_slug: str = "",
) -> Paper:
    """Register what was asked for as a paper to be published, and return the paper.

    It is due like any other (条例 2019 art. 26), and written and reviewed in the record.
    """
    hold_request(request)
    on = beijing_day(at)
    named = {"document_number": document_number, "section_slug": section_slug}
    refuse_if(why_not_turn_proactive(request, title=title, made_on=made_on, **named, by=by, on=on))
    paper = keep_paper(
        request.body, _paper(title, made_on, document_number, section_slug), by=by, at=at
    )
    request.published_as = paper
    request.save(update_fields=["published_as"])
    append(**event_of("turned_proactive", request, by=by, at=at, paper=paper.pk))
    return paper


def _paper(title: str, made_on: date, document_number: str, section_slug: str) -> Registration:
    return Registration(
        title=title,
        made_on=made_on,
        document_number=document_number,
        section_slug=section_slug,
        attribute=Attribute.PROACTIVE,
    )

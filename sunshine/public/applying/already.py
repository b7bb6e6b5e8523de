"""What is public already, or was answered before, and is like a description."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.queries.alike import answered_publicly
from sunshine.orgs.models import Body
from sunshine.public.wording import name_in
from sunshine.publishing.searching import index_dir
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.search.engine import Hit, find
from sunshine.search.store import IndexUnusable

MOST = 5
_LONGEST_QUESTION = 200
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Similar:
    """Something public: its find, its address without the language, and who published it."""

    hit: Hit
    place: str
    body: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A request like it that ended in disclosure: when, how, and where to read it, if anywhere."""

    on: date
    outcome: str | Promise
    place: str


def similar_answered(text: str, body: Body | None) -> list[Answered]:
    """Return what ``body`` has answered to the like; never who asked, nor in which words."""
    if body is None or len(text.strip()) < _SHORTEST:
        return []
    found = []
    for one in answered_publicly(text, body, most=MOST):
        request = one.request
        if request.finished_on is not None:
            name = outcomes()[request.outcome].name
            found.append(Answered(request.finished_on, name, _place_of(request)))
    return found


def _place_of(request: InfoRequest) -> str:
    if request.published_as_id is None:
        return ""
    item = listed(PUBLIC).filter(paper=request.published_as_id).first()
    return f"/i/{item.code}/" if item is not None else ""


def similar_public(text: str) -> list[Similar]:
    """Return what is public and most like ``text``; nothing while there is no index."""
    question = " ".join(text.split())[:_LONGEST_QUESTION]
    if not question:
        return []
    try:
        results = find(question, root=index_dir(), limit=MOST, with_offers=False)
    except IndexUnusable:
        return []
    hits = [*results.hits, *results.also][:MOST]
    codes = [hit.entry.code for hit in hits]
    seen = set(listed(PUBLIC).filter(code__in=codes).values_list("code", flat=True))
    bodies = {hit.entry.body for hit in hits}
    names = {one.slug: name_in(one) for one in Body.objects.filter(slug__in=bodies)}
    return [
        Similar(hit, f"/i/{hit.entry.code}/", names.get(hit.entry.body, ""))
        for hit in hits
        if hit.entry.code in seen
    ]

"""What is public already and like a description: the search, for everybody's eyes only."""

from dataclasses import dataclass

from sunshine.orgs.models import Body
from sunshine.public.wording import name_in
from sunshine.publishing.searching import index_dir
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.search.engine import Hit, find
from sunshine.search.store import IndexUnusable

MOST = 5
_LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Similar:
    """Something public: its find, its address without the language, and who published it."""

    hit: Hit
    place: str
    body: str


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

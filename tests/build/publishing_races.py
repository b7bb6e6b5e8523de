"""What processes do to the same papers and drafts at once; called inside a house."""

import time
from datetime import timedelta

from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person
from sunshine.publishing.actions import editing
from sunshine.publishing.models import Edition, Item, Paper
from tests.build.publishing import AT, a_draft, a_paper, a_section
from tests.cast import cast_people

LATER = AT + timedelta(hours=1)


def contested() -> dict[str, object]:
    """Make a paper without item, a draft, and an item without open edition."""
    cast = cast_people()
    a_section()
    paper = a_paper(cast.heping, by=cast.li, title="争用的公文")
    edition = a_draft(cast.heping, by=cast.li)
    free = a_draft(cast.heping, by=cast.li)
    editing.discard_edition(free, by=cast.li, at=AT)
    return {"paper": paper.pk, "edition": edition.pk, "item": free.item.pk}


def race(act: str, start: float, number: int, **keys: int) -> str:
    """Wait for ``start``, do ``act`` and return "done" or the code of the refusal."""
    li, heping = Person.objects.get(username="li"), Body.objects.get(slug="ln-shenyang-heping")
    time.sleep(max(0.0, start - time.time()))
    try:
        if act == "register":
            a_paper(heping, by=li, title=f"第{number}份", document_number="沈和税发〔2026〕9号")
        elif act == "begin":
            paper = Paper.objects.get(pk=keys["paper"])
            editing.begin_item(heping, a_section(), paper=paper, by=li, at=LATER)
        elif act == "edition":
            item = Item.objects.get(pk=keys["item"])
            editing.begin_edition(item, kind="minor", by=li, at=LATER)
        else:
            edition = Edition.objects.get(pk=keys["edition"])
            changes = {"title": f"第{number}人的标题"}
            editing.save_draft(edition, revision=1, changes=changes, by=li, at=LATER)
    except Refused as refused:
        return refused.reasons[0].code
    return "done"


def counts(edition: int) -> dict[str, object]:
    """Return what the race has left."""
    draft = Edition.objects.get(pk=edition)
    return {
        "numbered": Paper.objects.exclude(document_number="").count(),
        "items": Item.objects.filter(paper__title="争用的公文").count(),
        "open": Edition.objects.filter(number=2).count(),
        "revision": draft.revision,
        "title": draft.title,
    }

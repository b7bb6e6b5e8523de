"""The letter of a reply before it goes out: filled with what is known, the gaps named."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sunshine.inforequests.letter_facts import standard_facts
from sunshine.inforequests.models import InfoRequest, Purpose, Reply
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.replying import answer_papers, reply_facts, told_facts
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused
from sunshine.kit.papers.paper import Paper
from sunshine.letters.filling import Fact
from sunshine.letters.kinds import GIVEN, fields, kind_of, needed_by
from sunshine.letters.writing import paper_of, template_for

Shown = tuple[Paper | None, list[Reason]]
DRAFT = "草稿"


def reply_paper(info: InfoRequest) -> Shown:
    """Return the letter of the reply as it stands, or why there is none."""
    reply = info.reply
    if reply is None:
        return None, []
    return letter_shown(outcomes()[reply.kind].letter, info, reply_facts(reply))


def draft_paper(info: InfoRequest, kind: str, given: Mapping[str, str]) -> Shown:
    """Return the letter with the grounds that are being typed."""
    return letter_shown(outcomes()[kind].letter, info, told_facts(info, kind, given))


def letter_shown(
    key: str, info: InfoRequest, facts: Mapping[str, Fact], on: date | None = None
) -> Shown:
    """Return a letter about the request as a draft; what it lacks stands there by its name.

    ``on``: the day that it bears, otherwise that of the draft.
    """
    kind = kind_of(key).as_received(info.case.received_on)
    is_earlier = kind != kind_of(key)
    on = on or beijing_day(info.reply.drafted_at if info.reply else info.submitted_at)
    template = None if is_earlier else template_for(kind, info.body, on)
    text = template.text if template else kind.text
    must, may = needed_by(text)
    known = standard_facts([info]) | dict(facts)
    told = {name: fact for name, fact in known.items() if name in must | may | {"addressee"}}
    told["addressee"] = told.get("addressee") or f"【{fields()['addressee'].label}】"
    for name in must - GIVEN:
        if not str(told.get(name, "")).strip():
            told[name] = f"【{fields()[name].label}】"
    try:
        paper = paper_of(kind, template, body=info.body, facts=told, on=on, mark=DRAFT)
    except Refused as refused:
        return None, list(refused.reasons)
    return paper, []


def reply_shown(info: InfoRequest) -> dict[str, Any]:
    """Return what a reviewer must have before his eyes besides the letter."""
    reply: Reply | None = info.reply
    if reply is None:
        return {}
    going = info.enclosures.filter(purpose=Purpose.ANSWER, removed_at=None)
    return {
        "reply": reply,
        "outcome": outcomes()[reply.kind],
        "papers": going.select_related("made_of"),
        "names": answer_papers(info),
        "reviews": reply.reviews.select_related("by"),
        "searches": info.searches.select_related("searched_by"),
        "consultations": info.consultations.all(),
        "sheet": info.sheet.exclude(written_at=None).select_related("by"),
        "answered": reply.answers.select_related("case").order_by("pk"),
    }

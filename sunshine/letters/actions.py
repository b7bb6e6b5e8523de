"""An officer's text for a kind of letter, a body's word and seal, and a letter made void."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.papers.paper import Paper
from sunshine.letters.filling import why_not_text
from sunshine.letters.kinds import kind_of
from sunshine.letters.models import Letter, LetterPractice, LetterTemplate
from sunshine.letters.printing import paper_pdf
from sunshine.letters.writing import body_word, void_letter
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import roles_in

EDITORS = frozenset({Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD})
# The seal and the word stand for the whole body: its head of disclosure answers for them.
KEEPERS = frozenset({Role.DISCLOSURE_HEAD})
LONGEST_TITLE = 80
LONGEST_WORD = 20
BIGGEST_SEAL_BYTES = 1 << 20
_PNG = b"\x89PNG\r\n\x1a\n"


def why_not_edit_template(
    kind: str, *, body: Body, title: str, text: str, valid_from: date, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` may not give letters of ``kind`` this text from ``valid_from`` on."""
    reasons = []
    if not EDITORS & roles_in(by, body, on):
        reasons.append(Reason("template-not-yours", facts={"body": body.name}))
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        reasons.append(Reason("template-title-needed", field="title"))
    if valid_from < on:
        reasons.append(Reason("template-day-past", field="valid_from"))
    return reasons + why_not_text(kind_of(kind), text)


@action
def edit_template(
    kind: str,
    *,
    body: Body,
    title: str,
    text: str,
    valid_from: date,
    by: Person,
    at: datetime,
    for_all: bool = False,
) -> LetterTemplate:
    """Give letters of ``kind`` a new text from ``valid_from`` on, and return its edition.

    ``for_all`` makes it the text of every body below, where ``body`` is the highest;
    letters that went out keep their words.
    """
    on = beijing_day(at)
    given: dict[str, Any] = {"title": title, "text": text, "valid_from": valid_from}
    refuse_if(why_not_edit_template(kind, body=body, **given, by=by, on=on))
    last = LetterTemplate.objects.filter(kind=kind).aggregate(last=Max("edition"))["last"] or 0
    template = LetterTemplate.objects.create(
        kind=kind,
        body=None if for_all and body.parent is None else body,
        edition=last + 1,
        title=title.strip(),
        text=text.strip(),
        valid_from=valid_from,
        written_by=by,
        written_at=at,
    )
    append(
        "letters.template_edited",
        subject=f"letter-template:{kind}",
        by=by,
        at=at,
        body=body.slug,
        data={"edition": template.edition, "valid_from": valid_from.isoformat()},
    )
    return template


def why_not_set_practice(
    body: Body, *, word: str, seal: bytes, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` may not give the letters of ``body`` this word and this seal."""
    reasons = []
    if not KEEPERS & roles_in(by, body, on):
        reasons.append(Reason("practice-not-yours", facts={"body": body.name}))
    if len(word.strip()) > LONGEST_WORD:
        facts = {"most": LONGEST_WORD}
        reasons.append(Reason("practice-word-too-long", field="word", facts=facts))
    if any(mark in word for mark in "〔〕[]（）() 　"):
        reasons.append(Reason("practice-word-odd", field="word"))
    if len(seal) > BIGGEST_SEAL_BYTES or (seal and not seal.startswith(_PNG)):
        reasons.append(Reason("practice-seal-png", field="seal"))
    elif seal and not _is_settable(seal, body, on):
        reasons.append(Reason("practice-seal-unreadable", field="seal"))
    return reasons


@action
def set_practice(body: Body, *, word: str, seal: bytes, by: Person, at: datetime) -> LetterPractice:
    """Give the letters of ``body`` a word in their numbers and a seal, and return both.

    An empty word is the one made of the body's name; an empty seal is none. Letters that
    went out keep what they bear. The event holds the digest of the seal, not the seal.
    """
    on = beijing_day(at)
    refuse_if(why_not_set_practice(body, word=word, seal=seal, by=by, on=on))
    practice, _new = LetterPractice.objects.update_or_create(
        body=body, defaults={"word": word.strip(), "seal": seal}
    )
    data = {"word": practice.word or body_word(body.name_on(on)), "seal": ""}
    if seal:
        data["seal"] = hashlib.sha256(seal).hexdigest()
    append(
        "letters.practice_set",
        subject=f"letter-practice:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data=data,
    )
    return practice


def why_not_make_void(letter: Letter, *, reason: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not make ``letter`` void."""
    reasons = []
    if not EDITORS & roles_in(by, letter.body, on):
        reasons.append(Reason("letter-not-yours", facts={"body": letter.body.name}))
    if letter.void_at is not None:
        reasons.append(Reason("letter-void-already", facts={"number": letter.number}))
    if not reason.strip():
        reasons.append(Reason("letter-void-reason-needed", field="reason"))
    return reasons


@action
def make_void(letter: Letter, *, reason: str, by: Person, at: datetime) -> Letter:
    """Make ``letter`` void and return it: its number stays taken, its page says so."""
    refuse_if(why_not_make_void(letter, reason=reason, by=by, on=beijing_day(at)))
    void_letter(letter, reason=reason, at=at)
    append(
        "letters.made_void",
        subject=letter.subject,
        by=by,
        at=at,
        body=letter.body.slug,
        data={"letter": letter.code, "number": letter.number},
    )
    letter.refresh_from_db()
    return letter


def _is_settable(seal: bytes, body: Body, on: date) -> bool:
    """Return whether letters can be printed with the seal: a broken picture stops them all."""
    try:
        paper_pdf(Paper(issuer=body.name, title="印章", day=on, signed=body.name, seal=seal))
    except Refused as refused:
        return refused.reasons[0].code == "paper-without-font"
    return True

"""Writing a letter inside another domain's action: number, words and digest in one transaction."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.kit.papers.paper import Paper, digest_of, number_text
from sunshine.letters.filling import Fact, filled
from sunshine.letters.kinds import GIVEN, Kind, fields, kind_of, needed_by
from sunshine.letters.models import Letter, LetterPractice, LetterTemplate
from sunshine.letters.remedies import remedy_for
from sunshine.orgs.models import Body, Person

_DRAW = (
    "INSERT INTO letters_letterseries (key, last) VALUES (%s, 1)"
    " ON CONFLICT (key) DO UPDATE SET last = letters_letterseries.last + 1 RETURNING last"
)
_NAMING = ("国家税务总局", "税务局")


def write_letter(
    kind: str,
    *,
    body: Body,
    facts: Mapping[str, Fact],
    subject: str,
    by: Person | None,
    at: datetime,
    attachments: tuple[str, ...] = (),
) -> Letter:
    """Write and number a letter of ``kind`` about ``subject``, and return it.

    Called inside an action of the domain whose step it is (the number goes back if that
    is rolled back); the caller's event names the letter. ``by`` is None when the clock
    acted. Raises Refused for an unknown kind and for every missing or unknown fact.
    """
    on = beijing_day(at)
    wanted = kind_of(kind).as_received(facts.get("received"))
    # An officer's text is written for the regulation of today.
    is_earlier = wanted != kind_of(kind)
    template = None if is_earlier else template_for(wanted, body, on)
    practice = LetterPractice.objects.filter(body=body).first() or LetterPractice(body=body)
    paper = paper_of(wanted, template, body=body, facts=facts, on=on)
    paper = dataclasses.replace(paper, attachments=attachments, seal=bytes(practice.seal))
    letter = Letter(body=body, kind=kind, year=on.year, subject=subject, template=template)
    letter.issued_at, letter.issued_by = at, by
    word = f"{practice.word or body_word(body.name_on(on))}{wanted.word}"
    return _sent(letter, paper, series=f"{body.slug}:{wanted.word}:{on.year}", word=word)


def _sent(letter: Letter, paper: Paper, *, series: str, word: str) -> Letter:
    letter.serial = draw(series)
    letter.number = number_text(word, letter.year, letter.serial)
    paper = dataclasses.replace(
        paper,
        number=letter.number,
        code=letter.code,
        address=f"{settings.SITE_URL.rstrip('/')}/verify/{letter.code}/",
    )
    letter.content, letter.seal = paper.as_data(), paper.seal
    letter.digest = digest_of(letter.content)
    letter.save(force_insert=True)
    return letter


def void_letter(
    letter: Letter, *, reason: str, at: datetime, replaced_by: Letter | None = None
) -> None:
    """Void ``letter`` inside the caller's action; its number stays taken, its page says so.

    Raises Refused without a reason, or if it is void already.
    """
    if not reason.strip():
        raise Refused("letter-void-reason-needed", field="reason")
    changed = Letter.objects.filter(pk=letter.pk, void_at=None).update(
        void_at=at, void_reason=reason.strip()[:200], replaced_by=replaced_by
    )
    if not changed:
        raise Refused("letter-void-already", number=letter.number)


def draw(key: str) -> int:
    """Return the next number of the series ``key``, from 1 upward; raise outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is drawn in the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [key])
        row = cursor.fetchone()
    return int(row[0])


def template_for(kind: Kind, body: Body, on: date) -> LetterTemplate | None:
    """Return the text in force on ``on``: the body's own, else the province's, else None.

    None is the text that the kind begins with.
    """
    return (
        LetterTemplate.objects.filter(
            Q(body=body) | Q(body__isnull=True), kind=kind.key, valid_from__lte=on
        )
        .order_by(F("body").asc(nulls_last=True), "-valid_from", "-edition")
        .first()
    )


def paper_of(
    kind: Kind,
    template: LetterTemplate | None,
    *,
    body: Body,
    facts: Mapping[str, Fact],
    on: date,
    mark: str = "",
) -> Paper:
    """Return the paper, as yet without number and code; raise Refused for every gap."""
    remedy = remedy_for(kind.key, body=body, on=on) if kind.has_remedy else ""
    name = body.name_on(on)
    called = ", ".join(part for part in (body.disclosure_office,) if part)
    telephone = body.disclosure_telephone
    return Paper(
        issuer=name,
        title=template.title if template else kind.title,
        day=on,
        addressee="" if kind.key == "delivery" else str(facts.get("addressee", "")).strip(),
        body=filled(template.text if template else kind.text, facts, remedy=remedy),
        contact=f"联系单位：{called}，电话：{telephone}" if called and telephone else "",
        signed=name,
        mark=mark,
    )


def sample_facts(text: str) -> dict[str, Fact]:
    """Return sample facts for every field of ``text``, for a preview."""
    must, may = needed_by(text)
    return {name: fields()[name].sample for name in (must | may) - GIVEN}


def body_word(name: str) -> str:
    """Return a body's word for its numbers (机关代字) from its name: 沈阳市税."""
    start, end = _NAMING
    return f"{name.removeprefix(start).removesuffix(end)}税"

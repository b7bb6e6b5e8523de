"""Putting an officer's text in the place of the one that a kind of letter begins with."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.letters.filling import why_not_text
from sunshine.letters.kinds import kind_of
from sunshine.letters.models import LetterTemplate
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import roles_in

EDITORS = frozenset({Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD})
LONGEST_TITLE = 80


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

"""What is written into a draft: made clean, held to its limits, compared. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, cast, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import Reason, Refused
from sunshine.publishing import content as contents
from sunshine.publishing import plausible
from sunshine.publishing.forms import form_of
from sunshine.publishing.models.editions import Edition, Validity

# A form of more than this is not even read: no paste of a word processor is as large.
LARGEST_TYPED_BYTES = 4_000_000
MOST_KEYWORDS = 12
LONGEST_KEYWORD = 30
MOST_CLAUSES = 500


class ClauseValidity(TypedDict):
    """How one clause stands: ``until`` its last day as an ISO date, or None."""

    label: str
    state: str
    until: str | None
    note: str


class DraftFields(TypedDict, total=False):
    """The fields of a draft that an editor writes; those left out stay as they are."""

    title: str
    summary: str
    content: str
    elements: dict[str, Any]
    document_number: str
    source: str
    subject: str
    keywords: list[str]
    made_on: date | None
    in_force_on: date | None
    repealed_on: date | None
    validity: str
    clause_validity: list[ClauseValidity]
    tax_period_from: date | None
    tax_period_until: date | None
    change_note: str


LABELS: Mapping[str, str | Promise] = {
    "title": _("标题"),
    "summary": _("内容概述"),
    "content": _("正文"),
    "elements": _("要素"),
    "document_number": _("发文字号"),
    "source": _("信息来源"),
    "subject": _("主题分类"),
    "keywords": _("关键词"),
    "made_on": _("成文日期"),
    "in_force_on": _("施行日期"),
    "repealed_on": _("废止日期"),
    "validity": _("效力"),
    "clause_validity": _("条款效力"),
    "tax_period_from": _("适用所属期起"),
    "tax_period_until": _("适用所属期止"),
    "change_note": _("修订说明"),
}
# What a form makes of its elements.
MADE = frozenset({"title", "summary", "content", "keywords"})
NAMES = tuple(get_type_hints(DraftFields))
_LINES = {
    name: LABELS[name]
    for name in ("title", "summary", "document_number", "source", "subject", "change_note")
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people wrote differently: what is stored now, and what was not saved."""

    name: str
    label: str | Promise
    stored: object
    unsaved: object


class EditConflict(Refused):
    """Somebody else saved the edition meanwhile; nothing was overwritten, nothing is lost.

    ``edition`` is the newer state, ``unsaved`` all that the second one wrote, and
    ``differences`` the fields in which the two are not alike.
    """

    edition: Edition
    unsaved: DraftFields
    differences: tuple[Difference, ...]

    @classmethod
    def over(cls, edition: Edition, unsaved: DraftFields) -> "EditConflict":
        """Return the conflict between what ``edition`` holds now and ``unsaved``."""
        conflict = cls(
            "edited-meanwhile",
            law="",
            field="",
            person=edition.saved_by.name,
            fields=len(differences(edition, unsaved)),
        )
        conflict.edition, conflict.unsaved = edition, unsaved
        conflict.differences = differences(edition, unsaved)
        return conflict


def tidied(changes: DraftFields) -> DraftFields:
    """Return the changes as they are stored: clean HTML, trimmed lines, one form of numbers.

    Raises Refused("content-too-large") for what is too large even to be cleaned.
    """
    tidy: DraftFields = changes.copy()
    if form := form_of(changes.get("elements", {})):
        tidy["elements"] = form.tidied(changes["elements"])
        made = form.written(tidy["elements"])
        tidy["title"], tidy["summary"] = made.title, made.summary
        tidy["content"], tidy["keywords"] = contents.clean(made.content), list(made.keywords)
    elif "content" in changes:
        if contents.size_bytes(changes["content"]) > LARGEST_TYPED_BYTES:
            raise Refused.because([_too_large(contents.size_bytes(changes["content"]))])
        tidy["content"] = contents.clean(changes["content"])
    if "document_number" in changes:
        tidy["document_number"] = plausible.document_number(changes["document_number"])
    if "keywords" in changes:
        words = (" ".join(word.split()) for word in changes["keywords"])
        tidy["keywords"] = list(dict.fromkeys(filter(None, words)))
    for name in ("title", "summary", "source", "subject", "change_note"):
        if name in changes:
            tidy[name] = " ".join(changes[name].split())
    return tidy


def why_not_written(changes: DraftFields, on: date) -> list[Reason]:
    """Return why tidied changes cannot be stored; a draft may be incomplete, not impossible."""
    reasons = plausible.why_not_lines(Edition, changes, _LINES)
    size = contents.size_bytes(changes.get("content", ""))
    if size > contents.LARGEST_BYTES:
        reasons.append(_too_large(size))
    reasons += plausible.why_not_past(changes.get("made_on"), field="made_on", on=on)
    planned = {
        "in_force_on": changes.get("in_force_on"),
        "repealed_on": changes.get("repealed_on"),
        "tax_period_from": changes.get("tax_period_from"),
        "tax_period_until": changes.get("tax_period_until"),
    }
    for name, day in planned.items():
        reasons += plausible.why_not_planned(day, field=name, on=on)
    if changes.get("validity", Validity.UNKNOWN) not in Validity.values:
        reasons.append(Reason("validity-unknown", field="validity"))
    words = changes.get("keywords", [])
    if len(words) > MOST_KEYWORDS or any(len(word) > LONGEST_KEYWORD for word in words):
        facts = {"most": MOST_KEYWORDS, "longest": LONGEST_KEYWORD}
        reasons.append(Reason("keywords-too-many", field="keywords", facts=facts))
    if form := form_of(changes.get("elements", {})):
        reasons += form.why_not_stored(changes["elements"])
    return reasons + _why_not_clauses(changes.get("clause_validity", []))


def why_not_typed(edition: Edition, changes: DraftFields) -> list[Reason]:
    """Return why ``changes`` cannot be written by hand: the text of a form is made of it."""
    if "elements" in changes and bool(changes["elements"]) != bool(edition.elements):
        return [Reason("edition-keeps-its-form")]
    if edition.elements and "elements" not in changes and MADE & set(changes):
        return [Reason("text-made-of-elements")]
    return []


def differences(edition: Edition, changes: DraftFields) -> tuple[Difference, ...]:
    """Return the fields in which ``changes`` differ from what ``edition`` holds."""
    return tuple(
        Difference(name, LABELS[name], getattr(edition, name), value)
        for name, value in changes.items()
        if getattr(edition, name) != value
    )


def copied_fields(edition: Edition) -> DraftFields:
    """Return every written field of ``edition``, for the next edition to begin with."""
    return cast("DraftFields", {name: getattr(edition, name) for name in NAMES})


def _too_large(size: int) -> Reason:
    facts = {"size": f"{size / 1_000_000:.1f}", "largest": contents.LARGEST_BYTES // 1_000_000}
    return Reason("content-too-large", field="content", facts=facts)


def _why_not_clauses(clauses: Iterable[ClauseValidity]) -> list[Reason]:
    clauses = list(clauses)
    if len(clauses) > MOST_CLAUSES:
        return [Reason("clauses-too-many", field="clause_validity", facts={"most": MOST_CLAUSES})]
    reasons = []
    labels = [clause["label"] for clause in clauses]
    for clause in clauses:
        facts = {"label": clause["label"]}
        if not clause["label"].strip() or labels.count(clause["label"]) > 1:
            reasons.append(Reason("clause-label-unfit", field="clause_validity", facts=facts))
        if clause["state"] not in Validity.values:
            reasons.append(Reason("clause-state-unknown", field="clause_validity", facts=facts))
        if clause["until"] is not None and not _is_day(clause["until"]):
            typed = {"typed": clause["until"][:20]}
            reasons.append(Reason("day-unreadable", field="clause_validity", facts=typed))
    return reasons


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

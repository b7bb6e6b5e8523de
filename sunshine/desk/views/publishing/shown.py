"""An edition as its readers will see it, in the form that templates take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sunshine.desk.templatetags.desk import named
from sunshine.publishing.differences import between
from sunshine.publishing.drafts import ClauseValidity
from sunshine.publishing.models import Edition, EditionAttachment, Validity
from sunshine.rulebook.comparing import Change, ClauseChange
from sunshine.ui.dates import day_words
from sunshine.ui.parts import DiffBlock, Fact, FileLink

_MARKS = {Change.SAME: "=", Change.ADDED: "+", Change.REMOVED: "-"}
_FILE_WORDS = {"added": "good", "removed": "stop", "changed": "info"}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that differs: what was, what is to be."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that came, went or has another content."""

    name: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs from the edition before."""

    number: int
    facts: list[FactLine]
    blocks: list[DiffBlock]
    files: list[FileLine]

    @property
    def has_any(self) -> bool:
        """Return whether anything differs."""
        return bool(self.facts or self.files or any(b.change != "same" for b in self.blocks))


def facts_of(edition: Edition) -> list[Fact]:
    """Return the facts shown with the text."""
    item = edition.item
    groups = "、".join(group.name for group in item.groups.all())
    audience = str(item.get_audience_display())
    return [
        Fact(_("发布机关"), named(item.body)),
        Fact(_("栏目"), named(item.section)),
        Fact(_("公开范围"), f"{audience}：{groups}" if groups else audience),
        Fact(_("发文字号"), edition.document_number),
        Fact(_("成文日期"), edition.made_on and day_words(edition.made_on)),
        Fact(_("施行日期"), edition.in_force_on and day_words(edition.in_force_on)),
        Fact(_("效力"), Validity(edition.validity).label),
        Fact(_("废止日期"), edition.repealed_on and day_words(edition.repealed_on)),
        Fact(_("条款效力"), clause_words(edition.clause_validity), wide=True),
        Fact(_("适用所属期"), period_words(edition.tax_period_from, edition.tax_period_until)),
        Fact(_("信息来源"), edition.source),
        Fact(_("主题分类"), edition.subject),
        Fact(_("关键词"), "、".join(edition.keywords)),
        Fact(_("内容概述"), edition.summary, wide=True),
        Fact(_("修订说明"), edition.change_note, wide=True),
    ]


def period_words(first: date | None, last: date | None) -> str:
    """Return the tax periods for which a rule holds, in words; empty if none is named."""
    if first is None and last is None:
        return ""
    return f"{first:%Y-%m} — " * bool(first) + (f"{last:%Y-%m}" if last else _("至今"))


def clause_words(clauses: list[ClauseValidity]) -> str:
    """Return how the clauses stand, in one line."""
    return "；".join(
        f"{one['label']}：{Validity(one['state']).label}"
        + (f"（{one['until']}）" if one["until"] else "")
        for one in clauses
        if one["state"] in Validity.values
    )


def files_of(edition: Edition) -> list[EditionAttachment]:
    """Return the files of an edition in their order; one query."""
    return list(edition.attached.select_related("attachment").order_by("rank", "id"))


def file_links(edition: Edition, address_of: Callable[[str], str] | None = None) -> list[FileLink]:
    """Return the files of an edition as links; those of the desk if no other are given."""
    links = []
    for one in files_of(edition):
        place = [edition.item.code, edition.number, one.attachment.code]
        kind = one.attachment.name.rpartition(".")[2].upper()
        here = one.attachment.code
        address = address_of(here) if address_of else reverse("desk:file", args=place)
        links.append(FileLink(one.attachment.name, address, one.attachment.size, kind))
    return links


def changes_since(old: Edition | None, new: Edition) -> Changes | None:
    """Return what differs from ``old``; None if there is nothing before; two queries."""
    if old is None or old.pk == new.pk:
        return None
    found = between(old, new)
    words = {"added": _("新增"), "removed": _("删去"), "changed": _("替换")}
    return Changes(
        number=old.number,
        facts=[FactLine(one.label, plain(one.old), plain(one.new)) for one in found.facts],
        blocks=[block_of(one) for one in found.clauses],
        files=[FileLine(one.name, words[one.kind], _FILE_WORDS[one.kind]) for one in found.files],
    )


def block_of(clause: ClauseChange) -> DiffBlock:
    """Return a clause of a comparison as it is drawn."""
    label = clause.label
    if clause.is_renumbered and clause.old_label:
        label = _("%(new)s（原%(old)s）") % {"new": clause.label, "old": clause.old_label}
    pieces = [(_MARKS[run.kind], run.text) for run in clause.words]
    return DiffBlock(clause.kind.value, pieces, label)


def plain(value: object) -> str:
    """Return a stored value in words."""
    if value in (None, "", []):
        return _("（空）")
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return clause_words(cast("list[ClauseValidity]", value))
        return "、".join(map(str, value))
    if isinstance(value, str) and value in Validity.values:
        return str(Validity(value).label)
    return str(value)

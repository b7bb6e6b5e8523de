"""Findings in the form that templates take: by part of the edition, with what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sunshine.gate import kinds
from sunshine.gate.explaining import file_sentence, report_sentences, why_of
from sunshine.gate.models import Cleaning, Finding
from sunshine.gate.parts import FILE, FILE_NAME
from sunshine.gate.queries import findings
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.masking_draft import is_maskable
from sunshine.publishing.models import Edition

# A person has to look; there is nothing to take out.
UNCLEANED = kinds.NEVER_KEPT | {kinds.NO_TEXT}
PARTS = {
    "title": _("标题"),
    "summary": _("内容概述"),
    "source": _("信息来源"),
    "subject": _("主题分类"),
    "change_note": _("修订说明"),
    "keywords": _("关键词"),
    "clause_validity": _("条款效力的说明"),
    "content": _("正文"),
    "links": _("正文里的链接"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its words around it, cut at the suspicious place."""

    row: Finding
    label: str
    before: str
    after: str
    why: str
    may_mask: bool
    may_keep: bool

    @property
    def tone(self) -> str:
        """Return the tone of its badge."""
        if self.row.decision:
            return "good"
        return "stop" if not self.may_keep else "warn"


@dataclass(slots=True)
class Group:
    """The findings of one part of an edition."""

    part: str
    name: str | Promise
    rows: list[Found] = field(default_factory=list)

    @property
    def file(self) -> str:
        """Return the code of the file these stand in; empty for the text."""
        return self.part.removeprefix(FILE) if self.part.startswith(FILE) else ""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Return what hides in the file and can be stripped: key and name, each once."""
        found = {
            one.row.kind: one.label
            for one in self.open_rows
            if kinds.is_hidden(one.row.kind) and one.row.kind not in UNCLEANED
        }
        return list(found.items())

    @property
    def values(self) -> list[Found]:
        """Return the values in the file that can be masked in a clean copy."""
        return [one for one in self.open_rows if one.row.kind in kinds.MASKED and one.row.text]

    @property
    def open_rows(self) -> list[Found]:
        """Return what is still to be decided."""
        return [one for one in self.rows if one.row.is_open]

    @property
    def repeated(self) -> list[tuple[str, str, int, bool]]:
        """Return the kinds found several times: key, name, how often, whether to mask at once."""
        counted: dict[str, list[Found]] = {}
        for one in self.open_rows:
            counted.setdefault(one.row.kind, []).append(one)
        return [
            (kind, found[0].label, len(found), all(one.may_mask for one in found))
            for kind, found in counted.items()
            if len(found) > 1 and kind not in kinds.NEVER_KEPT
        ]


def groups_of(edition: Edition) -> list[Group]:
    """Return what the gate found in ``edition`` as it is, part by part; one query."""
    return grouped(findings(subject_of(edition)))


def grouped(rows: Iterable[Finding]) -> list[Group]:
    """Return the findings by their part: the text first, then file by file."""
    groups: dict[str, Group] = {}
    for row in rows:
        groups.setdefault(row.part, Group(row.part, _name_of(row))).rows.append(_found(row))
    order = list(PARTS)
    known = [groups[part] for part in order if part in groups]
    return known + [group for part, group in groups.items() if part not in PARTS]


def _name_of(row: Finding) -> str | Promise:
    if row.part.startswith(FILE_NAME):
        return _now("附件的名称：%s") % row.label
    if row.part.startswith(FILE):
        return _now("附件：%s") % row.label
    return PARTS.get(row.part, row.part)


def _found(row: Finding) -> Found:
    before, there, after = row.excerpt.partition(row.text) if row.text else (row.excerpt, "", "")
    if row.text and not there:
        before, after = "", ""
    return Found(
        row,
        kinds.label_of(row.kind),
        before,
        after,
        why_of(row),
        is_maskable(row),
        row.kind not in kinds.NEVER_KEPT,
    )


@dataclass(frozen=True, slots=True)
class CopyState:
    """How the last clean copy of a file stands: its name, whether it is under way, why not."""

    file: str
    is_busy: bool
    why: str


def cleanings_of(edition: Edition) -> list[CopyState]:
    """Return the clean copies that are being made or failed last; two queries."""
    names = {
        f"{FILE}{one.attachment.code}": one.attachment.name
        for one in edition.attached.select_related("attachment")
    }
    last = {
        row.part: row
        for row in Cleaning.objects.filter(subject=subject_of(edition)).order_by("pk")
        if row.part in names
    }
    busy = {Cleaning.State.WAITING, Cleaning.State.MADE}
    return [
        CopyState(names[part], row.state in busy, _why_failed(row))
        for part, row in last.items()
        if row.state != Cleaning.State.USED
    ]


def cleaned_of(edition: Edition) -> list[tuple[str, list[str]]]:
    """Return the files that are clean copies, each with what was done for it; two queries."""
    names = {
        one.attachment.digest: one.attachment.name
        for one in edition.attached.select_related("attachment")
    }
    used = Cleaning.objects.filter(subject=subject_of(edition), state=Cleaning.State.USED)
    made = (
        used.filter(result__sha256__in=names).order_by("pk").values_list("result__sha256", "report")
    )
    return [(names[digest], told) for digest, report in made if (told := report_sentences(report))]


def _why_failed(row: Cleaning) -> str:
    if row.state != Cleaning.State.FAILED:
        return ""
    return file_sentence(row.code, row.facts)

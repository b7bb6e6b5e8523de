"""What the page of an item says: its key facts, files, history and notices (rows B1, B2).

The finished page of a public item and the page that only a named group or the staff may
open say the same, so both are made from this.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sunshine.orgs.models import Body, BodyName
from sunshine.public.baking.data.attachments import attachment_address
from sunshine.public.clause_marks import ClauseMark, anchor, mark_clauses, name_articles
from sunshine.public.placed_pictures import not_placed, placed
from sunshine.public.wording import CLAUSE_STATES, chinese, keeper_of, name_in, spoken
from sunshine.publishing.models import (
    Edition,
    EditionAttachment,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Step,
    Validity,
)
from sunshine.publishing.reviewing import standing_approvals
from sunshine.rulebook.comparing import Change, ClauseChange
from sunshine.ui.dates import day_words, english
from sunshine.ui.parts import DiffBlock, Fact, FileLink, TimelineEntry
from sunshine.ui.shell import Crumb, PageMeta, Shell
from sunshine.ui.templatetags.sunshine import day, moment

_LIST_SEPARATOR = {True: ", ", False: "；"}


def item_address(code: str) -> str:
    """Return the address of an item's page."""
    return f"/i/{code}/"


def edition_address(code: str, number: int) -> str:
    """Return the address of an old edition."""
    return f"/i/{code}/e/{number}/"


def comparison_address(code: str, older: int, newer: int) -> str:
    """Return the address of a comparison of two editions."""
    return f"/i/{code}/compare/{older}-{newer}/"


def issuer_of(item: Item, edition: Edition) -> str:
    """Return the full name the issuing body bore on the day the text was made; one query."""
    return item.body.name_on(edition.made_on) if edition.made_on else item.body.name


def gather(item: Item, edition: Edition, editions: Sequence[Edition]) -> dict[str, Any]:
    """Read what the page of ``edition`` shows besides the rows given; up to six queries."""
    standing = EditionAttachment.objects.filter(edition=edition).select_related("attachment")
    return {
        "item": item,
        "edition": edition,
        "editions": list(editions),
        "standing": list(standing.order_by("rank", "pk")),
        "issuer": issuer_of(item, edition),
        "steps_to_follow": _steps_to_follow(edition),
        "names": list(BodyName.objects.filter(body=item.body).order_by("since")),
        "postings": list(item.postings.order_by("posted_on", "pk")),
    }


def _steps_to_follow(edition: Edition) -> list[Step]:
    if not edition.emergency or edition.state != EditionState.PUBLISHED:
        return []
    approved = standing_approvals(edition)
    return [step for step in (Step.SECOND, Step.FINAL) if step not in approved]


def crumbs_of(item: Item, shell: Shell, *last: Crumb) -> list[Crumb]:
    """Return the way to an item: its body, its section, itself, and what lies below it."""
    here = item_address(item.code)
    return [
        Crumb(_("首页"), shell.body_url),
        Crumb(name_in(item.section), shell.at(f"/b/{item.body.slug}/{item.section.slug}/")),
        *((Crumb(_("正文"), shell.at(here)), *last) if last else (Crumb(_("正文")),)),
    ]


def page_of(found: Mapping[str, Any], shell: Shell) -> dict[str, Any]:
    """Return what the template of an item shows, in the language that is active; no query."""
    item, edition = found["item"], found["edition"]
    return {
        **found,
        "rows": key_facts(item, edition, found["issuer"], shell),
        "files": files_of(not_placed(edition.content, found["standing"])),
        "content": marked_content(edition, found["standing"]),
        "clauses": clause_rows(edition),
        "history": history_of(item, found["editions"], shell),
        "comparisons": comparisons_of(item, found["editions"], shell),
        "keeper": keeper_of(item.body, item.responsible_post),
        "telephone": item.responsible_post.telephone or item.body.telephone,
        "crumbs": crumbs_of(item, shell),
        "meta": meta_of(item, edition, found["issuer"], shell),
        "is_withdrawn": item.state == ItemState.WITHDRAWN,
        "is_over": edition.validity in {Validity.REPEALED, Validity.EXPIRED},
        "merged_into": item.body.successor if item.body.dissolved else None,
    }


def key_facts(item: Item, edition: Edition, issuer: str, shell: Shell) -> list[Fact]:
    """Return the key facts in the order of a catalogue entry (条例 art. 12)."""
    section = shell.at(f"/b/{item.body.slug}/{item.section.slug}/")
    keywords = _LIST_SEPARATOR[english()].join(edition.keywords)
    return [
        Fact(_("索引号"), item.index_number),
        Fact(_("原索引号"), item.source_index_number),
        Fact(_("发布机构"), _issuer(issuer, item.body)),
        Fact(_("文号"), chinese(edition.document_number)),
        Fact(_("生成日期"), day(edition.made_on)),
        Fact(_("本站公开时间"), moment(item.published_here)),
        Fact(_("来源标注的首次公开日期"), item.published_first and day(item.published_first)),
        Fact(_("施行日期"), edition.in_force_on and day(edition.in_force_on)),
        Fact(_("废止日期"), edition.repealed_on and day(edition.repealed_on)),
        Fact(_("效力状况"), edition.get_validity_display()),
        Fact(_("适用税款所属期"), tax_periods(edition)),
        Fact(_("主题分类"), chinese(edition.subject)),
        Fact(_("关键词"), chinese(keywords)),
        Fact(_("公开栏目"), format_html('<a href="{}">{}</a>', section, spoken(item.section))),
        Fact(_("信息来源"), chinese(edition.source)),
        Fact(_("内容概述"), chinese(edition.summary), wide=True),
    ]


def _issuer(issuer: str, body: Body) -> SafeString:
    if issuer == body.name:
        return spoken(body)
    now = format_html(_("（现为{}）"), spoken(body))
    return format_html("{}{}", chinese(issuer), now)


def tax_periods(edition: Edition) -> str:
    """Return for which tax periods the text holds, in words; nothing if it does not say."""
    first, last = edition.tax_period_from, edition.tax_period_until
    if first is None and last is None:
        return ""
    if first is None:
        return _("截至%(last)s的所属期") % {"last": day_words(last)} if last else ""
    if last is None:
        return _("自%(first)s起的所属期") % {"first": day_words(first)}
    return _("%(first)s至%(last)s") % {"first": day_words(first), "last": day_words(last)}


def files_of(standing: Iterable[EditionAttachment]) -> list[FileLink]:
    """Return the files of an edition as links."""
    return [
        FileLink(
            name=one.attachment.name,
            url=quote(attachment_address(one.attachment.code, one.attachment.name)),
            size_bytes=one.attachment.size,
            kind=PurePosixPath(one.attachment.name).suffix.lstrip(".").upper(),
        )
        for one in standing
    ]


def marked_content(edition: Edition, standing: Sequence[EditionAttachment]) -> SafeString:
    """Return the text with its pictures, articles named, a mark at each clause that is void."""
    marks = {
        row["label"]: ClauseMark(number, row["state"], str(CLAUSE_STATES[row["state"]]))
        for number, row in enumerate(edition.clause_validity, 1)
        if row["state"] != Validity.VALID
    }
    lang = "en" if english() else "zh-Hans"
    # Clean HTML: the publishing domain keeps no other.
    marked = mark_clauses(edition.content, marks, lang=lang)
    return mark_safe(placed(name_articles(marked), standing))  # noqa: S308


def clause_rows(edition: Edition) -> list[dict[str, Any]]:
    """Return the validity clause by clause, each with the place of its mark in the text."""
    text = edition.content
    return [
        {
            "label": row["label"],
            "state": CLAUSE_STATES[row["state"]],
            "until": date.fromisoformat(row["until"]) if row["until"] else None,
            "note": row["note"],
            "anchor": anchor(number) if row["state"] != Validity.VALID and text else "",
        }
        for number, row in enumerate(edition.clause_validity, 1)
    ]


def history_of(item: Item, editions: Sequence[Edition], shell: Shell) -> list[TimelineEntry]:
    """Return the editions, the newest first, with their public change notes."""
    entries = []
    if item.state == ItemState.WITHDRAWN:
        entries.append(TimelineEntry(item.down_at, _("撤回"), item.down_reason, is_now=True))
    for edition in reversed(editions):
        is_current = edition.pk == item.current_id
        address = (
            item_address(item.code) if is_current else edition_address(item.code, edition.number)
        )
        first = edition.kind == EditionKind.FIRST
        kind = _("首次公开") if first else edition.get_kind_display()
        entries.append(
            TimelineEntry(
                edition.published_at,
                _("第%(number)d版：%(kind)s") % {"number": edition.number, "kind": kind},
                chinese(edition.change_note),
                url=shell.at(address),
                is_now=is_current and item.state == ItemState.PUBLISHED,
            )
        )
    return entries


def comparisons_of(item: Item, editions: Sequence[Edition], shell: Shell) -> list[Crumb]:
    """Return where each edition is compared with the one before it, the newest first."""
    pairs = list(pairwise(editions))
    return [
        Crumb(
            _("第%(older)d版与第%(newer)d版逐条比较")
            % {"older": older.number, "newer": newer.number},
            shell.at(comparison_address(item.code, older.number, newer.number)),
        )
        for older, newer in reversed(pairs)
    ]


def meta_of(item: Item, edition: Edition, issuer: str, shell: Shell) -> PageMeta:
    """Return the 网页标签 of an article page; each equals what the page shows."""
    published = item.published_here
    return PageMeta(
        article_title=edition.title,
        pub_date=f"{localtime(published):%Y-%m-%d %H:%M}" if published else "",
        content_source=edition.source or issuer,
        keywords=",".join(edition.keywords),
        author=issuer,
        description=edition.summary,
        url=shell.page_url,
    )


def diff_blocks(changes: Iterable[ClauseChange]) -> list[DiffBlock]:
    """Return what became of every clause, as the comparison draws it."""
    marks = {Change.SAME: "=", Change.CHANGED: "=", Change.ADDED: "+", Change.REMOVED: "-"}
    return [
        DiffBlock(
            change=one.kind.value,
            pieces=[(marks[run.kind], run.text) for run in one.words],
            label=_clause_label(one),
        )
        for one in changes
    ]


def _clause_label(change: ClauseChange) -> str:
    if change.is_renumbered and change.old_label:
        return _("%(label)s（原%(old)s）") % {"label": change.label, "old": change.old_label}
    return change.label


def differing_facts(older: Edition, newer: Edition) -> list[tuple[str, object, object]]:
    """Return (label, before, after) of every key fact that two editions state differently."""
    pairs: list[tuple[str, object, object]] = [
        (_("标题"), chinese(older.title), chinese(newer.title)),
        (_("文号"), chinese(older.document_number), chinese(newer.document_number)),
        (_("生成日期"), _day(older.made_on), _day(newer.made_on)),
        (_("施行日期"), _day(older.in_force_on), _day(newer.in_force_on)),
        (_("废止日期"), _day(older.repealed_on), _day(newer.repealed_on)),
        (_("效力状况"), older.get_validity_display(), newer.get_validity_display()),
        (_("适用税款所属期"), tax_periods(older), tax_periods(newer)),
        (_("主题分类"), chinese(older.subject), chinese(newer.subject)),
        (_("信息来源"), chinese(older.source), chinese(newer.source)),
        (_("内容概述"), chinese(older.summary), chinese(newer.summary)),
    ]
    return [row for row in pairs if row[1] != row[2]]


def _day(value: date | None) -> object:
    return day(value) if value else ""

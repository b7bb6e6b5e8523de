"""Editions on their way out, built through the acts of review and release."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person
from sunshine.publishing.actions.editing import begin_edition, begin_item, save_draft
from sunshine.publishing.actions.release import publish
from sunshine.publishing.actions.review import approve, submit
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import Edition, EditionKind, Item, Step
from sunshine.publishing.reference import load_sections
from sunshine.rulebook.checklists import secrecy_questions
from tests.build.gate import through
from tests.cast import Cast

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEXT: dict[str, Any] = {
    "title": "关于公布办税服务厅延时服务办法的公告",
    "summary": "办税服务厅延时服务的时间和范围。",
    "content": "<p>自2026年3月起，办税服务厅实行延时服务。</p>",
    "made_on": date(2026, 2, 27),
    "validity": "valid",
}
REVIEWERS = {Step.FIRST: "chen", Step.SECOND: "xu", Step.FINAL: "qian", Step.SECRECY: "zhou"}


def all_no(at: datetime = AT) -> dict[str, bool]:
    """Return the secrecy checklist with every question answered with no."""
    return {question.key: False for question in secrecy_questions(beijing_day(at))}


def draft_of(body: Body, by: Person, **facts: Any) -> Edition:
    """Return the first edition of a new public item of ``body``."""
    section = load_sections(at=AT).sections.get(slug="policies")
    return begin_item(body, section, by=by, at=AT, **TEXT | facts).editions.get()


def draft(
    cast: Cast, *, section: str = "policies", audience: str = "public", **facts: Any
) -> Edition:
    """Return the first edition of a new item of Heping, written by Li."""
    item = begin_item(
        cast.heping,
        load_sections(at=AT).sections.get(slug=section),
        audience=audience,
        groups=[cast.group] if audience == "group" else [],
        by=cast.li,
        at=AT,
        **TEXT | facts,
    )
    return item.editions.get()


def next_draft(item: Item, cast: Cast, kind: str = EditionKind.MINOR, **facts: Any) -> Edition:
    """Return a new edition of ``item``, written by Li."""
    edition = begin_edition(item, kind=kind, by=cast.li, at=AT)
    changes: Any = {"change_note": "更新服务时间"} | facts
    return save_draft(edition, revision=edition.revision, changes=changes, by=cast.li, at=AT)


def sent(cast: Cast, edition: Edition | None = None, **how: Any) -> Edition:
    """Return an edition in review; ``how`` goes to ``submit``."""
    edition = edition or draft(cast)
    through(edition)
    submit(edition, by=how.pop("by", cast.li), at=how.pop("at", AT), **how)
    return edition


def take(edition: Edition, cast: Cast, *steps: str, at: datetime = AT) -> Edition:
    """Let the reviewers of Heping approve ``steps``."""
    for step in steps:
        approve(
            edition,
            step,
            digest=digest_of(edition),
            by=getattr(cast, REVIEWERS[Step(step)]),
            at=at,
            checklist=all_no(at) if step == Step.SECRECY else None,
        )
    return edition


def approved(cast: Cast, edition: Edition | None = None, **how: Any) -> Edition:
    """Return an edition that has passed every review."""
    return take(sent(cast, edition, **how), cast, *Step.values)


def published(cast: Cast, edition: Edition | None = None, **how: Any) -> Item:
    """Return an item that is out."""
    return publish(approved(cast, edition, **how), by=cast.wu, at=AT)

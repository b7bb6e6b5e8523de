"""Where a matter stands, in the order in which somebody asks: what, state, who, until when, next.

Every kind of matter fills in what it knows better than the header (``sunshine.cases``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.cases.models import Case, WaitingFor
from sunshine.orgs.models import Post
from sunshine.orgs.rights import posts_of
from sunshine.ui.parts import FileLink, TimelineEntry

Text = str | Promise

_STATES: dict[str, Text] = {
    WaitingFor.OFFICE: gettext_lazy("正在办理"),
    WaitingFor.APPLICANT: gettext_lazy("等您答复"),
    WaitingFor.OTHERS: gettext_lazy("正在征求其他单位或者个人的意见"),
    WaitingFor.NOBODY: gettext_lazy("正在办理"),
}


class Reckoned(Protocol):
    """A day of a reckoning, as ``{% reckoning %}`` shows it."""

    @property
    def date(self) -> date: ...

    @property
    def counted(self) -> bool: ...

    @property
    def why(self) -> Text: ...

    @property
    def law(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day with its reckoning: ``label`` says whose and for what."""

    label: Text
    day: date
    lines: Sequence[Reckoned] = ()
    law: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on top of the page of a matter."""

    state: Text
    tone: str
    next_step: Text
    who: Post | None
    last_days: Sequence[LastDay] = ()
    timeline: Sequence[TimelineEntry] = ()
    files: Sequence[FileLink] = field(default_factory=tuple)


def standing_of(case: Case, on: date) -> Standing:
    """Return where ``case`` stands on ``on`` by its header alone; two queries."""
    state, tone = _STATES[case.waiting_for], "info"
    following = _("有新的进展，都写在这一页上。")
    if not case.is_open:
        state, tone, following = _("已经办结"), "good", _("不需要您再做什么。")
    elif case.waiting_for == WaitingFor.APPLICANT:
        tone = "warn"
    days = [LastDay(_("最迟办结"), case.due)] if case.due and case.is_open else []
    return Standing(state, tone, following, keeper_of(case, on), days, tuple(begun_and_ended(case)))


def keeper_of(case: Case, on: date) -> Post | None:
    """Return the post of whoever has the matter: a post and no name; one query."""
    if case.owner is None:
        return None
    held = [post for post in posts_of(case.owner, on) if post.body_id == case.body_id]
    return held[0] if held else None


def begun_and_ended(case: Case) -> Iterable[TimelineEntry]:
    """Yield the two ends of the matter, the latest first."""
    if case.closed_at is not None:
        yield TimelineEntry(case.closed_at, _("办结"), is_now=True)
    yield TimelineEntry(case.opened_at, _("收到并登记"), is_now=case.closed_at is None)

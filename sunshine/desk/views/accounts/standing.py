"""Where an account stands, in words: its facts, its steps, and what the reader can do now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.templatetags.desk import named
from sunshine.figures import actions
from sunshine.figures.forms import due_of, form_of
from sunshine.figures.models import Account, State
from sunshine.figures.publication import why_not_publish
from sunshine.figures.queries import Standing
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done now, and where; ``is_main`` for the one that comes next."""

    label: str
    url: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of an account: ``state`` is done, now or empty."""

    label: str
    state: str


def facts_of(account: Account, standing: Standing) -> list[Fact]:
    """Return what an account is, in rows."""
    due, law = due_of(account.kind, account.year)
    form = form_of(account.kind, account.year)
    facts = [
        Fact(_("机关"), named(account.body)),
        Fact(_("报告格式"), form.law),
        Fact(_("最迟公开"), f"{day_words(due)}（{law.law}）" if law else day_words(due)),
        Fact(_("起草人"), named(account.written_by)),
    ]
    if account.handed_by is not None:
        facts.append(Fact(_("报送人"), named(account.handed_by)))
    if standing.snapshot is not None:
        facts.append(Fact(_("签发版摘要（SHA-256）"), standing.snapshot.digest, wide=True))
    return facts


def steps_of(account: Account, standing: Standing) -> list[Step]:
    """Return the way of an account, with the step that it is at."""
    words = [_("起草和填报"), _("机关主要负责人签发"), _("公开")]
    at = {State.DRAFT: 0, State.HANDED_IN: 1, State.SIGNED: 2}[State(account.state)]
    if at == 2 and standing.is_out:
        at = len(words)
    return [
        Step(label, "done" if number < at else "now" if number == at else "")
        for number, label in enumerate(words)
    ]


def acts_of(request: StaffRequest, account: Account) -> Sequence[Act]:
    """Return what the person can do with ``account`` now, the next step first."""
    by, on = request.person, request.today
    offered = [
        (actions.why_not_write_text(account, by=by, on=on), _("报送签发"), "hand_in", True),
        (actions.why_not_sign(account, by=by, on=on), _("看过全文，签发"), "sign", True),
        (why_not_publish(account, by=by, at=request.at), _("送公开"), "publish", True),
        (actions.why_not_write_text(account, by=by, on=on), _("编写文字"), "write", False),
        (actions.why_not_give_back(account, by=by, on=on), _("退回修改"), "give_back", False),
        (actions.why_not_correct(account, by=by, on=on), _("更正"), "correct", False),
    ]
    return [
        Act(label, reverse(f"desk:account_{name}", args=[account.pk]), is_main)
        for reasons, label, name, is_main in offered
        if not reasons
    ]

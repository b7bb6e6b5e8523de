"""What can be done with a request: one entry for each step of the table, done by one view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.cases.parts import Act
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import parties_of, steps, why_not_step
from sunshine.kit.errors import Reason
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Person

Text = str | Promise
Given = Mapping[str, Any]

ANSWER, COURSE, RECORD, REST = _("答复"), _("程序"), _("记录"), _("其他")


@dataclass(frozen=True, slots=True)
class RequestAct:
    """An act: ``key`` is its step, ``act`` the action that does it and ``why_not`` what bars it.

    ``trial`` is given to ``why_not`` in the place of what is not typed yet; without it and with
    a form, only the table is asked. ``start`` gives what the form begins with on a day.
    """

    key: str
    label: Text
    button: Text
    done: Text
    act: Callable[..., object]
    why_not: Callable[..., Sequence[Reason]] | None = None
    form: type[forms.Form] | None = None
    trial: Given | None = None
    start: Callable[[InfoRequest, date], Given] | None = None
    adapt: Callable[[Given], Given] = dict
    intro: Text = ""
    group: Text = REST
    # Whether there is anything to do it with; what makes no sense is not offered.
    offered: Callable[[InfoRequest], bool] = lambda _info: True
    template: str = "desk/act.html"
    # The letter that it sends, of what is typed so far: shown before it goes out.
    letter: Callable[[InfoRequest, Given, date], tuple[str, Mapping[str, Fact]]] | None = None
    address: str = ""  # of a page of its own, where it has one

    def do(self, info: InfoRequest, given: Given, *, by: Person, at: datetime) -> object:
        """Do it with what was given."""
        return self.act(info, by=by, at=at, **self.adapt(given))

    def reasons(self, info: InfoRequest, by: Person, on: date) -> list[Reason]:
        """Return why it cannot be done now, whatever is typed."""
        plain = self.form is None and not self.address
        if self.why_not is None or not (plain or self.trial is not None):
            return why_not_step(self.key, info, by=by, on=on)
        reasons = self.why_not(info, by=by, on=on, **(self.trial or {}))
        return [reason for reason in reasons if not reason.field]

    def url(self, info: InfoRequest) -> str:
        """Return where it is done."""
        if self.address:
            return reverse(self.address, args=[info.case_id])
        return reverse("desk:request_act", args=[info.case_id, self.key])


def on_the_day(name: str) -> Callable[[InfoRequest, date], Given]:
    """Return a start in which the field ``name`` is the day itself."""

    def start(_info: InfoRequest, on: date) -> Given:
        return {name: on}

    return start


# What usually comes next, by state; the first that is open to the person leads.
_LEADS = (
    *("confirm", "answer_correction", "record_payment", "review_legal", "review_secrecy"),
    *("sign_off", "serve", "close", "archive", "submit_draft", "draft_reply"),
)


def acts_for(request: StaffRequest, info: InfoRequest, known: Sequence[RequestAct]) -> list[Act]:
    """Return what the table opens to the person now, each with what bars it besides."""
    by, on = request.person, request.today
    parties = parties_of(info, by, on)
    table = steps()
    found = [
        (act, act.reasons(info, by, on))
        for act in known
        if table[act.key].is_open_to(parties, info.state) and act.offered(info)
    ]
    able = {act.key for act, reasons in found if not reasons}
    leading = next((key for key in _LEADS if key in able), "")
    return [
        Act(
            act.label,
            act.url(info),
            reasons,
            leads=act.key == leading,
            at_once=act.form is None and not act.address,
            group=act.group,
        )
        for act, reasons in found
    ]

"""The way every act of the desk goes: a form, the act, back; a refusal keeps what was typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.refusals import add_refusal_to_form, tell_refusal
from sunshine.kit.errors import Reason, Refused
from sunshine.ui.shell import Crumb


@dataclass(frozen=True, slots=True)
class Page:
    """What an act's page says around its form."""

    title: str
    button: str
    done: str  # said after the act
    back: str  # where it leads, done or not
    current: str  # key of the menu
    crumbs: Sequence[Crumb] = ()
    intro: str = ""
    facts: Sequence[tuple[str, object]] = ()  # what will happen, in figures
    template: str = "desk/act.html"
    more: Mapping[str, object] = field(default_factory=dict)  # what the template shows besides


def act_page(
    request: StaffRequest,
    form: forms.BaseForm,
    act: Callable[[Mapping[str, Any]], object],
    page: Page,
    *,
    reasons: Iterable[Reason] = (),
) -> HttpResponse:
    """Show ``form``; when it is sent and sound, do ``act`` with its values and go back.

    An act that returns a page of its own (something shown only once) is shown that instead.
    ``reasons``: why the act is not possible whatever is typed; they disable the button.
    """
    if request.method == "POST" and form.is_valid():
        try:
            shown = act(form.cleaned_data)
        except Refused as refused:
            add_refusal_to_form(form, refused)
        else:
            if isinstance(shown, HttpResponse):
                return shown
            messages.success(request, page.done)
            return redirect(page.back)
    return render_desk(
        request,
        page.template,
        {**page.more, "form": form, "page": page, "reasons": list(reasons)},
        current=page.current,
        crumbs=[*page.crumbs, Crumb(page.title)],
        status=422 if form.errors else 200,
    )


def act_at_once(
    request: StaffRequest, act: Callable[[], object], *, done: str, back: str
) -> HttpResponse:
    """Do ``act``, which needs no form, and go back, saying ``done`` or why not."""
    try:
        act()
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(request, done)
    return redirect(back)

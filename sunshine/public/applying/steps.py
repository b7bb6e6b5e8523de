"""The steps of an application in their order, and which of them are done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.advice import pieces_of
from sunshine.kit.errors import Reason
from sunshine.public.applying.asker import ContactForm, IdentityForm, OthersForm, WhoForm
from sunshine.public.applying.asking import (
    BodyForm,
    DescriptionForm,
    FoundForm,
    StepForm,
    WayForm,
)
from sunshine.public.applying.drafted import Application
from sunshine.public.applying.gathering import reasons_of

CHECK = "check"
PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its address, its question as a title, and its form where it has one."""

    slug: str
    title: str | Promise
    form: type[StepForm] | None


STEPS = (
    Step("body", _("选择机关"), BodyForm),
    Step("what", _("需要的信息"), DescriptionForm),
    Step("found", _("看看是不是已经公开"), FoundForm),
    Step("form", _("希望怎样得到"), WayForm),
    Step("who", _("您是谁"), WhoForm),
    Step("identity", _("姓名和证件"), IdentityForm),
    Step("others", _("代理人、监护人和其他人"), OthersForm),
    Step("contact", _("联系方式"), ContactForm),
    Step(PROOF, _("身份证明"), None),
    Step(CHECK, _("核对并提交"), None),
)


def step_called(slug: str) -> Step | None:
    """Return the step of that address."""
    return next((step for step in STEPS if step.slug == slug), None)


def steps_for(application: Application) -> Iterator[Step]:
    """Yield the steps that this application has to take."""
    for step in STEPS:
        if step.slug == "others" and not application.chosen("who", "circumstances"):
            continue
        yield step


def has_pieces(application: Application) -> bool:
    """Return whether the text asks for several things."""
    return bool(pieces_of(application.said("what", "description")))


def form_for(
    step: Step, application: Application, on: date, *, data: Any = None
) -> StepForm | None:
    """Return the form of ``step``: with ``data`` to be judged, else with what was typed before."""
    if step.form is None or (step.slug == "found" and not has_pieces(application)):
        return None
    if data is not None:
        return step.form(data, application=application, on=on)
    typed = application.typed(step.slug)
    initial = {
        name: typed.getlist(name) if name == "circumstances" else typed.get(name) for name in typed
    }
    if step.slug == "form" and not typed:
        initial = {"other_forms": "on"}
    return step.form(application=application, on=on, initial=initial)


def is_done(
    step: Step, application: Application, on: date, known: Sequence[Reason] | None = None
) -> bool:
    """Return whether nothing is wanting at ``step``; ``known``: what is wrong with all of it."""
    if step.slug == "found":
        # Its page has to be seen once; what it asks, only where there is something to ask.
        form = form_for(step, application, on, data=application.typed("found"))
        return "found" in application.steps and (form is None or form.is_valid())
    if step.slug == PROOF:
        return bool(application.files) or application.said(PROOF, "later") == "yes"
    if step.form is None:
        return True
    typed = application.typed(step.slug)
    return step.form(typed, application=application, on=on, known=known).is_valid()


def first_undone(application: Application, on: date, *, is_body_known: bool = False) -> Step:
    """Return the first step at which something is wanting; the last one if nothing is.

    ``is_body_known``: the body that was chosen exists today; the others need not be read then.
    """
    steps = list(steps_for(application))
    asked = (step for step in steps if not (is_body_known and step.slug == "body"))
    known = reasons_of(application.steps, on)
    return next((step for step in asked if not is_done(step, application, on, known)), steps[-1])


def after(step: Step, application: Application) -> Step:
    """Return the step that follows."""
    steps = list(steps_for(application))
    slugs = [one.slug for one in steps]
    place = slugs.index(step.slug) if step.slug in slugs else 0
    return steps[min(place + 1, len(steps) - 1)]


def before(step: Step, application: Application) -> Step | None:
    """Return the step that comes before, None at the first."""
    steps = list(steps_for(application))
    slugs = [one.slug for one in steps]
    place = slugs.index(step.slug) if step.slug in slugs else 0
    return steps[place - 1] if place else None

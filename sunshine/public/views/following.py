"""Following one's own matter by number and code: without an account, without a trace in addresses.

A wrong number and a wrong code are answered alike; how often somebody tries is limited. What is
known of a matter is shown to whoever has both, for half an hour, and nobody keeps a copy.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunshine.cases.actions import (
    LONGEST_COMMENT,
    LONGEST_MESSAGE,
    rate,
    why_not_rate,
    write_message,
)
from sunshine.cases.models import Case
from sunshine.cases.queries import case_followed
from sunshine.inforequests.kinds import COMPLAINT, DISCLOSURE
from sunshine.inforequests.models import InfoRequest
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from sunshine.public.face import answer, frame
from sunshine.public.followed.complaint_page import TEMPLATE as COMPLAINT_TEMPLATE
from sunshine.public.followed.complaint_page import complaint_page, linked_case
from sunshine.public.followed.opening import keep_open, open_case, shut
from sunshine.public.followed.request_page import TEMPLATE, request_page
from sunshine.public.followed.standing import standing_of
from sunshine.public.limits import sent_within_hour
from sunshine.ui.shell import Crumb, Shell

MOST_WRONG_PER_HOUR = 30
MOST_OWN = 200
_HERE = "/follow/case/"


class FollowForm(forms.Form):
    """What stands on the receipt."""

    number = forms.CharField(
        label=gettext_lazy("编号"),
        help_text=gettext_lazy("写在回执上，例如：依申请-210106-2026-58"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("请写回执上的编号。")},
    )
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        help_text=gettext_lazy("写在回执上的10位字母和数字，空格和大小写不影响查询。"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("请写回执上的查询码。")},
    )


class MessageForm(forms.Form):
    """A word to whoever has the matter."""

    text = forms.CharField(
        label=gettext_lazy("给经办人留言"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_MESSAGE}),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": gettext_lazy("请写留言。")},
    )


class RatingForm(forms.Form):
    """How content somebody is, in the five grades of the national norm."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("您对办理满意吗"),
        coerce=int,
        choices=[
            (5, gettext_lazy("非常满意")),
            (4, gettext_lazy("满意")),
            (3, gettext_lazy("基本满意")),
            (2, gettext_lazy("不满意")),
            (1, gettext_lazy("非常不满意")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择一项。")},
    )
    comment = forms.CharField(
        label=gettext_lazy("想说的话"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_COMMENT}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow_case(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and open the matter to which they belong."""
    if request.method != "POST":
        return _ask(request, FollowForm(), was_open="again" in request.GET)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=400)
    at = timezone.now()
    if sent_within_hour(request, "follow", at, add=0) >= MOST_WRONG_PER_HOUR:
        form.add_error(None, _("一小时内输错的次数太多。请过一小时再试，或者打电话询问受理机关。"))
        return _ask(request, form, status=429)
    case = case_followed(form.cleaned_data["number"], form.cleaned_data["code"])
    if case is None:
        sent_within_hour(request, "follow", at)
        form.add_error(None, _("没有查到。请对照回执，把编号和查询码逐个字符核对一遍。"))
        return _ask(request, form, status=404)
    return keep_open(redirect(frame(request).at(_HERE)), case)


@require_safe
def show_case(request: HttpRequest) -> HttpResponse:
    """Show where the open matter stands, and what its applicant can do now."""
    case = open_case(request)
    return _again(request) if case is None else case_page(request, case)


@require_POST
def send_message(request: HttpRequest) -> HttpResponse:
    """Take a word to whoever has the matter; a refused one comes back as typed."""
    case = open_case(request)
    if case is None:
        return _again(request)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            write_message(case, text=text, of_office=False, by=None, at=timezone.now())
            return _done(request, case)
        except Refused as refused:
            add_reasons(form, refused)
    return case_page(request, case, message_form=form, status=400)


@require_POST
def send_rating(request: HttpRequest) -> HttpResponse:
    """Take the rating of a closed matter, once."""
    case = open_case(request)
    if case is None:
        return _again(request)
    form = RatingForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            rate(
                case,
                stars=given["stars"],
                comment=given["comment"],
                by=None,
                at=timezone.now(),
            )
            return _done(request, case)
        except Refused as refused:
            add_reasons(form, refused)
    return case_page(request, case, rating_form=form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
def show_own_cases(request: HttpRequest) -> HttpResponse:
    """List the matters of who is signed in, and open the one he chooses; no code is needed."""
    person = request.user if isinstance(request.user, Person) else None
    shell = frame(request, door="mine")
    own = Case.objects.filter(applicant=person) if person else Case.objects.none()
    if request.method == "POST":
        chosen = request.POST.get("case", "")
        case = own.filter(pk=int(chosen)).first() if _is_key(chosen) else None
        if case is None:
            raise Http404
        return keep_open(redirect(shell.at(_HERE)), case)
    title = _("我的办件")
    context = {
        "person": person,
        "cases": own.select_related("body").order_by("-opened_at")[:MOST_OWN],
        "title": title,
        "here": shell.at("/follow/mine/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/followed/own.html", context, shell=shell)


@require_POST
def open_linked(request: HttpRequest) -> HttpResponse:
    """Open the matter to which the open one leads: a complaint about it, or back."""
    case, chosen = open_case(request), request.POST.get("case", "")
    if case is None:
        return _again(request)
    found = linked_case(case, int(chosen)) if _is_key(chosen) else None
    if found is None:
        raise Http404
    return _done(request, found)


@require_POST
def stop_following(request: HttpRequest) -> HttpResponse:
    """Forget in this browser which matter was open."""
    return shut(redirect(frame(request).at("/follow/")))


def case_page(
    request: HttpRequest, case: Case, *, status: int = 200, **forms_given: Any
) -> HttpResponse:
    """Return the page of ``case``, with the forms as they were sent where one was refused."""
    shell, at = frame(request, case.body), timezone.now()
    may_rate = not why_not_rate(case, stars=5, comment="", by=None)
    template, context = _kind_of_page(case, beijing_day(at), shell)
    context |= {
        "case": case,
        "messages_written": case.messages.all(),
        "message_form": MessageForm() if case.is_open else None,
        "rating_form": RatingForm() if may_rate else None,
        "rating": getattr(case, "rating", None),
        "crumbs": _crumbs(shell, _("我的办件")),
        **forms_given,
    }
    page = answer(request, template, context, shell=shell, status=status)
    return keep_open(page, case)


def _kind_of_page(case: Case, on: date, shell: Shell) -> tuple[str, dict[str, Any]]:
    """Return the template and what it shows beyond the header, by the kind of matter."""
    if case.kind == COMPLAINT.slug:
        return COMPLAINT_TEMPLATE, complaint_page(case, on)
    if case.kind != DISCLOSURE.slug:
        return "public/followed/case.html", {"standing": standing_of(case, on)}
    rows = InfoRequest.objects.select_related(
        "case__owner", "body__parent", "reply__letter", "renews"
    )
    return TEMPLATE, request_page(rows.get(case=case), on, shell.at(_HERE))


def add_reasons(form: forms.Form, refused: Refused) -> None:
    """Put every reason of a refusal at its field, or above the form."""
    for reason in refused.reasons:
        form.add_error(reason.field if reason.field in form.fields else None, str(reason))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _done(request: HttpRequest, case: Case) -> HttpResponse:
    return keep_open(redirect(frame(request, case.body).at(_HERE)), case)


def _again(request: HttpRequest) -> HttpResponse:
    return shut(redirect(f"{frame(request).at('/follow/')}?again"))


def _ask(
    request: HttpRequest, form: FollowForm, *, status: int = 200, was_open: bool = False
) -> HttpResponse:
    shell = frame(request)
    title = _("查询办理情况")
    context = {
        "form": form,
        "title": title,
        "was_open": was_open,
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/followed/ask.html", context, shell=shell, status=status)


def _crumbs(shell: Shell, last: str) -> list[Crumb]:
    return [
        Crumb(_("首页"), shell.body_url),
        Crumb(_("查询办理情况"), shell.at("/follow/")),
        Crumb(last),
    ]

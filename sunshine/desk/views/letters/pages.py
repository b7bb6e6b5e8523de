"""Letters at the desk: the texts with their preview, the word and the seal of a body."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.letters import PracticeForm, TemplateForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.kit.errors import Refused
from sunshine.kit.papers.paper import Paper
from sunshine.letters import actions
from sunshine.letters.filling import why_not_text
from sunshine.letters.kinds import GIVEN, Kind, fields, kinds, needed_by
from sunshine.letters.models import LetterPractice, LetterTemplate
from sunshine.letters.printing import paper_pdf
from sunshine.letters.writing import body_word, paper_of, sample_facts, template_for
from sunshine.orgs.models import Body, Role
from sunshine.orgs.rights import bodies_of
from sunshine.ui.shell import Crumb

READERS = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)
_reader = role(*READERS)


def _body(request: StaffRequest, slug: str) -> Body:
    own = {body.slug: body for body in bodies_of(request.person, request.today, READERS)}
    if slug not in own:
        raise Http404
    return own[slug]


def _kind(key: str) -> Kind:
    if key not in kinds():
        raise Http404
    return kinds()[key]


def _crumbs(body: Body) -> list[Crumb]:
    return [Crumb(_("文书模板"), f"{reverse('desk:letter_kinds')}?body={body.slug}")]


@_reader
def letter_kinds(request: StaffRequest) -> HttpResponse:
    """Show every kind of letter, and whose text each has now."""
    own = bodies_of(request.person, request.today, READERS)
    asked = request.GET.get("body", own[0].slug)
    body = _body(request, asked)
    practice = LetterPractice.objects.filter(body=body).first()
    rows = [(kind, template_for(kind, body, request.today)) for kind in kinds().values()]
    context = {
        "bodies": own if len(own) > 1 else [],
        "body": body,
        "rows": rows,
        "word": (practice and practice.word) or body_word(body.name_on(request.today)),
        "has_seal": bool(practice and practice.seal),
    }
    return render_desk(request, "desk/letters/kinds.html", context, current="letters")


@_reader
def edit_template(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """Change the text of a kind of letter, beside a preview with sample facts."""
    body, kind = _body(request, slug), _kind(key)
    now = template_for(kind, body, request.today)
    initial = {
        "title": now.title if now else kind.title,
        "text": now.text if now else kind.text.strip(),
        "valid_from": request.today,
    }
    form = TemplateForm(request.POST or None, initial=initial, is_highest=body.parent is None)

    def act(given: Mapping[str, Any]) -> None:
        actions.edit_template(kind.key, body=body, by=request.person, at=request.at, **given)

    back = f"{reverse('desk:letter_kinds')}?body={body.slug}"
    must, may = needed_by(kind.text)
    every = LetterTemplate.objects.filter(Q(body=body) | Q(body=None), kind=kind.key)
    page = Page(
        title=_("修改文书模板：%(title)s") % {"title": kind.title},
        button=_("保存"),
        done=_("模板已保存，从起用之日起使用。"),
        back=back,
        current="letters",
        crumbs=_crumbs(body),
        template="desk/letters/template.html",
        more={
            "body": body,
            "kind": kind,
            "preview": shown(kind, body, request, *_typed(form, initial)),
            "known": [fields()[name] for name in sorted((must | may) - GIVEN)],
            "editions": every.select_related("written_by"),
            "beginning": kind.text.strip(),
        },
    )
    return act_page(request, form, act, page)


def _typed(form: TemplateForm, initial: Mapping[str, Any]) -> tuple[str, str]:
    given = form.data if form.is_bound else initial
    return str(given.get("title", "")), str(given.get("text", ""))


def shown(
    kind: Kind, body: Body, request: StaffRequest, title: str, text: str
) -> tuple[Paper | None, list[Any]]:
    """Return the paper with sample facts, or why there is none."""
    reasons = why_not_text(kind, text)
    if reasons:
        return None, reasons
    sample = LetterTemplate(title=title, text=text)
    try:
        paper = paper_of(
            kind, sample, body=body, facts=sample_facts(text), on=request.today, mark="样张"
        )
    except Refused as refused:
        return None, list(refused.reasons)
    return paper, []


@_reader
def preview(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """Return the preview of what is being typed, as a piece of the page or as PDF."""
    body, kind = _body(request, slug), _kind(key)
    given = _given(request)
    default = template_for(kind, body, request.today)
    title = given.get("title") or (default.title if default else kind.title)
    text = given.get("text") or (default.text if default else kind.text)
    found = shown(kind, body, request, title, text)
    if given.get("form") == "pdf" and found[0] is not None:
        try:
            content = paper_pdf(found[0])
        except Refused as refused:
            found = None, list(refused.reasons)
        else:
            response = HttpResponse(content, content_type="application/pdf")
            response["Cache-Control"] = "private, no-store"
            return response
    response = render(request, "desk/letters/preview.html", {"preview": found})
    response["Cache-Control"] = "private, no-store"
    return response


def _given(request: HttpRequest) -> Mapping[str, str]:
    return request.POST if request.method == "POST" else request.GET


@_reader
def practice(request: StaffRequest, slug: str) -> HttpResponse:
    """Give a body its word in numbers and its seal."""
    body = _body(request, slug)
    now = LetterPractice.objects.filter(body=body).first()
    held = bytes(now.seal) if now else b""

    def act(given: Mapping[str, Any]) -> None:
        seal = b"" if given["without_seal"] else given["seal"] or held
        actions.set_practice(body, word=given["word"], seal=seal, by=request.person, at=request.at)

    page = Page(
        title=_("机关代字和印章"),
        button=_("保存"),
        done=_("已保存，今后的文书照此印制。"),
        back=f"{reverse('desk:letter_kinds')}?body={body.slug}",
        current="letters",
        crumbs=_crumbs(body),
        facts=[(_("机关"), body.name), (_("现在的印章"), _("有") if held else _("没有"))],
    )
    reasons = actions.why_not_set_practice(
        body, word="", seal=b"", by=request.person, on=request.today
    )
    form = PracticeForm(
        request.POST or None, request.FILES or None, initial={"word": now.word if now else ""}
    )
    return act_page(request, form, act, page, reasons=reasons)

"""The editor's page: the bulletin compiled, edited, approved, handed to the record."""

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sunshine.campaigns.actions import bulletins
from sunshine.campaigns.layout import content_of, paper_of
from sunshine.campaigns.lines import Sheet, stored_sheet
from sunshine.campaigns.models import Bulletin, Paragraph, Report
from sunshine.campaigns.numbers import strange_numbers
from sunshine.campaigns.shown_pictures import pictures_of
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.campaigns import ParagraphForm, ReasonForm, TitleForm
from sunshine.desk.forms.publishing import SectionChoice
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.campaigns.deploying import MENU
from sunshine.desk.views.campaigns.found import crumbs, led_campaign, may, worker
from sunshine.desk.views.campaigns.sources import sources_of
from sunshine.kit.papers.apart import docx_apart
from sunshine.kit.papers.paper import Paper
from sunshine.kit.papers.typesetting import pdf_of
from sunshine.orgs.models import Person
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.editing import begin_item, save_draft
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Edition, Section
from sunshine.ui.shell import Crumb

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class RecordForm(forms.Form):
    """Where the bulletin is to stand in the record, and what it is about in a line."""

    section = SectionChoice(
        label=gettext_lazy("栏目"),
        queryset=Section.objects.none(),
        empty_label=gettext_lazy("请选择"),
    )
    summary = forms.CharField(label=gettext_lazy("内容概述"), max_length=200)


def _bulletin(request: StaffRequest, code: str) -> Bulletin:
    campaign = led_campaign(request, code)
    found = Bulletin.objects.select_related("campaign__body", "item").filter(campaign=campaign)
    return get_object_or_404(found)


def _address(code: str) -> str:
    return reverse("desk:campaign_bulletin", args=[code])


@worker
def bulletin(request: StaffRequest, code: str) -> HttpResponse:
    """Show the bulletin paragraph by paragraph, each with its sources and what was edited."""
    campaign = led_campaign(request, code)
    found = Bulletin.objects.select_related("campaign__body", "item", "approved_by").filter(
        campaign=campaign
    )
    one = found.first()
    on, person = request.today, request.person
    context: dict[str, Any] = {
        "campaign": campaign,
        "bulletin": one,
        "may_edit": may(request, campaign.body, *EDITING),
        "compile_reasons": bulletins.why_not_compile(campaign, by=person, on=on),
        "count": Report.objects.filter(
            part__campaign=campaign, state__in=("sent", "accepted")
        ).count(),
    }
    if one is not None:
        rows = list(one.paragraphs.select_related("body", "edited_by"))
        context |= {
            "rows": [
                (row, strange_numbers(row.text, row.compiled), sources)
                for row, sources in zip(rows, sources_of(rows), strict=True)
            ],
            "away": sum(row.is_away for row in rows),
            "behind": sum(row.is_behind for row in rows),
            "approve_reasons": bulletins.why_not_approve(one, by=person, on=on),
            "may_record": not bulletins.why_not_put_into_record(one, by=person, on=on),
        }
    way = crumbs(campaign, Crumb(_("专报")))
    template = "desk/campaigns/bulletin.html"
    return render_desk(request, template, context, current=MENU, crumbs=way)


@worker
@require_POST
def compile_now(request: StaffRequest, code: str) -> HttpResponse:
    """Compile the bulletin from the reports as they stand."""
    campaign = led_campaign(request, code)

    def act() -> None:
        bulletins.compile_now(campaign, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("专报已编成。"), back=_address(code))


@worker
def edit_paragraph(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Edit a paragraph beside what its report says."""
    found = _bulletin(request, code)
    row = get_object_or_404(found.paragraphs, rank=number)

    def act(given: Mapping[str, Any]) -> None:
        bulletins.edit_paragraph(row, by=request.person, at=request.at, **given)

    page = Page(
        title=_("修改段落"),
        button=_("保存"),
        done=_("段落已修改，与报告不同之处会标明。"),
        back=f"{_address(code)}#p{number}",
        current=MENU,
        crumbs=crumbs(found.campaign, Crumb(_("专报"), _address(code))),
        facts=((_("报告原文"), row.compiled),),
    )
    form = ParagraphForm(request.POST or None, initial={"text": row.text})
    reasons = bulletins.why_not_edit(found, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@worker
@require_POST
def restore_paragraph(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Show a paragraph again as its report gives it."""
    row = get_object_or_404(_bulletin(request, code).paragraphs, rank=number)

    def act() -> None:
        bulletins.restore_paragraph(row, by=request.person, at=request.at)

    back = f"{_address(code)}#p{number}"
    return act_at_once(request, act, done=_("已恢复报告原文。"), back=back)


@worker
def leave_out(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Leave a paragraph out, with a reason."""
    found = _bulletin(request, code)
    row = get_object_or_404(found.paragraphs, rank=number)

    def act(given: Mapping[str, Any]) -> None:
        bulletins.leave_out(found, [row.key], by=request.person, at=request.at, **given)

    page = Page(
        title=_("不采用这一段"),
        button=_("确认"),
        done=_("这一段不再出现。"),
        back=f"{_address(code)}#p{number}",
        current=MENU,
        crumbs=crumbs(found.campaign, Crumb(_("专报"), _address(code))),
        facts=((_("段落文字"), row.text),),
    )
    return act_page(request, ReasonForm(request.POST or None), act, page)


@worker
def retitle(request: StaffRequest, code: str) -> HttpResponse:
    """Give the bulletin another title."""
    found = _bulletin(request, code)

    def act(given: Mapping[str, Any]) -> None:
        bulletins.retitle(found, by=request.person, at=request.at, **given)

    page = Page(
        title=_("修改标题"),
        button=_("保存"),
        done=_("标题已修改。"),
        back=_address(code),
        current=MENU,
        crumbs=crumbs(found.campaign, Crumb(_("专报"), _address(code))),
    )
    return act_page(
        request, TitleForm(request.POST or None, initial={"title": found.title}), act, page
    )


@worker
@require_POST
def decide(request: StaffRequest, code: str, act: str) -> HttpResponse:
    """Approve the bulletin, take the approval back, or keep its form for next year."""
    found = _bulletin(request, code)
    how: dict[str, Any] = {"by": request.person, "at": request.at}
    acts = {
        "approve": (bulletins.approve_bulletin, _("专报已签发。")),
        "reopen": (bulletins.reopen_bulletin, _("已退回编辑。")),
        "keep": (bulletins.keep_template, _("版式已留存，下一次同系列活动自动套用。")),
    }
    if act not in acts:
        raise Http404
    do, done = acts[act]
    return act_at_once(request, lambda: do(found, **how), done=done, back=_address(code))


@worker
def put_into_record(request: StaffRequest, code: str) -> HttpResponse:
    """Make the approved bulletin an item of the record: a draft that goes through the reviews."""
    found = _bulletin(request, code)
    person, at, on = request.person, request.at, request.today
    body = found.campaign.body

    def act(given: Mapping[str, Any]) -> HttpResponse:
        sheet = stored_sheet(found, day=on)
        item = begin_item(
            body,
            given["section"],
            title=sheet.title,
            summary=given["summary"],
            content=content_of(sheet),
            made_on=sheet.day,
            by=person,
            at=at,
        )
        bulletins.put_into_record(found, item=item, by=person, at=at)
        _attach_all(item.editions.get(), sheet, person, at)
        return redirect("desk:item", item.code)

    sections = Section.objects.filter(set__slug=body.section_set, closed=None)
    page = Page(
        title=_("转为公开条目"),
        button=_("转为草稿"),
        done="",
        back=_address(code),
        current=MENU,
        crumbs=crumbs(found.campaign, Crumb(_("专报"), _address(code))),
        intro=_("正文和PDF、DOCX附件一并转为公开条目的草稿，照常检查、审核、发布。"),
    )
    form = RecordForm(request.POST or None, initial={"summary": _summary(found)})
    form.fields["section"].queryset = sections  # type: ignore[attr-defined]
    reasons = bulletins.why_not_put_into_record(found, by=person, on=on)
    return act_page(request, form, act, page, reasons=reasons)


def _attach_all(edition: Edition, sheet: Sheet, by: Person, at: datetime) -> None:
    """Attach the bulletin as PDF and DOCX and its pictures, and show these where they belong."""
    pictures = pictures_of(sheet)
    paper = paper_of(sheet, pictures)
    for form, made in (("pdf", _pdf(paper)), ("docx", docx_apart(paper))):
        name = f"{sheet.title}.{form}"
        attach(edition, stream=io.BytesIO(made), filename=name, by=by, at=at)
    addresses = {}
    for code, jpeg in pictures.items():
        file = attach(edition, stream=io.BytesIO(jpeg), filename=f"{code}.jpg", by=by, at=at)
        addresses[code] = f"/f/{file.code}/{file.name}"
    if addresses:
        edition.refresh_from_db()
        content = content_of(sheet, addresses)
        save_draft(edition, revision=edition.revision, changes={"content": content}, by=by, at=at)


def _summary(found: Bulletin) -> str:
    count = found.paragraphs.filter(kind=Paragraph.Kind.SUBHEADING, left_out="").count()
    return f"{found.campaign.title}开展情况，由{count}个单位的报送材料汇编。"


@worker
def download(request: StaffRequest, code: str, form: str) -> HttpResponse:
    """Send the bulletin as PDF or DOCX; marked as a draft until it is approved."""
    if form not in _TYPES:
        raise Http404
    sheet = stored_sheet(_bulletin(request, code), day=request.today)
    paper = paper_of(sheet, pictures_of(sheet))
    made = _pdf(paper) if form == "pdf" else docx_apart(paper)
    response = HttpResponse(made, content_type=_TYPES[form])
    name = quote(f"{sheet.title}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


def _pdf(paper: Paper) -> bytes:
    return pdf_of(paper, fonts=Path(settings.HOME) / "fonts")

"""Making an account, step by step: each a form, the act, back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.accounts import (
    CELL,
    BeginForm,
    EntryForm,
    ExplanationForm,
    ReasonForm,
    SeenForm,
    TextForm,
)
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.accounts.findings import (
    CURRENT,
    accountant,
    asked_kind,
    asked_year,
    crumbs_to,
    seen_account,
    seen_entry,
)
from sunshine.desk.views.accounts.shown import ShownGroup, shown_parts
from sunshine.desk.views.publishing.findings import bodies_with
from sunshine.figures import actions
from sunshine.figures.case_counts import CASES
from sunshine.figures.contents import content_of, document_of, live_report
from sunshine.figures.duties import WRITING
from sunshine.figures.forms import Group, form_of, group_of
from sunshine.figures.models import Account, Entry
from sunshine.figures.narrative import fields_of, sections_of
from sunshine.figures.publication import put_into_record, why_not_publish
from sunshine.kit.errors import Refused
from sunshine.kit.papers.paper import digest_of
from sunshine.orgs.models import Body
from sunshine.ui.shell import Crumb


@accountant
def begin(request: StaffRequest) -> HttpResponse:
    """Begin the account of a body and year."""
    bodies = Body.objects.filter(pk__in=[body.pk for body in bodies_with(request, WRITING)])
    made: list[Account] = []

    def act(given: Mapping[str, Any]) -> HttpResponse:
        made.append(actions.begin(by=request.person, at=request.at, **given))
        return redirect("desk:account", made[0].pk)

    kind = asked_kind(request)
    asked = bodies.filter(slug=request.GET.get("body", "")).first()
    first = {"kind": kind, "year": asked_year(request, kind), "body": asked or bodies.first()}
    page = Page(
        title=_("开始编制"),
        button=_("开始"),
        done="",
        back=reverse("desk:accounts"),
        current=CURRENT,
        crumbs=crumbs_to(),
        intro=_("数字由系统从申请和公开记录中算出；其他系统的数字由您填报，另一位同事复核签名。"),
    )
    form = BeginForm(request.POST or None, bodies=bodies.in_tree_order(), initial=first)
    return act_page(request, form, act, page)


@accountant
def enter(request: StaffRequest, number: int, group: str) -> HttpResponse:
    """Enter the figures of a group, with their source and the evidence."""
    account = seen_account(request, number)
    asked = _group(account, group)
    entry = Entry.objects.filter(account=account, group=group).first()

    def act(given: Mapping[str, Any]) -> None:
        evidence = given["file"]
        actions.enter(
            account,
            group,
            values=form.values(asked),
            source=given["source"],
            evidence=evidence,
            filename=evidence.name if evidence else "",
            by=request.person,
            at=request.at,
        )

    initial: dict[str, Any] = {"source": entry.source} if entry else {}
    for place_number, place in enumerate(asked.places):
        if entry:
            initial[f"{CELL}{place_number}"] = entry.values.get(f"{place.row}|{place.column}")
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        group=asked,
        keeps_file=entry is not None,
        initial=initial,
    )
    intro = _("填报以后须由另一位同事对照佐证签名才算数；再改动，签名作废。")
    page = _page(account, str(asked.name), _("保存"), _("已填报，等待第二人复核签名。"), intro)
    reasons = actions.why_not_enter(account, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@accountant
def countersign(request: StaffRequest, number: int, group: str) -> HttpResponse:
    """Give the second signature to the figures of a group."""
    account = seen_account(request, number)
    asked, entry = _group(account, group), seen_entry(account, group)

    def act(given: Mapping[str, Any]) -> None:
        actions.countersign(
            entry, entered_at=_moment(given["seen"]), by=request.person, at=request.at
        )

    form = SeenForm(request.POST or None, initial={"seen": entry.entered_at.isoformat()})
    words = {"group": asked.name}
    page = _page(
        account,
        _("复核签名：%(group)s") % words,
        _("数字与佐证一致，签名"),
        _("已签名。"),
        template="desk/accounts/countersign.html",
        more={"shown": ShownGroup(asked, entry), "account": account},
    )
    reasons = actions.why_not_countersign(entry, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@accountant
def write(request: StaffRequest, number: int) -> HttpResponse:
    """Write the text, part by part; what two people wrote at once is kept and told."""
    account = seen_account(request, number)
    form_laid_down = form_of(account.kind, account.year)
    sections = sections_of(form_laid_down)

    def act(given: Mapping[str, Any]) -> None:
        actions.write(
            account,
            revision=given["revision"],
            texts={section.key: given[section.key] for section in sections},
            by=request.person,
            at=request.at,
        )

    first = {**account.texts, "revision": account.revision}
    form = TextForm(request.POST or None, sections=sections, initial=first)
    report, frame = live_report(account, CASES)
    page = _page(
        account,
        _("编写文字"),
        _("保存"),
        _("文字已保存。"),
        _("花括号里是数据项，由系统从表中填入；自己写的数字也会与表核对。"),
        template="desk/accounts/text.html",
        more={"fields": fields_of(form_laid_down), "words": frame.words(), "report": report},
    )
    reasons = actions.why_not_write_text(account, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@accountant
def hand_in(request: StaffRequest, number: int) -> HttpResponse:
    """Hand the account to the head of the body, once nothing is wrong with it."""
    account = seen_account(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.hand_in(account, by=request.person, at=request.at, counts=CASES, **given)

    form = ExplanationForm(request.POST or None, initial={"explanation": account.explanation})
    page = _page(account, _("报送签发"), _("报送"), _("已报送，等待机关主要负责人签发。"))
    found = actions.why_not_hand_in(
        account, account.explanation, by=request.person, on=request.today, counts=CASES
    )
    standing = [reason for reason in found if not reason.field]
    return act_page(request, form, act, page, reasons=standing)


@accountant
def sign(request: StaffRequest, number: int) -> HttpResponse:
    """Show the whole account as it will stand, and sign it off."""
    account = seen_account(request, number)
    report, frame = live_report(account, CASES)
    content = content_of(account, report, frame)

    def act(given: Mapping[str, Any]) -> None:
        digest, by = given["seen"], request.person
        actions.sign(account, digest=digest, by=by, at=request.at, counts=CASES)

    form = SeenForm(request.POST or None, initial={"seen": digest_of(content)})
    document = document_of(content)
    page = _page(
        account,
        _("签发"),
        _("签发"),
        _("已签发并冻结。"),
        _("签发后数字和文字不再变动；以后发现差错，以更正版公开。"),
        template="desk/accounts/sign.html",
        more={"document": document, "parts": shown_parts(document)},
    )
    reasons = actions.why_not_sign(account, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@accountant
def give_back(request: StaffRequest, number: int) -> HttpResponse:
    """Give the account back with a reason."""
    account = seen_account(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.give_back(account, by=request.person, at=request.at, **given)

    page = _page(account, _("退回修改"), _("退回"), _("已退回。"))
    reasons = actions.why_not_give_back(account, by=request.person, on=request.today)
    return act_page(request, ReasonForm(request.POST or None), act, page, reasons=reasons)


@accountant
def correct(request: StaffRequest, number: int) -> HttpResponse:
    """Open a signed account again for a correction, with its reason."""
    account = seen_account(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.correct(account, by=request.person, at=request.at, **given)

    intro = _("已签发的一版原样保留；更正版重新报送、签发、公开，理由随它公开。")
    page = _page(account, _("更正"), _("开始更正"), _("可以更正了。"), intro)
    reasons = actions.why_not_correct(account, by=request.person, on=request.today)
    return act_page(request, ReasonForm(request.POST or None), act, page, reasons=reasons)


@accountant
def publish(request: StaffRequest, number: int) -> HttpResponse:
    """Bring the signed account into the record, where its reviews go on."""
    account = seen_account(request, number)

    def act(_given: Mapping[str, Any]) -> HttpResponse:
        edition = put_into_record(account, by=request.person, at=request.at)
        return redirect("desk:edition", edition.item.code, edition.number)

    intro = _("生成公开条目的草稿，附PDF、DOCX、XLSX和JSON，然后照常送审：三审和保密审查都不省略。")
    page = _page(account, _("送公开"), _("生成公开条目"), "", intro)
    reasons = why_not_publish(account, by=request.person, at=request.at)
    form = SeenForm(request.POST or None, initial={"seen": str(account.pk)})
    return act_page(request, form, act, page, reasons=reasons)


def _page(
    account: Account,
    title: str,
    button: str,
    done: str,
    intro: str = "",
    *,
    template: str = "desk/act.html",
    more: Mapping[str, object] | None = None,
) -> Page:
    back = reverse("desk:account", args=[account.pk])
    way: list[Crumb] = crumbs_to(account)
    return Page(title, button, done, back, CURRENT, way, intro, (), template, more or {})


def _group(account: Account, key: str) -> Group:
    try:
        return group_of(form_of(account.kind, account.year), key)
    except Refused:
        raise Http404 from None


def _moment(seen: str) -> datetime:
    try:
        return datetime.fromisoformat(seen)
    except ValueError:
        raise Refused("account-changed-since-seen") from None

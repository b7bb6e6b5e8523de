"""Many imported items reviewed on one page: each by itself, each with its own record.

Law: 保守国家秘密法 (2024) art. 35: item by item. The answers to the checklist are given once
for those that are ticked, and recorded with each of them.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.refusals import sentence
from sunshine.desk.views.imports.findings import import_crumbs, reviewed_batch
from sunshine.desk.views.publishing.findings import REVIEWING
from sunshine.desk.views.publishing.shown import facts_of, file_links
from sunshine.gate.models import Finding
from sunshine.gate.queries import findings
from sunshine.imports.models import Batch
from sunshine.imports.queries import reviewable_by, rows_by_edition
from sunshine.imports.reporting import remarks_of
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.review import approve, return_
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.models import Edition, Step
from sunshine.rulebook.checklists import return_reasons, secrecy_questions
from sunshine.ui.shell import Crumb

PER_PAGE = 20
_reviewer = role(*REVIEWING)


@dataclass(frozen=True, slots=True)
class Shown:
    """One item on the page: what is decided on, bound by its digest, and what to look at."""

    edition: Edition
    digest: str
    look: object
    files: object
    remarks: list[str]
    findings: list[Finding]
    refused: list[str]


@_reviewer
def review(request: StaffRequest, code: str, step: str) -> HttpResponse:
    """Show what waits for the reviewer of ``step``, or decide on what he ticked."""
    batch = reviewed_batch(request, code, step)
    if request.method != "POST":
        return _page(request, batch, step, {}, [])
    refused: dict[int, list[str]] = {}
    general = _why_not_all(request, step)
    done = 0 if general else _decide(request, batch, step, refused)
    if done:
        words = ngettext(
            "已办理 %(count)s 件，各记一份审查记录。",
            "已办理 %(count)s 件，各记一份审查记录。",
            done,
        )
        messages.success(request, words % {"count": done})
    if general or refused:
        return _page(request, batch, step, refused, general)
    return redirect("desk:review_import", code, step)


def _why_not_all(request: StaffRequest, step: str) -> list[str]:
    """Return what is lacking before any of the ticked ones can be decided on."""
    given = request.POST
    found = []
    if not given.getlist("chosen"):
        found.append(_("请先勾选已经看过的条目。"))
    if given.get("decision") == "return":
        return found
    if not given.get("each"):
        found.append(_("请确认所勾选的每一件您都已逐件看过。"))
    if step == Step.SECRECY and len(_answers(request)) < len(secrecy_questions(request.today)):
        found.append(_("请逐项回答保密审查的问题。"))
    return found


def _decide(request: StaffRequest, batch: Batch, step: str, refused: dict[int, list[str]]) -> int:
    given, by, at = request.POST, request.person, request.at
    chosen = set(given.getlist("chosen"))
    done = 0
    for edition in reviewable_by(batch, step, by=by, at=at, most=PER_PAGE):
        if str(edition.pk) not in chosen:
            continue
        remarks = given.get("remarks", "")
        try:
            if given.get("decision") == "return":
                reason = given.get("return_reason", "")
                return_(edition, step, return_reason=reason, by=by, at=at, remarks=remarks)
            else:
                approve(
                    edition,
                    step,
                    digest=given.get(f"digest-{edition.pk}", ""),
                    by=by,
                    at=at,
                    remarks=remarks,
                    checklist=_answers(request) if step == Step.SECRECY else None,
                )
            done += 1
        except Refused as why:
            refused[edition.pk] = [sentence(one) for one in why.reasons]
    return done


def _answers(request: StaffRequest) -> dict[str, bool]:
    given = {
        question.key: request.POST.get(f"answer-{question.key}")
        for question in secrecy_questions(request.today)
    }
    return {key: value == "yes" for key, value in given.items() if value in {"yes", "no"}}


def _page(
    request: StaffRequest,
    batch: Batch,
    step: str,
    refused: dict[int, list[str]],
    general: list[str],
) -> HttpResponse:
    by, at = request.person, request.at
    waiting = reviewable_by(batch, step, by=by, at=at, most=PER_PAGE + 1)
    editions = waiting[:PER_PAGE]
    given = request.POST
    context = {
        "batch": batch,
        "step": Step(step),
        "more": len(waiting) > PER_PAGE,
        "shown": _shown(batch, editions, refused),
        "questions": [
            (question, given.get(f"answer-{question.key}", ""))
            for question in (secrecy_questions(request.today) if step == Step.SECRECY else [])
        ],
        "return_reasons": return_reasons(step),
        "chosen": set(given.getlist("chosen")),
        "given": given,
        "refused": general + [one for lines in refused.values() for one in lines],
    }
    crumbs = [*import_crumbs(batch), Crumb(str(Step(step).label))]
    return render_desk(
        request,
        "desk/imports/review.html",
        context,
        current="imports",
        crumbs=crumbs,
        status=422 if general or refused else 200,
    )


def _shown(batch: Batch, editions: list[Edition], refused: dict[int, list[str]]) -> list[Shown]:
    rows = rows_by_edition(batch, editions)
    return [
        Shown(
            edition,
            binding_digest(edition),
            facts_of(edition),
            file_links(edition),
            remarks_of(rows[edition.pk]) if edition.pk in rows else [],
            list(findings(subject_of(edition))),
            refused.get(edition.pk, []),
        )
        for edition in editions
    ]

"""The review page: the text as it will look, what changed, what was said, and the decision."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.refusals import sentence
from sunshine.desk.views.gate.shown import groups_of
from sunshine.desk.views.publishing.findings import REVIEWING, item_crumbs, seen_edition
from sunshine.desk.views.publishing.sending import before
from sunshine.desk.views.publishing.shown import changes_since, facts_of, file_links
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.review import approve, return_, why_not_approve, why_not_return
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.models import Edition, Step
from sunshine.publishing.reviewing import capacity_of
from sunshine.publishing.turns import Stage, progress
from sunshine.rulebook.checklists import return_reasons, secrecy_questions
from sunshine.ui.shell import Crumb

_reviewer = role(*REVIEWING)


@_reviewer
def review(request: StaffRequest, code: str, number: int, step: str) -> HttpResponse:
    """Show an edition to the reviewer of ``step``, or take the decision he sends."""
    edition = seen_edition(request, code, number)
    if step not in Step.values:
        raise Http404
    if capacity_of(request.person, step, edition.item.body, request.today) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, edition, step)
    try:
        done = _decide(request, edition, step)
    except Refused as refused:
        return _page(request, edition, step, refused)
    messages.success(request, done)
    return redirect("desk:home")


def _decide(request: StaffRequest, edition: Edition, step: str) -> str:
    given, by, at = request.POST, request.person, request.at
    remarks = given.get("remarks", "")
    if given.get("decision") == "return":
        reason = given.get("return_reason", "")
        return_(edition, step, return_reason=reason, by=by, at=at, remarks=remarks)
        return _("已退回修改。")
    approve(
        edition,
        step,
        digest=given.get("digest", ""),
        by=by,
        at=at,
        remarks=remarks,
        checklist=_answers(request) if step == Step.SECRECY else None,
    )
    return _("已同意。")


def _answers(request: StaffRequest) -> dict[str, bool]:
    """Return the answers to the secrecy checklist; a question left open is not among them."""
    given = {
        question.key: request.POST.get(f"answer-{question.key}")
        for question in secrecy_questions(request.today)
    }
    return {key: value == "yes" for key, value in given.items() if value in {"yes", "no"}}


def _page(
    request: StaffRequest, edition: Edition, step: str, refused: Refused | None = None
) -> HttpResponse:
    by, at = request.person, request.at
    capacity = capacity_of(by, step, edition.item.body, request.today)
    given: Mapping[str, str] = request.POST
    questions = [
        (question, given.get(f"answer-{question.key}", ""))
        for question in (secrecy_questions(request.today) if step == Step.SECRECY else [])
    ]
    context = {
        "edition": edition,
        "item": edition.item,
        "step": Step(step),
        "capacity": capacity,
        "steps": progress(edition, at),
        "waiting": Stage.WAITING,
        "done": Stage.DONE,
        "digest": binding_digest(edition),
        "look": facts_of(edition),
        "groups": groups_of(edition),
        "files": file_links(edition),
        "changes": changes_since(before(edition), edition),
        "reviews": edition.reviews.select_related("reviewer", "post", "deputy_for"),
        "questions": questions,
        "return_reasons": return_reasons(step),
        "given": given,
        "why_not": why_not_approve(edition, step, by=by, at=at),
        "why_not_return": why_not_return(edition, step, by=by, at=at),
        "refused": [sentence(one) for one in refused.reasons] if refused else [],
    }
    crumbs = [*item_crumbs(edition.item, edition), Crumb(str(Step(step).label))]
    return render_desk(
        request,
        "desk/publishing/review.html",
        context,
        current="home",
        crumbs=crumbs,
        status=422 if refused else 200,
    )

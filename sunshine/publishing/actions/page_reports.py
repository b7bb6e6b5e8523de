"""Errors that readers report in a page (网页纠错), and the answers to them."""

import re
from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person, Post
from sunshine.orgs.rights import posts_of, roles_in
from sunshine.publishing.addresses import Place, place_of
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.models import PageReport
from sunshine.publishing.placing import responsible_post, why_not_post
from sunshine.publishing.visibility import viewer_of
from sunshine.rulebook import periods
from sunshine.workdays.loader import official_calendar

LAW = "辽宁省政府网站管理办法"
SHORTEST, LONGEST = 5, 2000
LONGEST_CONTACT = 120
MOST_OPEN_OF_A_PAGE = 20
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
MOST_LINKS = 3


def why_not_report(path: str, *, kind: str, text: str, contact: str = "") -> list[Reason]:
    """Return why the report cannot be taken; one query. Offices answer text, not advertising."""
    reasons = []
    if not re.fullmatch(r"/[^\s\\]{0,299}", path):
        reasons.append(Reason("page-unknown", field="path"))
    if kind not in PageReport.Kind.values:
        reasons.append(Reason("report-kind-needed", field="kind"))
    length = len(text.strip())
    if not SHORTEST <= length <= LONGEST:
        facts = {"shortest": SHORTEST, "longest": LONGEST, "length": length}
        reasons.append(Reason("report-text-unfit", field="text", facts=facts))
    if len(_LINK.findall(text)) > MOST_LINKS:
        reasons.append(Reason("report-has-links", field="text", facts={"most": MOST_LINKS}))
    if len(contact.strip()) > LONGEST_CONTACT:
        facts = {"longest": LONGEST_CONTACT}
        reasons.append(Reason("contact-too-long", field="contact", facts=facts))
    waiting = PageReport.objects.open().filter(path=path)
    if not reasons and waiting.filter(text=text.strip()).exists():
        reasons.append(Reason("report-known", field="text"))
    elif not reasons and waiting.count() >= MOST_OPEN_OF_A_PAGE:
        reasons.append(Reason("page-reported-often", field="path"))
    return reasons


@action
def report_page_error(
    path: str,
    *,
    kind: str,
    text: str,
    contact: str = "",
    by: Person | None = None,
    at: datetime,
) -> PageReport:
    """Take a reader's report and return it, with the post that answers and the last day.

    It goes to the post responsible for what stands at ``path``; answered within three
    working days of being received (``LAW``).
    """
    refuse_if(why_not_report(path, kind=kind, text=text, contact=contact))
    on = beijing_day(at)
    place = place_of(path, viewer_of(by, on))
    post = _answering_post(place, on)
    period = periods.period("page_error_report", on)
    report = PageReport.objects.create(
        code=opaque_code(),
        body=post.body,
        post=post,
        path=path,
        item=place.item,
        kind=kind,
        text=text.strip(),
        contact=contact.strip(),
        received_at=at,
        due_on=periods.due_day(on, period, official_calendar(body=post.body.slug)),
    )
    _tell("page_reported", report, by, at, kind=kind, path=path, due_on=f"{report.due_on}")
    return report


def why_not_answer(report: PageReport, answer: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot answer so."""
    reasons = []
    own = {post.pk for post in posts_of(by, on)}
    duties = {role.value for role in DISCLOSURE}
    if report.post_id not in own and not roles_in(by, report.body, on) & duties:
        owner = {"post": report.post.name, "body": report.body.name}
        reasons.append(Reason("report-of-another-post", facts=owner))
    if report.answered_at is not None:
        reasons.append(Reason("report-answered"))
    if not SHORTEST <= len(answer.strip()) <= LONGEST:
        facts = {"shortest": SHORTEST, "longest": LONGEST, "length": len(answer.strip())}
        reasons.append(Reason("report-text-unfit", field="answer", facts=facts))
    return reasons


@action
def answer_page_report(
    report: PageReport, *, founded: bool, answer: str, by: Person, at: datetime
) -> None:
    """Answer the report: whether there was an error, and what was done about it."""
    list(PageReport.objects.select_for_update().filter(pk=report.pk).values_list("pk"))
    report.refresh_from_db()
    refuse_if(why_not_answer(report, answer, by=by, on=beijing_day(at)))
    report.is_founded, report.answer = founded, answer.strip()
    report.answered_at, report.answered_by = at, by
    report.save(update_fields=["is_founded", "answer", "answered_at", "answered_by"])
    _tell("page_report_answered", report, by, at, founded=founded)


def _answering_post(place: Place, on: date) -> Post:
    """Return the post that answers for the place, going up to a body that has one."""
    item = place.item
    if item is not None and not why_not_post(item.body, item.responsible_post, on):
        return item.responsible_post
    body: Body | None = place.body
    while body is not None:
        if body.exists_on(on):
            found = _post_in(body, place, on)
            if found is not None:
                return found
            body = body.parent
        else:
            body = body.successor or body.parent
    raise Refused("page-without-post")


def _post_in(body: Body, place: Place, on: date) -> Post | None:
    if place.section is not None and body.pk == place.body.pk:
        return responsible_post(body, place.section, on)
    posts = body.posts.filter(abolished=None)
    duties = {role.value for role in DISCLOSURE}
    return next((post for post in posts if duties & set(post.roles)), None)


def _tell(act: str, report: PageReport, by: Person | None, at: datetime, **data: object) -> None:
    append(
        f"publishing.{act}",
        subject=f"report:{report.code}",
        by=by,
        at=at,
        body=report.body.slug,
        data=data,
    )

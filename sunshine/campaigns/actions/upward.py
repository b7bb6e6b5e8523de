"""Upward (row B16): briefs that a body sends to the one above, suggestions of its own staff."""

from datetime import date, datetime

import sunshine.campaigns.notice_texts
import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Brief, Report, Suggestion
from sunshine.campaigns.models.upward import Verdict
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Body, Person
from sunshine.orgs.rights import posts_of
from sunshine.publishing.duties import DISCLOSURE, EDITING, why_not_duty

LONGEST_TITLE = 120
LONGEST_REASON = 300


def why_not_send_brief(body: Body, title: str, text: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` cannot send this up."""
    reasons = why_not_duty(by, body, on, EDITING)
    if body.parent_id is None:
        reasons.append(Reason("brief-no-superior"))
    reasons += plausible.why_not_lines({"title": title}, LONGEST_TITLE)
    return reasons + plausible.why_not_text("text", text)


@action
def send_brief(
    body: Body, *, title: str, text: str, report: Report | None = None, by: Person, at: datetime
) -> Brief:
    """Send a brief to the body above and return it; ``report``: what it is drawn from."""
    refuse_if(why_not_send_brief(body, title, text, by=by, on=beijing_day(at)))
    if body.parent is None:
        raise Refused("brief-no-superior")
    if report is not None and report.part.body_id != body.pk:
        raise Refused("brief-report-of-another", field="body")
    brief = Brief.objects.create(
        body=body,
        to=body.parent,
        report=report,
        title=title.strip(),
        text=text.strip(),
        sent_by=by,
        sent_at=at,
    )
    _tell("brief_sent", f"brief:{brief.code}", body, by, at, to=brief.to.slug)
    return brief


def why_not_decide_brief(
    brief: Brief, verdict: str, reason: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why nothing can be decided of ``brief``; the body above does, with a reason."""
    reasons = why_not_duty(by, brief.to, on, DISCLOSURE)
    return reasons + _why_not_verdict(brief.verdict, verdict, reason)


@action
def decide_brief(brief: Brief, *, verdict: str, reason: str, by: Person, at: datetime) -> None:
    """Adopt the brief, ``reason`` saying where it was printed, or decline it and say why."""
    _hold_brief(brief)
    refuse_if(why_not_decide_brief(brief, verdict, reason, by=by, on=beijing_day(at)))
    brief.verdict, brief.decided_by, brief.decided_at = verdict, by, at
    brief.used_in = reason.strip()[:120] if verdict == Verdict.ADOPTED else ""
    brief.reason = reason.strip()
    brief.save()
    _inform(brief.sent_by, "brief_decided", brief, at)
    _tell("brief_decided", f"brief:{brief.code}", brief.to, by, at, verdict=verdict)


def why_not_suggest(body: Body, title: str, text: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot suggest this to ``body``: anybody with a post in it can."""
    reasons = []
    if body.pk not in {post.body_id for post in posts_of(by, on)}:
        reasons.append(Reason("no-such-duty", facts={"body": body.name, "duties": ""}))
    reasons += plausible.why_not_lines({"title": title}, LONGEST_TITLE)
    return reasons + plausible.why_not_text("text", text)


@action
def suggest(body: Body, *, title: str, text: str, by: Person, at: datetime) -> Suggestion:
    """Make a suggestion to one's own body and return it."""
    refuse_if(why_not_suggest(body, title, text, by=by, on=beijing_day(at)))
    made = Suggestion.objects.create(
        body=body, title=title.strip(), text=text.strip(), made_by=by, made_at=at
    )
    _tell("suggestion_made", f"suggestion:{made.code}", body, by, at)
    return made


def why_not_decide_suggestion(
    suggestion: Suggestion, verdict: str, reason: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why nothing can be decided of ``suggestion``; never by who made it."""
    reasons = why_not_duty(by, suggestion.body, on, DISCLOSURE)
    if suggestion.made_by_id == by.pk:
        reasons.append(Reason("suggestion-own"))
    return reasons + _why_not_verdict(suggestion.verdict, verdict, reason)


@action
def decide_suggestion(
    suggestion: Suggestion, *, verdict: str, reason: str, by: Person, at: datetime
) -> None:
    """Adopt the suggestion, ``reason`` saying what is done, or decline it and say why."""
    list(Suggestion.objects.select_for_update().filter(pk=suggestion.pk).values_list("pk"))
    suggestion.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_decide_suggestion(suggestion, verdict, reason, by=by, on=on))
    suggestion.verdict, suggestion.reason = verdict, reason.strip()
    suggestion.decided_by, suggestion.decided_at = by, at
    suggestion.save()
    _inform(suggestion.made_by, "suggestion_decided", suggestion, at)
    subject = f"suggestion:{suggestion.code}"
    _tell("suggestion_decided", subject, suggestion.body, by, at, verdict=verdict)


def _why_not_verdict(before: str, verdict: str, reason: str) -> list[Reason]:
    reasons = []
    if before != Verdict.OPEN:
        reasons.append(Reason("brief-decided"))
    if verdict not in {Verdict.ADOPTED, Verdict.DECLINED}:
        reasons.append(Reason("verdict-needed", field="verdict"))
    if not reason.strip():
        reasons.append(Reason("verdict-reason-needed", field="reason"))
    elif len(reason) > LONGEST_REASON:
        facts = {"length": len(reason), "longest": LONGEST_REASON}
        reasons.append(Reason("campaign-line-too-long", field="reason", facts=facts))
    return reasons


def _inform(person: Person, kind: str, about: Brief | Suggestion, at: datetime) -> None:
    link = "/desk/briefs/" if isinstance(about, Brief) else "/desk/suggestions/"
    facts = {
        "title": about.title,
        "verdict": str(Verdict(about.verdict).label),
        "why": about.reason,
    }
    key = f"{kind}:{about.pk}"
    notify(person, kind=f"campaigns.{kind}", key=key, at=at, facts=facts, link=link)


def _hold_brief(brief: Brief) -> None:
    list(Brief.objects.select_for_update().filter(pk=brief.pk).values_list("pk"))
    brief.refresh_from_db()


def _tell(kind: str, subject: str, body: Body, by: Person, at: datetime, **data: object) -> None:
    append(f"campaigns.{kind}", subject=subject, by=by, at=at, body=body.slug, data=data)

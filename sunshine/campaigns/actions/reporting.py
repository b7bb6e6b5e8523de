"""Reporting: a body reads, writes its report, sends it; the deploying body sends it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sunshine.campaigns.notice_texts
import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import agreement, plausible
from sunshine.campaigns.agreement import Counted
from sunshine.campaigns.models import Figure, Participation, Passage, Report, Theme
from sunshine.campaigns.recorded import counted_of, recorded_figures
from sunshine.campaigns.standing import (
    why_not_lead,
    why_not_running,
    why_not_take_part,
    workers_of,
)
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Person

LONGEST_LINE = 120
MOST_PASSAGES = 60
MOST_FIGURES = 80


@dataclass(frozen=True, slots=True)
class Said:
    """A measure or a highlight as it was typed."""

    text: str
    title: str = ""
    theme: str = Theme.OTHER
    kind: str = Passage.Kind.MEASURE


@dataclass(frozen=True, slots=True)
class Account:
    """All that a report says. ``nothing_reason`` stands alone where nothing was done."""

    headline: str = ""
    summary: str = ""
    passages: Sequence[Said] = ()
    figures: Sequence[Counted] = ()
    nothing_reason: str = ""
    made_on: date | None = None


@action
def read_deployment(part: Participation, *, by: Person, at: datetime) -> None:
    """Record that somebody who acts for the body has read the deployment; the first time only."""
    refuse_if(why_not_read(part, by=by, on=beijing_day(at)))
    part.read_at, part.read_by = at, by
    part.save(update_fields=["read_at", "read_by"])
    _tell("read", part, by, at)


def why_not_read(part: Participation, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` is not recorded as the first reader of the deployment."""
    reasons = why_not_take_part(part, by, on)
    if part.read_at is not None:
        reasons.append(Reason("part-read-already"))
    return reasons


def why_not_write(part: Participation, account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why the report of ``part`` cannot be saved so; a draft may be incomplete."""
    reasons = why_not_take_part(part, by, on)
    report = Report.objects.filter(part=part).first()
    if report is not None and report.is_in and report.sent_at is not None:
        facts = {"day": beijing_day(report.sent_at).isoformat()}
        reasons.append(Reason("report-sent-already", facts=facts))
    return reasons + _why_not_account(account, on)


@action
def write_report(part: Participation, account: Account, *, by: Person, at: datetime) -> Report:
    """Save the report of ``part`` as it is so far and return it; it is sent by ``send_report``."""
    _hold(part)
    on = beijing_day(at)
    refuse_if(why_not_write(part, account, by=by, on=on))
    report = Report.objects.filter(part=part).first() or Report(part=part)
    report.headline, report.summary = account.headline.strip(), account.summary.strip()
    report.nothing_reason = account.nothing_reason.strip()
    report.made_on = account.made_on or on
    report.saved_by, report.saved_at = by, at
    report.revision = report.revision + 1 if report.pk else 1
    report.save()
    _set_rows(report, account)
    _tell("report_written", part, by, at, report=report.code, revision=report.revision)
    return report


def why_not_send(report: Report, *, by: Person, on: date) -> list[Reason]:
    """Return every reason why ``report`` cannot be sent: twice, empty, contradicting itself."""
    part = report.part
    reasons = why_not_take_part(part, by, on)
    if report.is_in and report.sent_at is not None:
        facts = {"day": beijing_day(report.sent_at).isoformat()}
        return [*reasons, Reason("report-sent-already", facts=facts)]
    passages, figures = list(report.passages.all()), counted_of(report)
    if report.nothing_reason:
        if passages or figures:
            reasons.append(Reason("report-nothing-but-something", field="nothing_reason"))
        return reasons
    if not report.summary and not passages and not figures:
        reasons.append(Reason("report-empty", field="summary"))
    if not report.headline:
        reasons.append(Reason("campaign-line-needed", field="headline"))
    reasons += agreement.why_not_agree(figures)
    reasons += agreement.why_not_as_asked(figures, part.campaign.asks)
    return reasons + agreement.why_not_as_held(figures, recorded_figures(part))


@action
def send_report(report: Report, *, by: Person, at: datetime) -> Report:
    """Send the report up and return it; late ones are taken too and marked so."""
    _hold(report.part)
    report.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_send(report, by=by, on=on))
    report.state, report.sent_at, report.sent_by = Report.State.SENT, at, by
    report.rounds, report.is_late = report.rounds + 1, report.part.is_late(on)
    report.remarks = ""
    report.save()
    _tell("report_sent", report.part, by, at, report=report.code, is_late=report.is_late)
    return report


def why_not_send_back(report: Report, remarks: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``report`` cannot be sent back with ``remarks``."""
    campaign = report.part.campaign
    reasons = [*why_not_lead(campaign, by, on), *why_not_running(campaign)]
    if not report.is_in:
        reasons.append(Reason("report-not-sent"))
    return reasons + plausible.why_not_lines({"remarks": remarks}, 500)


@action
def send_back(report: Report, *, remarks: str, by: Person, at: datetime) -> None:
    """Send the report back with what is to be mended; its writers are told."""
    _hold(report.part)
    report.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_send_back(report, remarks, by=by, on=on))
    report.state, report.remarks = Report.State.RETURNED, remarks.strip()
    report.save(update_fields=["state", "remarks"])
    campaign = report.part.campaign
    facts = {"title": campaign.title, "why": report.remarks}
    for person in workers_of(report.part.body, on):
        key, link = f"report:{report.pk}:{report.rounds}", f"/desk/campaigns/{campaign.code}/"
        notify(person, kind="campaigns.returned", key=key, at=at, facts=facts, link=link)
    _tell("report_returned", report.part, by, at, report=report.code)


def why_not_accept(report: Report, *, by: Person, on: date) -> list[Reason]:
    """Return why ``report`` cannot be accepted."""
    campaign = report.part.campaign
    reasons = [*why_not_lead(campaign, by, on), *why_not_running(campaign)]
    if report.state != Report.State.SENT:
        reasons.append(Reason("report-not-sent"))
    return reasons


@action
def accept_report(report: Report, *, by: Person, at: datetime) -> None:
    """Note that the report is good as it is."""
    _hold(report.part)
    report.refresh_from_db()
    refuse_if(why_not_accept(report, by=by, on=beijing_day(at)))
    report.state = Report.State.ACCEPTED
    report.save(update_fields=["state"])
    _tell("report_accepted", report.part, by, at, report=report.code)


def _why_not_account(account: Account, on: date) -> list[Reason]:
    reasons = []
    if len(account.headline.strip()) > LONGEST_LINE:
        reasons += plausible.why_not_lines({"headline": account.headline}, LONGEST_LINE)
    reasons += plausible.why_not_text("summary", account.summary, is_needed=False)
    if account.made_on is not None and account.made_on > on:
        reasons.append(Reason("report-day-ahead", field="made_on"))
    if len(account.passages) > MOST_PASSAGES or len(account.figures) > MOST_FIGURES:
        most = {"passages": MOST_PASSAGES, "figures": MOST_FIGURES}
        reasons.append(Reason("report-too-much", field="passages", facts=most))
    for one in account.passages:
        reasons += plausible.why_not_text("passages", one.text, is_needed=not one.title.strip())
        if len(one.title.strip()) > LONGEST_LINE:
            reasons += plausible.why_not_lines({"passages": one.title}, LONGEST_LINE)
        if one.theme not in Theme.values or one.kind not in Passage.Kind.values:
            reasons.append(Reason("theme-unknown", field="passages"))
    return reasons + _why_not_figures(account.figures)


def _why_not_figures(figures: Sequence[Counted]) -> list[Reason]:
    keys = [one.key for one in figures]
    reasons = []
    if len(set(keys)) < len(keys):
        reasons.append(Reason("figure-twice", field="figures"))
    for one in figures:
        facts = {"label": one.label}
        if not one.key or not one.label.strip() or not one.unit.strip():
            reasons.append(Reason("figure-incomplete", field="figures", facts=facts))
        if not Decimal(0) <= one.value < Decimal(10) ** 12:
            reasons.append(Reason("figure-unfit", field="figures", facts=facts))
    return reasons


def _set_rows(report: Report, account: Account) -> None:
    report.passages.all().delete()
    report.figures.all().delete()
    Passage.objects.bulk_create(
        Passage(
            report=report,
            number=number,
            kind=one.kind,
            theme=one.theme,
            title=one.title.strip(),
            text=one.text.strip(),
        )
        for number, one in enumerate(account.passages, 1)
    )
    Figure.objects.bulk_create(
        Figure(
            report=report,
            key=one.key,
            label=one.label.strip(),
            value=one.value,
            unit=one.unit.strip(),
            part_of=one.part_of,
        )
        for one in account.figures
    )


def _hold(part: Participation) -> None:
    list(Participation.objects.select_for_update().filter(pk=part.pk).values_list("pk"))
    part.refresh_from_db()


def _tell(kind: str, part: Participation, by: Person, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"campaign:{part.campaign.code}",
        by=by,
        at=at,
        body=part.body.slug,
        data=data,
    )

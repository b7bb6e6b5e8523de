"""Activities: planned on the calendar, announced to everybody, held, or cancelled."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, Unpack

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import (
    Activity,
    ActivityMaterial,
    ActivityQuestion,
    LeaderVisit,
    Participation,
    PlaceKind,
)
from sunshine.campaigns.standing import why_not_take_part
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

LONGEST_LINE = 120
LONGEST = timedelta(days=31)
MOST_PEOPLE = 1_000_000
MOST_MATERIALS = 30
MOST_ACTIVITIES = 500


class ActivityFacts(TypedDict, total=False):
    """What an activity is; title, kinds, place, times and host are never left out."""

    title: str
    kind: str
    place_kind: str
    place: str
    begins_at: datetime
    ends_at: datetime
    host: str
    partners: list[str]
    audience: str
    about: str
    access: str
    seats: int | None


def why_not_plan(
    part: Participation, facts: ActivityFacts, *, by: Person, on: date
) -> list[Reason]:
    """Return why no activity can be planned so."""
    reasons = why_not_take_part(part, by, on)
    if part.activities.count() >= MOST_ACTIVITIES:
        reasons.append(Reason("activities-too-many", facts={"most": MOST_ACTIVITIES}))
    return reasons + _why_not_facts(facts, part, None)


@action
def plan_activity(
    part: Participation, *, by: Person, at: datetime, **facts: Unpack[ActivityFacts]
) -> Activity:
    """Put an activity into the calendar of its body and return it; nobody outside sees it yet."""
    refuse_if(why_not_plan(part, facts, by=by, on=beijing_day(at)))
    activity = Activity(part=part, made_by=by, made_at=at)
    _set(activity, facts)
    activity.save()
    _tell("activity_planned", activity, by, at)
    return activity


def why_not_change_activity(
    activity: Activity, facts: ActivityFacts, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``activity`` cannot be changed so; seats cannot fall below those taken."""
    reasons = why_not_take_part(activity.part, by, on) + _why_not_planned(activity)
    seats = facts.get("seats", activity.seats)
    if activity.taken and (seats is None or seats < activity.taken):
        taken = {"taken": activity.taken}
        reasons.append(Reason("seats-below-taken", field="seats", facts=taken))
    return reasons + _why_not_facts(facts, activity.part, activity)


@action
def change_activity(
    activity: Activity, *, by: Person, at: datetime, **facts: Unpack[ActivityFacts]
) -> None:
    """Change what is planned; readers see it at once where it is announced."""
    _hold(activity)
    refuse_if(why_not_change_activity(activity, facts, by=by, on=beijing_day(at)))
    _set(activity, facts)
    activity.save()
    _tell("activity_changed", activity, by, at, fields=sorted(facts))


def why_not_announce(activity: Activity, *, by: Person, on: date) -> list[Reason]:
    """Return why ``activity`` cannot be shown to everybody."""
    reasons = why_not_take_part(activity.part, by, on) + _why_not_planned(activity)
    if activity.announced_at is not None:
        reasons.append(Reason("activity-announced"))
    return reasons


@action
def announce(activity: Activity, *, by: Person, at: datetime) -> Activity:
    """Show the activity in the public calendar, with a code to check in by; return it."""
    _hold(activity)
    refuse_if(why_not_announce(activity, by=by, on=beijing_day(at)))
    activity.announced_at, activity.check_in_key = at, secrets.token_hex(16)
    activity.save(update_fields=["announced_at", "check_in_key"])
    _tell("activity_announced", activity, by, at)
    return activity


def why_not_drop(activity: Activity, reason: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``activity`` cannot be cancelled."""
    reasons = why_not_take_part(activity.part, by, on) + _why_not_planned(activity)
    return reasons + plausible.why_not_lines({"reason": reason}, 200)


@action
def drop_activity(activity: Activity, *, reason: str, by: Person, at: datetime) -> None:
    """Cancel the activity; its page says so and why, and who signed up reads it there."""
    _hold(activity)
    refuse_if(why_not_drop(activity, reason, by=by, on=beijing_day(at)))
    activity.state, activity.dropped_reason = Activity.State.DROPPED, reason.strip()
    activity.save(update_fields=["state", "dropped_reason"])
    _tell("activity_dropped", activity, by, at)


class Held(TypedDict, total=False):
    """How an activity went: people who came, volunteers, materials handed out by title."""

    attendance: int
    volunteers: int | None
    outcome: str
    materials: Mapping[str, int]


def why_not_record_held(
    activity: Activity, facts: Held, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it cannot be recorded that ``activity`` was held so."""
    reasons = why_not_take_part(activity.part, by, beijing_day(at))
    if activity.state == Activity.State.DROPPED:
        reasons.append(Reason("activity-dropped"))
    if activity.begins_at > at:
        reasons.append(Reason("activity-ahead", field="attendance"))
    numbers = {"attendance": facts.get("attendance"), "volunteers": facts.get("volunteers")}
    if numbers["attendance"] is None:
        reasons.append(Reason("campaign-line-needed", field="attendance"))
    reasons += [
        Reason("number-unfit", field=field)
        for field, number in numbers.items()
        if number is not None and not 0 <= number <= MOST_PEOPLE
    ]
    materials = facts.get("materials", {})
    if len(materials) > MOST_MATERIALS:
        reasons.append(Reason("materials-too-many", facts={"most": MOST_MATERIALS}))
    for title, number in materials.items():
        if not title.strip() or len(title) > LONGEST_LINE or not 0 <= number <= MOST_PEOPLE:
            reasons.append(Reason("material-unfit", field="materials"))
    return reasons + plausible.why_not_text("outcome", facts.get("outcome", ""), is_needed=False)


@action
def record_held(activity: Activity, *, by: Person, at: datetime, **facts: Unpack[Held]) -> None:
    """Record that the activity was held and how it went; it may be corrected later."""
    _hold(activity)
    refuse_if(why_not_record_held(activity, facts, by=by, at=at))
    activity.state = Activity.State.HELD
    activity.attendance = facts["attendance"]
    activity.volunteers = facts.get("volunteers")
    activity.outcome = facts.get("outcome", "").strip()
    activity.save()
    activity.materials.all().delete()
    ActivityMaterial.objects.bulk_create(
        ActivityMaterial(activity=activity, title=title.strip(), number=number)
        for title, number in facts.get("materials", {}).items()
    )
    _tell("activity_held", activity, by, at, attendance=activity.attendance)


@action
def note_question(
    activity: Activity, *, asked: str, answer: str = "", by: Person, at: datetime
) -> ActivityQuestion:
    """Keep a question asked on the spot, with the answer if it was given there; return it."""
    refuse_if(
        [
            *why_not_take_part(activity.part, by, beijing_day(at)),
            *plausible.why_not_text("asked", asked),
            *plausible.why_not_text("answer", answer, is_needed=False),
        ]
    )
    question = ActivityQuestion.objects.create(
        activity=activity,
        asked=asked.strip(),
        answer=answer.strip(),
        answered_at=at if answer.strip() else None,
        was_on_spot=bool(answer.strip()),
        noted_by=by,
        noted_at=at,
    )
    _tell("question_noted", activity, by, at, question=question.pk)
    return question


def why_not_answer_question(
    question: ActivityQuestion, answer: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``question`` cannot be answered so."""
    reasons = why_not_take_part(question.activity.part, by, on)
    if question.answer:
        reasons.append(Reason("question-answered"))
    return reasons + plausible.why_not_text("answer", answer)


@action
def answer_question(question: ActivityQuestion, *, answer: str, by: Person, at: datetime) -> None:
    """Answer later what was asked on the spot."""
    _hold(question.activity)
    question.refresh_from_db()
    refuse_if(why_not_answer_question(question, answer, by=by, on=beijing_day(at)))
    question.answer, question.answered_at = answer.strip(), at
    question.save(update_fields=["answer", "answered_at"])
    _tell("question_answered", question.activity, by, at, question=question.pk)


def why_not_note_visit(
    activity: Activity, post: str, asked: str, followed: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why the visit of a leader cannot be noted so: by post alone."""
    reasons = why_not_take_part(activity.part, by, on)
    if not plausible.is_post(post):
        reasons.append(Reason("post-not-name", field="post"))
    reasons += plausible.why_not_text("asked", asked, is_needed=False)
    return reasons + plausible.why_not_text("followed", followed, is_needed=False)


@action
def note_visit(
    activity: Activity, *, post: str, asked: str = "", followed: str = "", by: Person, at: datetime
) -> LeaderVisit:
    """Note that a leader came, by post, what was asked and what followed; return the visit."""
    on = beijing_day(at)
    refuse_if(why_not_note_visit(activity, post, asked, followed, by=by, on=on))
    visit = LeaderVisit.objects.create(
        activity=activity,
        post=post.strip(),
        asked=asked.strip(),
        followed=followed.strip(),
        noted_at=at,
    )
    _tell("visit_noted", activity, by, at)
    return visit


def _why_not_planned(activity: Activity) -> list[Reason]:
    if activity.state == Activity.State.DROPPED:
        return [Reason("activity-dropped")]
    return [Reason("activity-held")] if activity.state == Activity.State.HELD else []


def _why_not_facts(facts: ActivityFacts, part: Participation, of: Activity | None) -> list[Reason]:
    given: dict[str, Any] = {
        name: facts.get(name, getattr(of, name, ""))
        for name in ("title", "place", "host", "kind", "place_kind", "begins_at", "ends_at")
    }
    lines = {name: given[name] for name in ("title", "place", "host")}
    reasons = plausible.why_not_lines(lines, LONGEST_LINE)
    if given["kind"] not in Activity.Kind.values:
        reasons.append(Reason("activity-kind-unknown", field="kind"))
    if given["place_kind"] not in PlaceKind.values:
        reasons.append(Reason("activity-kind-unknown", field="place_kind"))
    begins, ends = given["begins_at"], given["ends_at"]
    if not begins or not ends or not begins < ends <= begins + LONGEST:
        reasons.append(Reason("activity-times-unfit", field="ends_at"))
    elif not part.campaign.begins <= beijing_day(begins) <= part.campaign.ends:
        days = {"begins": part.campaign.begins, "ends": part.campaign.ends}
        reasons.append(Reason("activity-outside", field="begins_at", facts=days))
    seats = facts.get("seats")
    if seats is not None and not 1 <= seats <= MOST_PEOPLE:
        reasons.append(Reason("number-unfit", field="seats"))
    partners = facts.get("partners", [])
    if len(partners) > 20 or any(len(one) > LONGEST_LINE for one in partners):
        reasons.append(Reason("partners-too-many", field="partners"))
    return reasons + plausible.why_not_text("about", facts.get("about", ""), is_needed=False)


def _set(activity: Activity, facts: ActivityFacts) -> None:
    for name, value in facts.items():
        setattr(activity, name, value.strip() if isinstance(value, str) else value)


def _hold(activity: Activity) -> None:
    list(Activity.objects.select_for_update().filter(pk=activity.pk).values_list("pk"))
    activity.refresh_from_db()


def _tell(kind: str, activity: Activity, by: Person, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"activity:{activity.code}",
        by=by,
        at=at,
        body=activity.part.body.slug,
        data=data,
    )

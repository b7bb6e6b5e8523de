"""What the clock reminds whom of: papers, reviews, sections and reports, before and when late.

Each is found by its due column, told once to the holders of the right posts, and told
anew only when the day itself has moved. Swept by ``sunshine.config.schedule``.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from sunshine.kit.days import beijing_day
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Body, Delegation, Person, Post, PostHolding, Role
from sunshine.orgs.rights import holders
from sunshine.publishing.actions.reminders import Telling, remind
from sunshine.publishing.freshness import Freshness, State, freshness_in, served_bodies
from sunshine.publishing.models import PageReport, Paper, Reminder
from sunshine.workdays.loader import official_calendar

SOON_WORKDAYS = 5
REVIEW_SOON_DAYS = 14
_OFFICER = (Role.DISCLOSURE_OFFICER,)
_OFFICE = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)

register_notices(
    {
        "publishing.paper_soon": _("《%(title)s》最迟应在%(day)s公开。请及时办理。"),
        "publishing.paper_overdue": _("《%(title)s》应在%(day)s前公开，已经超期。请立即办理。"),
        "publishing.review_soon": _("《%(title)s》（%(attribute)s）应在%(day)s前重新评估。"),
        "publishing.review_overdue": _("《%(title)s》（%(attribute)s）的评估已于%(day)s到期。"),
        "publishing.section_soon": _("%(body)s“%(section)s”栏目应在%(day)s前更新。"),
        "publishing.section_late": _("%(body)s“%(section)s”栏目应在%(day)s前更新，已经超期。"),
        "publishing.page_reported": _("有人反映网页有误，请在%(day)s前答复：%(text)s"),
        "publishing.page_report_overdue": _("网页纠错应在%(day)s前答复，已经超期：%(text)s"),
    }
)


def remind_of_papers(at: datetime) -> int:
    """Tell what is to be published soon or is late, and what is to be reviewed again."""
    return tell_all([*_papers(beijing_day(at)), *_reviews(beijing_day(at))], at)


def remind_of_sections(at: datetime) -> int:
    """Tell which sections will be late, and which are."""
    return tell_all(_sections(beijing_day(at)), at)


def remind_of_page_reports(at: datetime) -> int:
    """Tell the responsible posts what readers report, and what was not answered in time."""
    return tell_all(_page_reports(beijing_day(at)), at)


def tell_all(tellings: Iterable[Telling], at: datetime) -> int:
    """Tell what of ``tellings`` was not told yet, each by its key; return how many."""
    waiting = list(tellings)
    keys = [telling.key for telling in waiting]
    known = set(Reminder.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [telling for telling in waiting if telling.key not in known]
    for telling in fresh:
        remind(telling, people=_people(telling, beijing_day(at)), at=at)
    return len(fresh)


def _papers(on: date) -> Iterator[Telling]:
    horizon = official_calendar().add_workdays(on, SOON_WORKDAYS)
    due = Paper.objects.proactive().unpublished().filter(due_on__lte=horizon)
    for paper in due.select_related("body"):
        if paper.due_on is None:
            continue
        late = paper.due_on < on
        yield Telling(
            key=f"paper-{'overdue' if late else 'soon'}:{paper.pk}:{paper.due_on}",
            kind=f"publishing.paper_{'overdue' if late else 'soon'}",
            subject=f"paper:{paper.pk}",
            body=paper.body,
            roles=_OFFICE if late else (Role.EDITOR, Role.DISCLOSURE_OFFICER),
            facts={"title": paper.title, "day": f"{paper.due_on}"},
            link=f"/desk/papers/{paper.pk}/",
        )


def _reviews(on: date) -> Iterator[Telling]:
    closed = Paper.objects.to_review_again(on + timedelta(days=REVIEW_SOON_DAYS))
    for paper in closed.select_related("body"):
        late = paper.review_again_on is not None and paper.review_again_on < on
        yield Telling(
            key=f"review-{'overdue' if late else 'soon'}:{paper.pk}:{paper.review_again_on}",
            kind=f"publishing.review_{'overdue' if late else 'soon'}",
            subject=f"paper:{paper.pk}",
            body=paper.body,
            roles=_OFFICE if late else _OFFICER,
            facts={
                "title": paper.title,
                "attribute": str(paper.get_attribute_display()),
                "day": f"{paper.review_again_on}",
            },
            link=f"/desk/papers/{paper.pk}/",
        )


def _sections(on: date) -> Iterator[Telling]:
    for states in freshness_in(served_bodies(), on).values():
        for one in states:
            if one.state in {State.SOON, State.LATE}:
                yield _section(one)


def _section(one: Freshness) -> Telling:
    section = f"{one.section.set.slug}/{one.section.slug}"
    return Telling(
        key=f"section-{one.state}:{one.body.slug}:{section}:{one.due_on}",
        kind=f"publishing.section_{one.state}",
        subject=f"section:{section}",
        body=one.body,
        post=one.post,
        roles=_OFFICER,
        facts={
            "body": one.body.short_name,
            "section": one.section.name,
            "day": f"{one.due_on}",
        },
        link="/desk/disclosure/freshness/",
    )


def _page_reports(on: date) -> Iterator[Telling]:
    for report in PageReport.objects.open().select_related("body", "post"):
        late = report.due_on < on
        yield Telling(
            key=f"report-{'overdue' if late else 'new'}:{report.code}",
            kind=f"publishing.page_{'report_overdue' if late else 'reported'}",
            subject=f"report:{report.code}",
            body=report.body,
            post=report.post,
            roles=_OFFICE if late else _OFFICER,
            also_roles=late,
            facts={"day": f"{report.due_on}", "text": report.text[:60]},
            link=f"/desk/page-reports/{report.code}/",
        )


def _people(telling: Telling, on: date) -> list[Person]:
    """Return who is told: the holders of the post, or of the roles here or next above."""
    told = [] if telling.post is None else _holding(telling.post, on)
    body: Body | None = telling.body
    while body is not None and (telling.also_roles or not told):
        found = [person for role in telling.roles for person in holders(role, body, on)]
        told += [person for person in found if person not in told]
        if found:
            break
        body = body.parent
    return list(dict.fromkeys(told))


def _holding(post: Post, on: date) -> list[Person]:
    held = PostHolding.objects.on(on).filter(post=post).values("person")
    lent = Delegation.objects.on(on).filter(post=post).values("deputy")
    people = Person.objects.filter(is_active=True)
    return list((people.filter(pk__in=held) | people.filter(pk__in=lent)).order_by("pk"))

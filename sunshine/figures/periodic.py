"""What the clock does for yearly accounts: whose is not public by the end of January is told.

条例 2019 art. 50: published before 31 January of the year after; the account of enforcement is due
the same day. Told three times: in time to begin, when it gets urgent, when it is late.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from sunshine.figures.forms import due_of
from sunshine.figures.models import Kind
from sunshine.figures.queries import Standing, accounting_bodies, standings
from sunshine.kit.days import beijing_day
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Role
from sunshine.publishing.actions.reminders import Telling
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.freshness import served_bodies
from sunshine.publishing.reminders import SOON_WORKDAYS, tell_all
from sunshine.workdays.loader import official_calendar

BEGIN_DAYS = 20
# Who comes to this system later in the year is not told of what was due before.
TOLD_DAYS = 60

register_notices(
    {
        "figures.account_begin": _("%(body)s%(year)s年%(title)s应在%(day)s前公布。请着手编制。"),
        "figures.account_soon": _(
            "%(body)s%(year)s年%(title)s应在%(day)s前公布，现在还没有公布。请抓紧。"
        ),
        "figures.account_late": _(
            "%(body)s%(year)s年%(title)s应在%(day)s前公布，已经超期。请立即公布。"
        ),
    }
)


def remind_of_accounts(at: datetime) -> int:
    """Tell whose account of last year is to be made, is urgent, or late; return how many."""
    return tell_all(_tellings(beijing_day(at)), at)


def _tellings(on: date) -> Iterator[Telling]:
    year = on.year - 1
    for kind in Kind:
        due, _edition = due_of(kind, year)
        stage = _stage(on, due)
        if not stage:
            continue
        bodies = accounting_bodies(served_bodies(), year)
        for standing in standings(bodies, year, kind):
            if not standing.is_out:
                yield _telling(standing, kind, year, stage)


def _stage(on: date, due: date) -> str:
    """Return what is to be told on ``on``; "" if nothing is."""
    if not -BEGIN_DAYS <= (on - due).days <= TOLD_DAYS:
        return ""
    if on > due:
        return "late"
    left = official_calendar().workdays_between(on, due)
    return "soon" if left <= SOON_WORKDAYS else "begin"


def _telling(standing: Standing, kind: Kind, year: int, stage: str) -> Telling:
    body, account = standing.body, standing.account
    place = f"/desk/accounts/?year={year}&kind={kind}"
    return Telling(
        key=f"account-{stage}:{kind}:{year}:{body.slug}",
        kind=f"figures.account_{stage}",
        subject=f"account:{account.pk}" if account else f"body:{body.slug}",
        body=body,
        # 条例 art. 4: the disclosure office makes it, the head of the body answers for it.
        roles=DISCLOSURE if stage == "begin" else (*DISCLOSURE, Role.BODY_HEAD),
        facts={
            "body": body.short_name,
            "year": str(year),
            "title": str(kind.label),
            "day": standing.due.isoformat(),
        },
        link=f"/desk/accounts/{account.pk}/" if account else place,
    )

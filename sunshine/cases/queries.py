"""Finding a case by what its applicant knows, and all that somebody of the staff may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from sunshine.audit.models import Event
from sunshine.cases.codes import is_code
from sunshine.cases.kinds import kinds
from sunshine.cases.models import Case, CaseQuerySet, Handover
from sunshine.kit.days import start_of_day
from sunshine.orgs.models import Body, Person, Post
from sunshine.orgs.rights import REACHES_DOWN, posts_of

# 64 zeros: the digest of no code.
_NOBODYS = "0" * 64


def case_followed(number: str, code: str) -> Case | None:
    """Return the case of ``number`` if ``code`` is its code, else None; one query.

    A number that does not exist takes as long as one whose code is wrong; the face limits how
    often somebody may try.
    """
    found = Case.objects.filter(number=number.strip()).select_related("body", "owner")
    cases = list(found[:20])
    if not cases:
        is_code(code, _NOBODYS)
        return None
    fitting = [case for case in cases if is_code(code, case.code_digest)]
    return fitting[0] if fitting else None


def seen_by(person: Person, on: date, posts: Iterable[Post] | None = None) -> CaseQuerySet:
    """Return the cases ``person`` may look into on ``on``; one query, or none with ``posts``.

    His own and those of whom he stands in for, those he is asked to take over or asked about,
    and, with the roles of a kind, all of that kind in his body. Never one that concerns himself.
    """
    held = posts_of(person, on) if posts is None else list(posts)
    mine = Q(pk__in=Case.objects.owned_by(person, on).values("pk"))
    mine |= Q(pk__in=offered_to(person).values("case"))
    for kind in kinds():
        if kind.asked:
            about = Case.objects.filter(kind=kind.slug, **{kind.asked: person})
            mine |= Q(pk__in=about.values("pk"))
    here = Q(body__in={post.body_id for post in held})
    return _unconcerned(Case.objects.filter((mine & here) | _by_role(held)), person)


def of_roles(person: Person, on: date, posts: Iterable[Post] | None = None) -> CaseQuerySet:
    """Return the cases ``person`` sees by the roles of their kinds, whoever owns them."""
    held = posts_of(person, on) if posts is None else list(posts)
    return _unconcerned(Case.objects.filter(_by_role(held)), person)


def ruled_by(person: Person, on: date, posts: Iterable[Post] | None = None) -> CaseQuerySet:
    """Return the cases of which ``person`` is a chief on ``on``: those he may pass on."""
    held = posts_of(person, on) if posts is None else list(posts)
    return _unconcerned(Case.objects.filter(_by_role(held, chiefs_only=True)), person)


def ownerless_of(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Return those of ``cases`` that have lost their owner, as ``ownerless`` says; one query first.

    Whether an owner is still there is asked of one case for each owner and body, not of every one.
    """
    pairs = cases.open().order_by().values("owner", "body")
    samples = pairs.annotate(one=Min("pk")).values("one")
    lost = Case.objects.filter(pk__in=samples).ownerless(on).order_by()
    found = Q(pk__in=[])
    for owner, body in lost.values_list("owner", "body"):
        found |= Q(owner=owner, body=body)
    return cases.open().filter(found).order_by("opened_at", "id")


@dataclass(frozen=True, slots=True)
class Standing:
    """How many cases there are, how many of them are overdue, and how many soon will be."""

    all: int
    late: int
    soon: int


def standing_of(cases: CaseQuerySet, on: date) -> Standing:
    """Return how many ``cases`` there are, with what is late and soon late of them; one query."""
    late, soon = Q(due__lt=on), Q(amber__lte=on, due__gte=on)
    counts = {"late": Count("pk", filter=late), "soon": Count("pk", filter=soon)}
    return Standing(**cases.order_by().aggregate(all=Count("pk"), **counts))


def offered_to(person: Person) -> QuerySet[Handover]:
    """Return the unanswered hand-overs to ``person``, the oldest first."""
    return Handover.objects.filter(to_person=person, answered_at__isnull=True)


def has_looked(person: Person, case: Case, on: date, *, what: str = "case") -> bool:
    """Return whether the log says already that ``person`` opened ``what`` on ``on``; one query."""
    looks = Event.objects.filter(
        subject=case.subject, kind="cases.looked", actor=person.pk, at__gte=start_of_day(on)
    )
    return any(event.data.get("what") == what for event in looks)


def _unconcerned(cases: CaseQuerySet, person: Person) -> CaseQuerySet:
    barred = Case.may_not_own.through.objects.filter(person_id=person.pk)
    return cases.exclude(pk__in=barred.values("case_id"))


def _by_role(posts: Iterable[Post], *, chiefs_only: bool = False) -> Q:
    found = Q(pk__in=[])
    for kind in kinds():
        wanted = kind.chiefs if chiefs_only else kind.chiefs | kind.readers
        for post in posts:
            roles = wanted & set(post.roles)
            if roles & REACHES_DOWN:
                found |= Q(kind=kind.slug, body__in=Body.objects.under(post.body).values("pk"))
            elif roles:
                found |= Q(kind=kind.slug, body=post.body_id)
    return found


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in hand: open cases, those soon due, and those overdue."""

    owner: Person
    open: int
    amber: int
    overdue: int


def workload(cases: CaseQuerySet, on: date) -> list[Load]:
    """Return what each owner of the open ``cases`` has in hand, most overdue first; two queries."""
    late, soon = Q(due__lt=on), Q(amber__lte=on, due__gte=on)
    rows = (
        cases.open()
        .order_by()
        .values("owner")
        .annotate(
            all=Count("pk", distinct=True),
            soon=Count("pk", filter=soon, distinct=True),
            late=Count("pk", filter=late, distinct=True),
        )
    )
    found = {row["owner"]: row for row in rows}
    loads = []
    for person in Person.objects.filter(pk__in=found):
        row = found[person.pk]
        loads.append(Load(person, row["all"], row["soon"], row["late"]))
    return sorted(loads, key=lambda load: (-load.overdue, -load.amber, -load.open, load.owner.pk))

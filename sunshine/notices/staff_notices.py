"""Telling staff what was done about their posts and accounts: a reader of the event log."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.kit.days import beijing_day
from sunshine.notices.outbox import notify
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Body, Person, Post, Role
from sunshine.orgs.rights import holders

register_notices(
    {
        "orgs.reset_opened": _(
            "%(person)s的账号需要找回：%(reason)s。请您作为第二人当面核对身份后确认，或者不予找回。"
        ),
        "orgs.reset_released": _(
            "您的账号已由两人核对办理找回，原密码失效。如果不是您本人提出，请立即告知系统管理员。"
        ),
        "orgs.post_delegated": _("请您代理“%(post)s”，自%(since)s至%(until)s。"),
        "orgs.person_appointed": _("您已被任命为“%(post)s”，自%(since)s起。"),
    }
)


def tell(events: Sequence[Event]) -> None:
    """Tell everybody concerned what ``events`` mean for them; once, whatever is read again."""
    for event in events:
        with transaction.atomic():
            _ABOUT[event.kind](event)


def _about_reset(event: Event) -> None:
    """A second person is needed: all who may be it are told, whoever opened it is not."""
    person = Person.objects.select_related("body").get(pk=event.subject.removeprefix("person:"))
    body = person.body or Body.objects.get(parent__isnull=True)
    on = beijing_day(event.at)
    deciders = [
        decider
        for one in [body, *body.ancestors()]
        for role in (Role.ADMINISTRATOR, Role.DISCLOSURE_HEAD)
        for decider in holders(role, one, on)
        if decider.pk not in {person.pk, event.actor}
    ]
    facts = {"person": person.name, "reason": str(event.data["reason"])}
    _notify(deciders, event, facts, "/desk/orgs/resets/")


def _about_release(event: Event) -> None:
    _notify([Person.objects.get(pk=event.subject.removeprefix("person:"))], event, {}, "/desk/me/")


def _about_delegation(event: Event) -> None:
    post = Post.objects.get(pk=event.subject.removeprefix("post:"))
    facts = {"post": post.name, "since": event.data["since"], "until": event.data["until"]}
    _notify([Person.objects.get(pk=event.data["deputy"])], event, facts, "/desk/me/")


def _about_appointment(event: Event) -> None:
    facts = {"post": event.data["post_name"], "since": event.data["since"]}
    person = Person.objects.get(pk=event.subject.removeprefix("person:"))
    _notify([person], event, facts, "/desk/me/")


def _notify(people: Iterable[Person], event: Event, facts: dict[str, str], link: str) -> None:
    for person in {one.pk: one for one in people}.values():
        notify(
            person, kind=event.kind, key=f"event:{event.id}", at=event.at, facts=facts, link=link
        )


_ABOUT: Mapping[str, Callable[[Event], None]] = {
    "orgs.reset_opened": _about_reset,
    "orgs.reset_released": _about_release,
    "orgs.post_delegated": _about_delegation,
    "orgs.person_appointed": _about_appointment,
}
READER = Reader("notices.staff", tell, kinds=tuple(_ABOUT))

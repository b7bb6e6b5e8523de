"""Keeping the wording lists (错敏词表): the starting ones by the worker, others at the desk.

A list of the whole authority is kept by the highest body, one of a body by that body.
"""

from datetime import date, datetime

import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.gate.models import WordingEntry, WordingList
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import roles_in
from sunshine.scanning.wording import BadPattern, StartingList, checked_pattern

LONGEST = 120
_KEEPERS = {Role.ADMINISTRATOR.value, Role.DISCLOSURE_OFFICER.value, Role.DISCLOSURE_HEAD.value}


@action
def load_list(starting: StartingList, *, at: datetime) -> WordingList:
    """Keep the list that Sunshine brings along: new words come, words it dropped end.

    What a keeper has ended stays ended.
    """
    facts = {
        "name": starting.name,
        "source": starting.source,
        "dated": date.fromisoformat(starting.dated),
    }
    found, _ = WordingList.objects.update_or_create(slug=starting.slug, defaults=facts)
    known = dict(found.entries.values_list("wrong", "pk"))
    wanted = {rule.wrong: rule for rule in starting.rules}
    WordingEntry.objects.bulk_create(
        WordingEntry(
            list=found,
            wrong=rule.wrong,
            right=rule.right,
            why=rule.why,
            source=rule.source,
            is_pattern=rule.pattern,
        )
        for wrong, rule in wanted.items()
        if wrong not in known
    )
    dropped = [key for wrong, key in known.items() if wrong not in wanted]
    own = found.entries.filter(pk__in=dropped, until=None).exclude(facts__has_key="by")
    ended = own.update(until=beijing_day(at))
    counts = {"added": len(wanted.keys() - known.keys()), "ended": ended}
    _tell("wording_loaded", found, None, at, **counts)
    return found


def why_not_keep_wording(words: WordingList, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change ``words``."""
    body = words.body or Body.objects.filter(parent=None).order_by("path")[0]
    if roles_in(by, body, on) & _KEEPERS:
        return []
    return [Reason("wording-not-keeper", facts={"body": body.name})]


def why_not_add_wording(
    words: WordingList,
    *,
    wrong: str,
    right: str,
    why: str,
    is_pattern: bool = False,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``by`` cannot add this entry to ``words``."""
    reasons = why_not_keep_wording(words, by=by, on=on)
    if not wrong.strip() or len(wrong) > LONGEST:
        reasons.append(Reason("wording-wrong-needed", field="wrong", facts={"most": LONGEST}))
    if not why.strip():
        reasons.append(Reason("wording-why-needed", field="why"))
    if wrong.strip() == right.strip() and wrong.strip():
        reasons.append(Reason("wording-same", field="right"))
    if words.entries.filter(wrong=wrong.strip(), until=None).exists():
        facts = {"wrong": wrong.strip()}
        reasons.append(Reason("wording-entered-already", field="wrong", facts=facts))
    if is_pattern and wrong.strip():
        try:
            checked_pattern(wrong.strip())
        except BadPattern as error:
            unfit = {"why": str(error)}
            reasons.append(Reason("wording-pattern-unfit", field="wrong", facts=unfit))
    return reasons


@action
def add_wording(
    words: WordingList,
    *,
    wrong: str,
    right: str,
    why: str,
    is_pattern: bool = False,
    by: Person,
    at: datetime,
) -> WordingEntry:
    """Add an entry to ``words``, in use from now on; everything open is looked at anew."""
    words = WordingList.objects.select_for_update().get(pk=words.pk)
    on = beijing_day(at)
    refuse_if(
        why_not_add_wording(
            words, wrong=wrong, right=right, why=why, is_pattern=is_pattern, by=by, on=on
        )
    )
    entry = WordingEntry.objects.create(
        list=words,
        wrong=wrong.strip(),
        right=right.strip(),
        why=why.strip(),
        source=words.source,
        is_pattern=is_pattern,
        since=on,
        facts={"by": by.pk},
    )
    _tell("wording_added", words, by, at, entry=entry.pk)
    return entry


@action
def end_wording(entry: WordingEntry, *, by: Person, at: datetime) -> None:
    """End an entry: it is looked for no more, and stays on record."""
    entry = WordingEntry.objects.select_for_update().select_related("list").get(pk=entry.pk)
    on = beijing_day(at)
    refuse_if(why_not_keep_wording(entry.list, by=by, on=on))
    if entry.until is not None:
        refuse_if([Reason("wording-ended", facts={"day": entry.until.isoformat()})])
    entry.until = on
    entry.save(update_fields=["until"])
    _tell("wording_ended", entry.list, by, at, entry=entry.pk)


@action
def make_list(
    slug: str, name: str, *, source: str, dated: date, body: Body, by: Person, at: datetime
) -> WordingList:
    """Make a list of ``body``; it holds for the bodies below it too."""
    refuse_if(why_not_keep_wording(WordingList(body=body), by=by, on=beijing_day(at)))
    if WordingList.objects.filter(slug=slug).exists():
        refuse_if([Reason("wording-list-exists", field="slug", facts={"slug": slug})])
    if not slug.strip() or not name.strip() or not source.strip():
        refuse_if([Reason("wording-list-unnamed", field="name")])
    words = WordingList.objects.create(
        slug=slug.strip(), name=name.strip(), source=source.strip(), dated=dated, body=body
    )
    _tell("wording_list_made", words, by, at)
    return words


def _tell(kind: str, words: WordingList, by: Person | None, at: datetime, **data: object) -> None:
    body = words.body.slug if words.body else ""
    append(f"gate.{kind}", subject=f"wording:{words.slug}", by=by, at=at, body=body, data=data)

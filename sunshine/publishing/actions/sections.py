"""Keeping sections without code: sets, sections, what each body promises, how it numbers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person, Post, Role
from sunshine.orgs.models.bodies import SLUG
from sunshine.publishing.duties import DISCLOSURE, root_body, why_not_duty, why_not_existing
from sunshine.publishing.models import BodyPractice, Box, Item, Section, SectionPromise, SectionSet
from sunshine.publishing.patterns import why_not_pattern
from sunshine.publishing.plausible import why_not_lines

LONGEST_PROMISE_DAYS = 1100
LONGEST_SLUG = 40
_LINES = {
    "name": _("名称"),
    "name_en": _("英文名称"),
    "about": _("说明"),
    "about_en": _("英文说明"),
}


class SectionFacts(TypedDict, total=False):
    """What a section says of itself."""

    name: str
    name_en: str
    about: str
    about_en: str
    box: str
    update_days: int | None


def why_not_keep_sections(by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change what all bodies share."""
    return why_not_duty(by, root_body(), on, [Role.ADMINISTRATOR])


def why_not_name_set(name: str, name_en: str, *, by: Person, on: date) -> list[Reason]:
    """Return why a set cannot bear these names."""
    reasons = why_not_keep_sections(by, on)
    names = {"name": name, "name_en": name_en}
    reasons += [
        Reason("section-needs-names", field=field) for field, text in names.items() if not text
    ]
    lines = {field: _LINES[field] for field in names}
    return reasons + why_not_lines(SectionSet, names, lines)


def why_not_add_set(slug: str, *, name: str, name_en: str, by: Person, on: date) -> list[Reason]:
    """Return why the set ``slug`` cannot be added."""
    reasons = why_not_name_set(name, name_en, by=by, on=on)
    if not _is_slug(slug):
        reasons.append(Reason("section-slug-unfit", field="slug"))
    elif SectionSet.objects.filter(slug=slug).exists():
        reasons.append(Reason("section-set-exists", field="slug", facts={"slug": slug}))
    return reasons


@action
def add_section_set(*, slug: str, name: str, name_en: str, by: Person, at: datetime) -> SectionSet:
    """Add an empty set of sections and return it."""
    on = beijing_day(at)
    refuse_if(why_not_add_set(slug, name=name, name_en=name_en, by=by, on=on))
    added = SectionSet.objects.create(slug=slug, name=name, name_en=name_en)
    _tell_set(added, by, at)
    return added


@action
def rename_section_set(
    section_set: SectionSet, *, name: str, name_en: str, by: Person, at: datetime
) -> None:
    """Give the set another name."""
    refuse_if(why_not_name_set(name, name_en, by=by, on=beijing_day(at)))
    section_set.name, section_set.name_en = name, name_en
    section_set.save()
    _tell_set(section_set, by, at)


def why_not_section(
    section_set: SectionSet, facts: SectionFacts, *, by: Person, on: date, slug: str | None = None
) -> list[Reason]:
    """Return why a section cannot stand in the set so; ``slug`` only for a new one."""
    reasons = why_not_keep_sections(by, on)
    if slug is not None and not _is_slug(slug):
        reasons.append(Reason("section-slug-unfit", field="slug"))
    elif slug is not None and section_set.sections.filter(slug=slug).exists():
        reasons.append(Reason("section-exists", field="slug", facts={"slug": slug}))
    for field in ("name", "name_en"):
        if not facts.get(field, "-"):
            reasons.append(Reason("section-needs-names", field=field))
    if facts.get("box", Box.STATUTORY) not in Box.values:
        reasons.append(Reason("box-unknown", field="box"))
    reasons += why_not_lines(Section, facts, _LINES)
    return reasons + _why_not_promised_days(facts.get("update_days"))


def _is_slug(slug: str) -> bool:
    return len(slug) <= LONGEST_SLUG and SLUG.regex.fullmatch(slug) is not None  # type: ignore[union-attr]


def _why_not_promised_days(days: int | None) -> list[Reason]:
    if days is None or 1 <= days <= LONGEST_PROMISE_DAYS:
        return []
    facts = {"longest": LONGEST_PROMISE_DAYS}
    return [Reason("promise-out-of-range", field="update_days", facts=facts)]


@action
def add_section(
    section_set: SectionSet, *, slug: str, by: Person, at: datetime, **facts: Unpack[SectionFacts]
) -> Section:
    """Add a section at the end of the set and return it; its slug stays."""
    refuse_if(why_not_section(section_set, facts, by=by, on=beijing_day(at), slug=slug))
    last = section_set.sections.aggregate(last=Max("rank"))["last"] or 0
    section = Section.objects.create(set=section_set, slug=slug, rank=last + 1, **facts)
    _tell_section(section, by, at, {"added": True})
    return section


@action
def change_section(
    section: Section, *, by: Person, at: datetime, **facts: Unpack[SectionFacts]
) -> None:
    """Change what the section says of itself; everything else stays."""
    refuse_if(why_not_section(section.set, facts, by=by, on=beijing_day(at)))
    before = {name: getattr(section, name) for name in facts}
    for name, value in facts.items():
        setattr(section, name, value)
    section.save()
    changed = {name: [before[name], value] for name, value in facts.items()}
    _tell_section(section, by, at, {"changed": changed})


def why_not_close_section(section: Section, *, by: Person, on: date) -> list[Reason]:
    """Return why nothing new should be kept out of the section from ``on``."""
    reasons = why_not_keep_sections(by, on)
    if section.closed is not None:
        reasons.append(Reason("section-closed", facts={"section": section.name}))
    return reasons


@action
def close_section(section: Section, *, by: Person, at: datetime) -> None:
    """Close the section: what stands in it stays readable, nothing new comes in."""
    refuse_if(why_not_close_section(section, by=by, on=beijing_day(at)))
    section.closed = beijing_day(at)
    section.save()
    _tell_section(section, by, at, {"closed": section.closed.isoformat()})


def why_not_reopen_section(section: Section, *, by: Person, on: date) -> list[Reason]:
    """Return why a closed section cannot take new items again."""
    reasons = why_not_keep_sections(by, on)
    if section.closed is None:
        reasons.append(Reason("section-open", facts={"section": section.name}))
    return reasons


@action
def reopen_section(section: Section, *, by: Person, at: datetime) -> None:
    """Let the section take new items again."""
    refuse_if(why_not_reopen_section(section, by=by, on=beijing_day(at)))
    section.closed = None
    section.save()
    _tell_section(section, by, at, {"closed": None})


def why_not_reorder(
    section_set: SectionSet, slugs: Sequence[str], *, by: Person, on: date
) -> list[Reason]:
    """Return why the sections cannot stand in the order of ``slugs``."""
    reasons = why_not_keep_sections(by, on)
    if sorted(slugs) != sorted(section_set.sections.values_list("slug", flat=True)):
        reasons.append(Reason("sections-not-all-ordered", field="order"))
    return reasons


@action
def reorder_sections(
    section_set: SectionSet, slugs: Sequence[str], *, by: Person, at: datetime
) -> None:
    """Put the sections of the set into the order of ``slugs``."""
    refuse_if(why_not_reorder(section_set, slugs, by=by, on=beijing_day(at)))
    for rank, slug in enumerate(slugs, start=1):
        section_set.sections.filter(slug=slug).update(rank=rank)
    _tell_set(section_set, by, at, {"order": list(slugs)})


def why_not_promise(
    body: Body, section: Section, post: Post, update_days: int | None, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``body`` cannot promise this for ``section``."""
    reasons = why_not_duty(by, body, on, [Role.ADMINISTRATOR, *DISCLOSURE])
    reasons += why_not_existing(body, on)
    if section.set.slug != body.section_set:
        reasons.append(Reason("section-of-another-set", field="section"))
    if post.body_id != body.pk or post.abolished is not None:
        reasons.append(Reason("post-unfit", field="post", facts={"body": body.name}))
    return reasons + _why_not_promised_days(update_days)


@action
def promise_section(
    body: Body,
    section: Section,
    *,
    post: Post,
    update_days: int | None = None,
    by: Person,
    at: datetime,
) -> SectionPromise:
    """Set which post of ``body`` answers for ``section`` and how often it brings something new.

    ``update_days``: calendar days; None: what the section itself promises.
    """
    refuse_if(why_not_promise(body, section, post, update_days, by=by, on=beijing_day(at)))
    promise, _made = SectionPromise.objects.update_or_create(
        body=body, section=section, defaults={"post": post, "update_days": update_days}
    )
    append(
        "publishing.section_promised",
        subject=f"section:{section.set.slug}/{section.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"section": section.slug, "post": post.slug, "update_days": update_days},
    )
    return promise


def why_not_practice(
    body: Body, index_pattern: str, restricted_pattern: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why the items of ``body`` cannot be numbered by these patterns."""
    reasons = why_not_duty(by, body, on, [Role.ADMINISTRATOR])
    has_org, has_credit = bool(body.org_code), bool(body.credit_code)
    for field, pattern in (
        ("index_pattern", index_pattern),
        ("restricted_pattern", restricted_pattern),
    ):
        reasons += why_not_pattern(pattern, field=field, has_org=has_org, has_credit=has_credit)
    if index_pattern == restricted_pattern:
        # One pattern for both would show outsiders a hole for each restricted item.
        reasons.append(Reason("patterns-alike", field="restricted_pattern"))
    return reasons


@action
def set_practice(
    body: Body,
    *,
    index_pattern: str,
    restricted_pattern: str,
    secrecy_by_first_reviewer: bool,
    by: Person,
    at: datetime,
) -> BodyPractice:
    """Set how ``body`` numbers its items, and whether its first reviewer may review secrecy."""
    on = beijing_day(at)
    refuse_if(why_not_practice(body, index_pattern, restricted_pattern, by=by, on=on))
    facts = {
        "index_pattern": index_pattern,
        "restricted_pattern": restricted_pattern,
        "secrecy_by_first_reviewer": secrecy_by_first_reviewer,
    }
    practice, _made = BodyPractice.objects.update_or_create(body=body, defaults=facts)
    append(
        "publishing.practice_set",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data=facts,
    )
    return practice


def why_not_assign_set(
    body: Body, section_set: SectionSet, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``body`` cannot change over to the set."""
    reasons = why_not_duty(by, body, on, [Role.ADMINISTRATOR])
    if not section_set.sections.filter(closed=None).exists():
        reasons.append(Reason("section-set-empty", field="section_set"))
    if Item.objects.filter(body=body).exclude(section__set=section_set).exists():
        reasons.append(Reason("section-set-in-use", field="section_set"))
    return reasons


@action
def assign_section_set(body: Body, section_set: SectionSet, *, by: Person, at: datetime) -> None:
    """Let ``body`` publish in the sections of the set."""
    refuse_if(why_not_assign_set(body, section_set, by=by, on=beijing_day(at)))
    body.section_set = section_set.slug
    body.save(update_fields=["section_set"])
    append(
        "publishing.section_set_assigned",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"set": section_set.slug},
    )


@action
def load_section_set(
    facts: dict[str, str], sections: Sequence[tuple[str, SectionFacts]], *, at: datetime
) -> SectionSet:
    """Add the set that Sunshine brings along, with those of its sections that are lacking.

    What an administrator has changed stays as it is. Acts for nobody: the installation.
    """
    section_set, _made = SectionSet.objects.get_or_create(slug=facts["slug"], defaults=facts)
    for rank, (slug, section) in enumerate(sections, start=1):
        defaults = {**section, "rank": rank}
        section_set.sections.get_or_create(slug=slug, defaults=defaults)
    _tell_set(section_set, None, at, {"loaded": [slug for slug, _facts in sections]})
    return section_set


def _tell_set(
    section_set: SectionSet, by: Person | None, at: datetime, data: dict[str, object] | None = None
) -> None:
    append(
        "publishing.section_set_saved",
        subject=f"section:{section_set.slug}",
        by=by,
        at=at,
        body="",
        data={"name": section_set.name, **(data or {})},
    )


def _tell_section(section: Section, by: Person, at: datetime, data: dict[str, object]) -> None:
    append(
        "publishing.section_saved",
        subject=f"section:{section.set.slug}/{section.slug}",
        by=by,
        at=at,
        body="",
        data={"section": section.slug, **data},
    )

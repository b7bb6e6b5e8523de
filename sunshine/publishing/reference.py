"""The section set that Sunshine brings along, put into the database once."""

import tomllib
from datetime import datetime
from pathlib import Path

from sunshine.kit.days import beijing_day
from sunshine.publishing.actions.sections import SectionFacts, load_section_set
from sunshine.publishing.models import Section, SectionSet
from sunshine.rulebook.periods import update_promise

DATA = Path(__file__).parent / "data" / "sections.toml"


def load_sections(*, at: datetime) -> SectionSet:
    """Return the set of thirteen, after adding what the database lacks of it.

    A second call changes nothing and leaves no trace; a section that an
    administrator has renamed or closed stays so.
    """
    with DATA.open("rb") as file:
        source = tomllib.load(file)
    slugs = {entry["slug"] for entry in source["section"]}
    known = Section.objects.filter(set__slug=source["slug"], slug__in=slugs)
    if known.count() == len(slugs):
        return SectionSet.objects.get(slug=source["slug"])
    on = beijing_day(at)
    sections = [
        (
            str(entry["slug"]),
            SectionFacts(
                name=entry["name"],
                name_en=entry["name_en"],
                about=entry["about"],
                about_en=entry["about_en"],
                box=entry["box"],
                update_days=update_promise(entry["slug"], on).length,
            ),
        )
        for entry in source["section"]
    ]
    facts = {name: str(source[name]) for name in ("slug", "name", "name_en")}
    return load_section_set(facts, sections, at=at)

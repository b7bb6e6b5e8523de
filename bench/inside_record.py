"""What the figures ask for inside a house (``house.call``). Not a figure itself."""

import time
import urllib.error
import urllib.request
from dataclasses import fields
from statistics import median

from django.conf import settings
from django.utils.timezone import now

from sunshine.audit.models import Cursor, Event
from sunshine.jobs.readers import head
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, NamedGroup, Person
from sunshine.public.addresses import LANGUAGES, VARIANTS
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.pending import State, fingerprint, write_state
from sunshine.public.baking.reader import NAME, bake_events
from sunshine.public.baking.readings import ever_public
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import Edition
from tests.build import release
from tests.build.record import public_item, section
from tests.cast import Cast, cast_people

BODY = "ln-shenyang-heping"
PARAGRAPH = "<p>为进一步优化税收营商环境，方便纳税人缴费人办理涉税事项，现将有关事项公告如下。</p>"


def one_page(kilobytes: int) -> str:
    """Make one item whose page has about so many kilobytes, bake everything; return its code."""
    cast = cast_people()
    section()
    content = PARAGRAPH
    for _ in range(3):
        item = public_item(cast.heping, by=cast.li, content=content)
        with baker_at(settings.RECORD_DIR) as baker:
            baker.bake(every_key(), on=release.AT.date())
        page = settings.RECORD_DIR / f"zh/plain/i/{item.code}/index.html"
        lacking = kilobytes * 1024 - page.stat().st_size
        content += PARAGRAPH * max(0, lacking // len(PARAGRAPH.encode()))
    _mark_made()
    return item.code


def bake_around() -> int:
    """Bake all that a publication of one body touches; lay down a stub for every other item.

    So the record has as many addresses as the database has items, without hours of
    baking; returns how many.
    """
    root = settings.RECORD_DIR
    count = 0
    for code in ever_public().values_list("code", flat=True).iterator():
        for tree in (f"{language}/{variant}" for language in LANGUAGES for variant in VARIANTS):
            folder = root / tree / "i" / code
            folder.mkdir(parents=True)
            (folder / "index.html").write_bytes(b"<!doctype html>")
        count += 1
    bake_lists()
    return count


def bake_lists() -> None:
    """Bake all that a publication of one body touches, and note that the record is made."""
    keys = (key for key in every_key() if key.kind not in {"item", "edition", "comparison"})
    mine = {key for key in keys if not key.subject or key.subject.split("/")[0] == BODY}
    with baker_at(settings.RECORD_DIR) as baker:
        baker.bake(mine, on=release.AT.date())
    _mark_made()


def _mark_made() -> None:
    """Note that the record is made, for this program and today, so that nothing is owed."""
    Cursor.objects.update_or_create(reader=NAME, defaults={"last": head()})
    write_state(settings.RECORD_DIR, State(fingerprint(), beijing_day(now()).isoformat()))


def the_cast() -> Cast:
    """Return the cast of a house that has it already."""
    people = {person.username: person for person in Person.objects.all()}
    bodies = {body.slug: body for body in Body.objects.all()}
    staff = {field.name: people[field.name] for field in fields(Cast) if field.name in people}
    return Cast(
        ln=bodies["ln"],
        shenyang=bodies["ln-shenyang"],
        heping=bodies[BODY],
        dalian=bodies["ln-dalian"],
        group=NamedGroup.objects.get(),
        **staff,
    )


def approved(cast: Cast, count: int) -> list[Edition]:
    """Return ``count`` editions that wait for their publication."""
    drafts = (release.draft(cast, title=f"度量用第{number}号公告") for number in range(count))
    return [release.approved(cast, edition) for edition in drafts]


def seconds_until_visible(count: int, port: int) -> list[float]:
    """Publish approved editions one by one; return how long each took to be everywhere.

    Everywhere: its page, its list, its feed, its year of the export, over HTTP.
    """
    cast = the_cast()
    taken = []
    for edition in approved(cast, count):
        code = edition.item.code
        places = [f"/i/{code}/", f"/b/{BODY}/policies/", f"/b/{BODY}/feed.atom"]
        places.append(f"/b/{BODY}/catalogue/2026.json")
        began = time.perf_counter()
        publish(edition, by=cast.wu, at=release.AT)
        for place in places:
            while code not in text_at(port, place):
                time.sleep(0.005)
        taken.append(time.perf_counter() - began)
    return taken


def text_at(port: int, path: str) -> str:
    """Return what the site answers there, nothing where there is nothing."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError:
        return ""


def seconds_to_publish(count: int) -> float:
    """Return the middle of what an act of publication and the baking of it take together."""
    cast = the_cast()
    taken = []
    for edition in approved(cast, count):
        last = Event.objects.latest("id").pk
        began = time.perf_counter()
        publish(edition, by=cast.wu, at=release.AT)
        bake_events(list(Event.objects.filter(pk__gt=last)), at=release.AT)
        taken.append(time.perf_counter() - began)
    return median(taken)

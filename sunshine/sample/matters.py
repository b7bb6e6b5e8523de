"""What the sample's bodies say of their matters: guides, drafts, promises, closed cases, boards."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

from sunshine.kit.days import BEIJING
from sunshine.matters.actions.boards import choose_boards, make_handbook
from sunshine.matters.actions.cases import import_cases
from sunshine.matters.actions.guides import begin_matter
from sunshine.matters.actions.promises import make_promise
from sunshine.matters.case_lists import COLUMNS, read_list
from sunshine.matters.elements import Guide, as_data, read
from sunshine.matters.models import Matter, Promise
from sunshine.matters.promising import PromiseFacts
from sunshine.orgs.models import Hall
from sunshine.publishing.actions import editing
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import Item
from sunshine.rulebook.models import Rule
from sunshine.sample.authority import drawn
from sunshine.sample.reading import toml
from sunshine.sample.records import Recorder
from sunshine.sample.texts import markup
from sunshine.workdays.loader import official_calendar

BODY, SECTION = "ln", "services"
FIRST = date(2024, 3, 4)
AGENT = {
    "key": "agent",
    "text": "谁来办理？",
    "why": "委托他人办理的，另要委托书。",
    "answers": [{"value": "no", "label": "本人办理"}, {"value": "yes", "label": "委托他人办理"}],
}
# What stands in the last column of a material: which answer asks for it.
_ASKED = {
    "agent": ("agent", "yes"),
    "first": ("first", "yes"),
    "again": ("first", "no"),
    "raise": ("raise", "yes"),
}
_TO_PLACE = {"first": ("第一次领", "再次领"), "raise": ("提高限额", "首次申请")}


def load_matters(recorder: Recorder) -> None:
    """Publish the guides, leave the drafts, make the promises and bring in closed cases."""
    rows = toml("matters")["guide"]
    # Begun all before any goes out: one guide names what another matter produces.
    for row, matter in [(row, _begin(recorder, row)) for row in rows]:
        _publish(recorder, row, matter)
    _drafts(recorder)
    for body in toml("promises")["body"]:
        _promises(recorder, body)
    _boards(recorder)


def guide_from(row: Mapping[str, Any]) -> Guide:
    """Return the guide that a table of ``data/matters.toml`` describes."""
    data = {**toml("matters")["common"], **row}
    form = dict([row["form"]]) if "form" in row else {}
    data["questions"] = list(_questions(row))
    data["materials"] = [_material(one, form) for one in row.get("materials", [])]
    data["steps"] = [
        dict(zip(("name", "who", "text", "takes"), one, strict=True))
        for one in row.get("steps", [])
    ]
    data["faqs"] = [{"question": asked, "answer": told} for asked, told in row.get("faqs", [])]
    data["basis"] = [*_rule(row), *(_basis(text) for text in row.get("basis", []))]
    for name in ("legal", "promised"):
        data[name] = _period(row[name]) if name in row else {}
    return read(data)


def _questions(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if row.get("ask_agent"):
        yield AGENT
    for key, (yes, no) in _TO_PLACE.items():
        if asked := row.get(f"ask_{key}"):
            answers = [{"value": "yes", "label": yes}, {"value": "no", "label": no}]
            yield {"key": key, "text": asked, "answers": answers}


def _material(one: list[Any], forms: Mapping[str, Any]) -> dict[str, Any]:
    name, issuer, originals, copies, carrier, when = one
    made = {
        "name": name,
        "issuer": issuer,
        "originals": originals,
        "copies": copies,
        "carrier": carrier,
        "required": when == "是" or when.startswith("made:"),
        "form": [{"label": label, "example": example} for label, example in forms.get(name, [])],
    }
    if when.startswith("made:"):
        made["made_by"] = when.removeprefix("made:")
    elif when in _ASKED:
        question, value = _ASKED[when]
        made["needs"] = [{"question": question, "values": [value]}]
    elif when != "是":
        made["when"] = when
    return made


def _rule(row: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    if title := row.get("rule"):
        rule = Rule.objects.filter(title=title).first()
        yield {"text": title, "rule": rule.code if rule else ""}


def _basis(text: str) -> dict[str, str]:
    name, _, clause = text.partition("|")
    return {"text": name, "clause": clause}


def _period(given: Any) -> dict[str, Any]:
    if given == "at_once":
        return {"number": 0, "unit": "at_once"}
    return dict(zip(("number", "unit", "note"), [*given, ""], strict=False))


def _begin(recorder: Recorder, row: Mapping[str, Any]) -> Matter:
    guide, old = guide_from(row), row.get("edition_2008")
    first = guide_from({**row, **old["changes"], **old}) if old else guide
    return begin_matter(
        recorder.authority.bodies[BODY],
        recorder.sections["approvals" if guide.type == "01" else SECTION],
        key=row["key"],
        guide=first,
        made_on=old["made_on"] if old else FIRST,
        by=recorder.person(BODY, "editor"),
        at=_at(FIRST),
    )


def _publish(recorder: Recorder, row: Mapping[str, Any], matter: Matter) -> None:
    recorder.release(matter.item, _at(FIRST + timedelta(days=drawn(row["key"], most=20)), hour=10))
    if old := row.get("edition_2008"):
        _renew(recorder, matter.item, guide_from(row), old["note"])


def _renew(recorder: Recorder, item: Item, guide: Guide, note: str) -> None:
    day = date(2025, 6, 3)
    editor = recorder.person(BODY, "editor")
    item.refresh_from_db()
    edition = editing.begin_edition(item, kind="major", by=editor, at=_at(day))
    changes = DraftFields(elements=as_data(guide), made_on=day, change_note=note)
    editing.save_draft(edition, revision=1, changes=changes, by=editor, at=_at(day))
    recorder.release(item, _at(day, hour=10))


def _drafts(recorder: Recorder) -> None:
    given = toml("matter_drafts")
    body, day = given["body"], recorder.today - timedelta(days=3)
    for key, name, what, event in given["drafts"]:
        begin_matter(
            recorder.authority.bodies[body],
            recorder.sections[SECTION],
            key=key,
            guide=Guide(name=name, what=what, events=(event,)),
            by=recorder.person(body, "editor"),
            at=_at(day),
        )


def _promises(recorder: Recorder, row: Mapping[str, Any]) -> None:
    slug, day = row["slug"], date(recorder.today.year, 1, 12)
    body = recorder.authority.bodies[slug]
    words = [one[1] for one in row["promises"]]
    item = editing.begin_item(
        body,
        recorder.sections[SECTION],
        by=recorder.person(slug, "editor"),
        at=_at(day),
        title=row["title"],
        summary=row["summary"],
        content=markup("\n".join(words)),
        keywords=["服务承诺"],
        validity="valid",
        made_on=day,
    )
    recorder.release(item, _at(day, hour=10))
    item.refresh_from_db()
    begins = day.replace(month=2, day=1)
    made = [_promise(recorder, item, one, row["proclaimed"], begins) for one in row["promises"]]
    lines = list(read_list(_list_of(made, recorder.today), is_csv=True, on=recorder.today))
    officer = recorder.person(slug, "disclosure")
    import_cases(body, lines, source="办结件.csv", by=officer, at=_at(recorder.today, hour=8))


def _promise(
    recorder: Recorder, item: Item, row: list[Any], proclaimed: list[str], begins: date
) -> Promise:
    aspect, words, measure, bound, *limit = row
    key = bound.removeprefix("matter:") if bound.startswith("matter:") else ""
    facts = PromiseFacts(
        words=words,
        aspect=aspect,
        measure=measure,
        responsible_post=recorder.authority.posts[item.body.slug, "disclosure"],
        starts=begins,
        proclaimed_on=begins - timedelta(days=6),
        proclaimed_at=proclaimed[0],
        proclaimed_by=proclaimed[1],
        matter=Matter.objects.get(body__slug=BODY, key=key) if key else None,
        conduct="" if key else bound,
    )
    if limit:
        facts = replace(facts, limit=limit[0], unit=limit[1])
    officer = recorder.person(item.body.slug, "disclosure")
    return make_promise(item.body, item, facts, by=officer, at=_at(begins - timedelta(days=5)))


def _list_of(promises: list[Promise], today: date) -> bytes:
    """Return a list of closed cases as another system would hand it over."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for promise in promises:
        writer.writerows(_cases(promise, today))
    return stream.getvalue().encode("utf-8-sig")


def _cases(promise: Promise, today: date) -> Iterator[list[object]]:
    source = {"period": "matter", "complaints": "complaint", "inspections": "inspection"}
    kind = source.get(promise.measure, promise.measure)
    is_incident = kind in {"complaint", "inspection"}
    calendar = official_calendar()
    day, number = promise.starts, 0
    while (day := calendar.add_workdays(day, 21 if is_incident else 2)) < today:
        number += 1
        luck = drawn(promise.body.slug, promise.number, number, most=100)
        took = _took(promise, luck)
        closed = calendar.add_workdays(day, took if promise.unit != "minutes" else 0)
        if closed > today:
            break
        key = promise.matter.key if promise.matter else ""
        minutes = 4 + luck // 5 + (9 if luck > 95 else 0) if kind == "waiting" else ""
        founded = ("yes" if luck > 92 else "no") if is_incident else ""
        name = f"{promise.number:02d}-{number:04d}"
        yield [name, kind, key, promise.conduct, day, closed, minutes, founded]


def _took(promise: Promise, luck: int) -> int:
    """Return after how many workdays a case is closed: most in time, a few late."""
    limit = promise.limit or 3
    if promise.unit == "days":
        limit = limit * 5 // 7
    return limit + 1 + luck % 3 if luck > 95 else max(1, limit * luck // 100)


def _boards(recorder: Recorder) -> None:
    day = recorder.today - timedelta(days=30)
    for slug, chosen in (("ln-shenyang-tiexi", "tiexi"), ("ln-anshan-tiexi", "national")):
        hall = Hall.objects.get(slug=f"{slug}-hall")
        choose_boards(hall, chosen=chosen, by=recorder.person(slug, "editor"), at=_at(day))
    hall = Hall.objects.get(slug="ln-shenyang-tiexi-hall")
    editor = recorder.person("ln-shenyang-tiexi", "editor")
    make_handbook(hall, copies=300, by=editor, at=_at(day, hour=11))


def _at(day: date, *, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 20, tzinfo=BEIJING).astimezone(UTC)

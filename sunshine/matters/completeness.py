"""What a guide still lacks before it may go out, everything at once (row E2).

Law: 行政许可法 art. 30 (what must be shown), 国务院令第716号 (guides), GB/T 39046—2020.
A repealed basis is no hindrance: it is shown with its state, and flagged to the officer.
"""

from collections.abc import Iterator
from datetime import date

from sunshine.kit.errors import Reason
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.elements import Guide, Material, read
from sunshine.matters.labels import LABELS, MATERIAL_LABELS
from sunshine.matters.models import Matter
from sunshine.orgs.models import Body, Hall
from sunshine.publishing.models import Edition
from sunshine.publishing.visibility import PUBLIC, readable
from sunshine.rulebook.models import Rule

LICENCE_LAW = "行政许可法 第三十条"
GUIDE_LAW = "国务院关于在线政务服务的若干规定（国务院令第716号）"
FIELDS_LAW = "政务服务平台基础数据规范（GB/T 39046—2020）"

# Every element that must say something, and the law that asks for it.
_NEEDED = {
    **dict.fromkeys(("name", "basis", "conditions", "quantity", "steps"), LICENCE_LAW),
    **dict.fromkeys(("ask", "supervise", "places", "case_type", "type", "level"), FIELDS_LAW),
    **dict.fromkeys(("subject_kind", "objects", "ways", "result", "scope"), FIELDS_LAW),
    **dict.fromkeys(("what", "remedies", "words"), GUIDE_LAW),
}
_ANSWERED = ("charged", "online", "appointment", "postage", "pay_online", "visits")
_HANDING_IN = ("提交", "提供", "出具", "携带", "递交", "交验", "附送")
_MATERIAL = ("name", "issuer", "originals", "copies", "carrier", "required")


def lacking(edition: Edition, on: date) -> list[Reason]:
    """Return all that the guide in ``edition`` lacks on ``on``; up to five queries."""
    guide, body = read(edition.elements), edition.item.body
    return [
        *lacking_elements(guide),
        *_lacking_basis(guide),
        *_lacking_halls(guide, body, on),
        *_lacking_makers(guide, body),
    ]


def lacking_elements(guide: Guide) -> list[Reason]:
    """Return what the guide lacks by itself; no query."""
    reasons = [_lacks(name, law) for name, law in _NEEDED.items() if _is_blank(guide, name)]
    reasons += [_lacks(name, FIELDS_LAW) for name in _ANSWERED if getattr(guide, name) is None]
    if not guide.who and not guide.events:
        reasons.append(_lacks("who", GUIDE_LAW))
    if not guide.materials and not guide.no_materials:
        reasons.append(_lacks("materials", LICENCE_LAW))
    if guide.charged:
        reasons += [
            _lacks(name, LICENCE_LAW) for name in ("fee", "fee_basis") if _is_blank(guide, name)
        ]
    if guide.online and not guide.online_address:
        reasons.append(_lacks("online_address", FIELDS_LAW))
    return [
        *reasons,
        *_lacking_periods(guide),
        *_lacking_questions(guide),
        *_lacking_materials(guide),
    ]


def _is_blank(guide: Guide, name: str) -> bool:
    value = getattr(guide, name)
    if name in {"ask", "supervise"}:
        return not (value.name and value.telephone)
    return not value


def _lacks(name: str, law: str) -> Reason:
    return Reason("guide-element-lacking", law, field=name, facts={"element": LABELS[name]})


def _lacking_periods(guide: Guide) -> Iterator[Reason]:
    for name in ("legal", "promised"):
        period = getattr(guide, name)
        if not period.unit or (period.number is None and period.unit != "at_once"):
            yield _lacks(name, LICENCE_LAW)
    legal, promised = guide.legal, guide.promised
    if legal.number is not None and promised.number is not None and legal.unit == promised.unit:
        if promised.number > legal.number:
            yield Reason("guide-promise-longer", field="promised")
    elif legal.unit == "at_once" and promised.unit not in {"", "at_once"}:
        yield Reason("guide-promise-longer", field="promised")


def _lacking_questions(guide: Guide) -> Iterator[Reason]:
    for row, question in enumerate(guide.questions, 1):
        if not question.key or not question.text or len(question.answers) < 2:
            yield Reason("guide-question-lacking", field="questions", facts={"row": row})


def _lacking_materials(guide: Guide) -> Iterator[Reason]:
    answers = {one.key: {answer.value for answer in one.answers} for one in guide.questions}
    for material in guide.materials:
        if lacks := [str(MATERIAL_LABELS[name]) for name in _unsaid(material)]:
            facts = {"name": material.name or "?", "lacks": "、".join(lacks)}
            yield Reason("guide-material-lacking", LICENCE_LAW, field="materials", facts=facts)
        for need in material.needs:
            if not set(need.values) <= answers.get(need.question, set()) or not need.values:
                facts = {"name": material.name, "question": need.question}
                yield Reason("guide-need-unknown", field="materials", facts=facts)
        if material.name and any(_asks_for(text, material.name) for text in guide.conditions):
            # GB/T 36114: names of materials must not sit in the conditions.
            facts = {"name": material.name}
            yield Reason("guide-material-in-condition", field="conditions", facts=facts)


def _asks_for(condition: str, name: str) -> bool:
    return name in condition and any(verb in condition for verb in _HANDING_IN)


def _unsaid(material: Material) -> list[str]:
    unsaid = [name for name in _MATERIAL if getattr(material, name) in (None, "")]
    if material.required is False and not material.when and not material.needs:
        unsaid.append("when")
    if material.originals == 0 and material.copies == 0 and material.carrier != "electronic":
        unsaid.append("number")
    return unsaid


def _lacking_basis(guide: Guide) -> Iterator[Reason]:
    codes = {one.rule for one in guide.basis if one.rule}
    rules = set(Rule.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else ()
    wanted = {one.item for one in guide.basis if one.item}
    items = readable(PUBLIC).filter(code__in=wanted) if wanted else None
    there = set(items.values_list("code", flat=True)) if items is not None else set()
    for row, one in enumerate(guide.basis, 1):
        if one.rule and one.rule not in rules:
            facts = {"row": row, "code": one.rule}
            yield Reason("guide-basis-rule-unknown", field="basis", facts=facts)
        if one.item and one.item not in there:
            facts = {"row": row, "code": one.item}
            yield Reason("guide-basis-item-unknown", field="basis", facts=facts)


def _lacking_halls(guide: Guide, body: Body, on: date) -> Iterator[Reason]:
    # A guide for every hall below names none: "全省各办税服务厅".
    slugs = [place.hall for place in guide.places if place.hall]
    below = Hall.objects.filter(slug__in=slugs, body__path__startswith=body.path)
    halls = {hall.slug: hall for hall in below} if slugs else {}
    for slug in slugs:
        hall = halls.get(slug)
        if hall is None:
            yield Reason("guide-hall-unknown", field="places", facts={"hall": slug})
        elif hall.closed is not None and hall.closed <= on:
            facts = {"hall": hall.name, "day": hall.closed.isoformat()}
            yield Reason("guide-hall-closed", field="places", facts=facts)


def _lacking_makers(guide: Guide, body: Body) -> Iterator[Reason]:
    keys = {one.made_by: one.name for one in guide.materials if one.made_by}
    if not keys:
        return
    known = Matter.objects.reaching(body).filter(key__in=keys).values_list("key", flat=True)
    for key in sorted(set(keys) - set(known)):
        facts = {"name": keys[key], "key": key}
        yield Reason("guide-material-made-by-unknown", field="materials", facts=facts)

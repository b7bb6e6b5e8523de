"""A guide as text: the HTML that an edition keeps, that reviewers read and that search finds.

Every element is in it. Chinese as the guide itself, whatever language the page speaks. Pure.
"""

from collections.abc import Iterable, Iterator
from html import escape

from django.utils import translation

from sunshine.matters.codes import categories, code_set
from sunshine.matters.elements import Guide, Material, Period, Place
from sunshine.matters.labels import LABELS, MATERIAL_LABELS
from sunshine.publishing.forms import Written

LONGEST_SUMMARY = 100


def written(guide: Guide) -> Written:
    """Return the title, the summary and the text of ``guide``, all in Chinese."""
    with translation.override("zh-hans"):
        title = f"{guide.name}办事指南" if guide.name else ""
        return Written(title, guide.what, "".join(_parts(guide)), tuple(guide.words[:12]))


def period_text(period: Period) -> str:
    """Return a period in words, such as 20个工作日; empty if it was not said."""
    if not period.unit:
        return ""
    unit = str(code_set("unit").get(period.unit, period.unit))
    if period.unit == "at_once":
        return f"{unit}{_in_brackets(period.note)}"
    if period.number is None:
        return ""
    gap = " " if translation.get_language() == "en" else ""
    return f"{period.number}{gap}{unit}{_in_brackets(period.note)}"


def yes_no(value: bool | None) -> str:
    """Return 是 or 否 in the language that is active; empty if it was not said."""
    if value is None:
        return ""
    words = {True: ("是", "Yes"), False: ("否", "No")}[value]
    return words[1] if translation.get_language() == "en" else words[0]


def _in_brackets(note: str) -> str:
    return f"（{note}）" if note else ""


def _parts(guide: Guide) -> Iterator[str]:
    yield from _section("what", [guide.what])
    yield from _section("words", ["、".join(guide.words)])
    yield from _section("who", _categories(guide))
    yield from _table(_codes(guide))
    yield from _list("basis", (f"{one.text}{one.clause}" for one in guide.basis))
    yield from _list("conditions", guide.conditions)
    yield from _section("quantity", [guide.quantity])
    yield from _list("questions", _questions(guide))
    yield from _materials(guide)
    yield from _list("steps", _steps(guide))
    yield from _table(_facts(guide))
    yield from _list("places", (_place(one) for one in guide.places))
    yield from _list("remedies", guide.remedies)
    yield from _list("faqs", (f"{one.question} {one.answer}" for one in guide.faqs))


def _categories(guide: Guide) -> list[str]:
    who, events = categories("who"), categories("events")
    known = [str(who[one]) for one in guide.who if one in who]
    known += [str(events[one]) for one in guide.events if one in events]
    return ["、".join(known)] if known else []


def _codes(guide: Guide) -> list[tuple[str, str]]:
    def word(name: str, code: str) -> str:
        known = code_set(name).get(code)
        return f"{known}（{code}）" if known else ""

    rows = [(name, word(name, getattr(guide, name))) for name in _ONE]
    rows += [(name, "、".join(word(name, one) for one in getattr(guide, name))) for name in _MANY]
    return [("base_code", guide.base_code), ("implementing_code", guide.implementing_code), *rows]


_ONE = ("type", "level", "subject_kind", "case_type")
_MANY = ("objects", "ways", "special")


def _facts(guide: Guide) -> list[tuple[str, str]]:
    return [
        ("legal", period_text(guide.legal)),
        ("promised", period_text(guide.promised)),
        ("charged", yes_no(guide.charged)),
        ("fee", guide.fee),
        ("fee_basis", guide.fee_basis),
        ("result", guide.result),
        ("scope", guide.scope),
        ("online", yes_no(guide.online)),
        ("online_address", guide.online_address),
        ("appointment", yes_no(guide.appointment)),
        ("postage", yes_no(guide.postage)),
        ("pay_online", yes_no(guide.pay_online)),
        ("visits", "" if guide.visits is None else f"{guide.visits}次"),
        ("special_note", guide.special_note),
        ("ask", f"{guide.ask.name} {guide.ask.telephone}".strip()),
        ("supervise", f"{guide.supervise.name} {guide.supervise.telephone}".strip()),
    ]


def _questions(guide: Guide) -> Iterator[str]:
    for one in guide.questions:
        answers = "／".join(f"{answer.label}（{answer.value}）" for answer in one.answers)
        yield f"{one.text}（{one.key}）{one.why} {answers}"


def _steps(guide: Guide) -> Iterator[str]:
    for step in guide.steps:
        facts = "，".join(filter(None, (step.who, step.takes)))
        yield f"{step.name}{_in_brackets(facts)}{'：' if step.text else ''}{step.text}"


def _place(one: Place) -> str:
    return " ".join(filter(None, (one.name or one.hall, one.windows, one.hours)))


def _materials(guide: Guide) -> Iterator[str]:
    if guide.no_materials and not guide.materials:
        yield from _section("materials", ["无须提交材料。"])
    if not guide.materials:
        return
    heads = [str(MATERIAL_LABELS[name]) for name in _MATERIAL]
    cells = "".join(f"<th scope='col'>{escape(head)}</th>" for head in heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _material(one))}</tr>"
        for one in guide.materials
    )
    yield f"<h2>{escape(str(LABELS['materials']))}</h2>"
    yield f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"
    for one in guide.materials:
        if one.form:
            lines = "".join(
                f"<tr><th scope='row'>{escape(line.label)}</th><td>{escape(line.example)}</td></tr>"
                for line in one.form
            )
            yield f"<h3>{escape(one.name)}（填写范例）</h3><table><tbody>{lines}</tbody></table>"


_MATERIAL = ("name", "issuer", "originals", "copies", "carrier", "required", "when")


def _material(one: Material) -> list[str]:
    needs = "；".join(f"{need.question}＝{'、'.join(need.values)}" for need in one.needs)
    made = f"由“{one.made_by}”产生，无须提交" if one.made_by else ""
    blank = f"空白表：{one.blank_file}" if one.blank_file else ""
    return [
        one.name,
        one.issuer,
        "" if one.originals is None else str(one.originals),
        "" if one.copies is None else str(one.copies),
        str(code_set("carrier").get(one.carrier, "")),
        yes_no(one.required),
        "；".join(filter(None, (one.when, needs, made, blank))),
    ]


def _section(name: str, texts: Iterable[str]) -> Iterator[str]:
    said = [f"<p>{escape(text)}</p>" for text in texts if text]
    if said:
        yield f"<h2>{escape(str(LABELS[name]))}</h2>{''.join(said)}"


def _list(name: str, texts: Iterable[str]) -> Iterator[str]:
    said = [f"<li>{escape(text)}</li>" for text in texts if text]
    if said:
        yield f"<h2>{escape(str(LABELS[name]))}</h2><ol>{''.join(said)}</ol>"


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    said = "".join(
        f"<tr><th scope='row'>{escape(str(LABELS[name]))}</th><td>{escape(text)}</td></tr>"
        for name, text in rows
        if text
    )
    if said:
        yield f"<table><tbody>{said}</tbody></table>"

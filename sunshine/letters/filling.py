"""Facts into a template: every gap is named, nothing is left standing in braces."""

from collections.abc import Mapping
from datetime import date

from sunshine.kit.errors import Reason, refuse_if
from sunshine.kit.papers.paper import Table
from sunshine.letters.kinds import FIELD, GIVEN, Kind, fields, needed_by

Fact = str | int | date
LONGEST_TEXT = 20_000


def why_not_text(kind: Kind, text: str) -> list[Reason]:
    """Return why ``text`` cannot be a template of ``kind``: unknown fields, no remedy."""
    reasons = []
    if not text.strip():
        reasons.append(Reason("template-text-needed", field="text"))
    if len(text) > LONGEST_TEXT:
        reasons.append(Reason("template-too-long", field="text", facts={"longest": LONGEST_TEXT}))
    must, may = needed_by(text)
    own = set().union(*needed_by(kind.text))
    unknown = sorted((must | may) - own - GIVEN)
    reasons += [
        Reason("template-field-unknown", field="text", facts={"name": name}) for name in unknown
    ]
    if "{" in FIELD.sub("", text) or "}" in FIELD.sub("", text):
        reasons.append(Reason("template-brace-open", field="text"))
    if kind.has_remedy and "{remedy}" not in text:
        reasons.append(Reason("template-without-remedy", law=kind.law, field="text"))
    return reasons


def why_not_facts(text: str, facts: Mapping[str, Fact]) -> list[Reason]:
    """Return which facts are missing for ``text`` and which no letter knows."""
    must, _may = needed_by(text)
    missing = sorted(name for name in must if not str(facts.get(name, "")).strip())
    unknown = sorted(set(facts) - set(fields()))
    return [
        Reason("letter-fact-missing", field=name, facts={"label": fields()[name].label})
        for name in missing
    ] + [Reason("letter-fact-unknown", facts={"name": name}) for name in unknown]


def filled(text: str, facts: Mapping[str, Fact], *, remedy: str) -> tuple[str | Table, ...]:
    """Return the paragraphs of ``text`` with its facts; raise Refused for every gap at once.

    A paragraph with an optional field that is not given falls away. Lines like
    ``| head | value |`` become one table.
    """
    refuse_if(why_not_facts(text, facts))
    blocks: list[str | Table] = []
    rows: list[tuple[str, ...]] = []
    for line in text.strip().splitlines():
        row = line.strip().startswith("|")
        said = _said(line.strip(), facts, remedy, keep=row)
        if row:
            cells = said.strip("|").split("|")
            rows.append(tuple(cell.strip() for cell in cells))
            continue
        _close(rows, blocks)
        blocks += [part for part in said.splitlines() if part.strip()]
    _close(rows, blocks)
    return tuple(blocks)


def _close(rows: list[tuple[str, ...]], blocks: list[str | Table]) -> None:
    if rows:
        blocks.append(Table(rows=tuple(rows)))
        rows.clear()


def _said(line: str, facts: Mapping[str, Fact], remedy: str, *, keep: bool) -> str:
    values = {"remedy": remedy} | {name: written(fact) for name, fact in facts.items()}
    if keep:
        # A bar in a value would look like another cell.
        values = {name: value.replace("|", "｜") for name, value in values.items()}
    optional = [name for name, may in FIELD.findall(line) if may]
    if not keep and any(not values.get(name, "").strip() for name in optional):
        return ""
    return FIELD.sub(lambda match: values.get(match[1], ""), line)


def written(fact: Fact) -> str:
    """Return a fact as a letter writes it; a day as 2026年3月5日."""
    if isinstance(fact, date):
        return f"{fact.year}年{fact.month}月{fact.day}日"
    return str(fact).strip()

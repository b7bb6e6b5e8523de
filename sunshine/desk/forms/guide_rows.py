"""From the elements of a guide to its forms and back. Pure but for the forms themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from sunshine.desk.forms.matters import ROWS, SPARE_ROWS, GuideForm

_YES_NO = {"yes": True, "no": False}
_SAID = ("charged", "online", "appointment", "postage", "pay_online")
_LINES = ("conditions", "remedies")
_LISTS = ("who", "events", "special", "objects", "ways")
_PAIRED = {
    "legal": ("number", "unit", "note"),
    "promised": ("number", "unit", "note"),
    "ask": ("name", "telephone"),
    "supervise": ("name", "telephone"),
}
_OF_EDITION = ("made_on", "in_force_on", "change_note")


def initial_of(elements: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``GuideForm`` shows of the elements."""
    shown = {name: elements.get(name) for name in GuideForm.base_fields if name in elements}
    shown["words"] = "、".join(elements.get("words", []))
    for name in _LINES:
        shown[name] = "\n".join(elements.get(name, []))
    for name in _SAID:
        shown[name] = _shown(elements.get(name))
    for name, parts in _PAIRED.items():
        for part in parts:
            shown[f"{name}_{part}"] = elements.get(name, {}).get(part)
    return shown


def rows_of(elements: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return what the row forms of one element show."""
    return [_row_shown(row) for row in elements.get(name, [])]


def formset(
    name: str, data: Any, elements: Mapping[str, Any], *, more: int, halls: list[tuple[str, str]]
) -> "BaseFormSet[forms.Form]":
    """Return the forms for the rows of one element, with some spare ones at the end."""
    made = formset_factory(ROWS[name], extra=SPARE_ROWS + more)
    kwargs = {"halls": halls} if name == "places" else {}
    return made(data, prefix=name, initial=rows_of(elements, name), form_kwargs=kwargs)


def elements_from(
    form: GuideForm, rows: "Mapping[str, BaseFormSet[forms.Form]]", halls: Mapping[str, str]
) -> dict[str, Any]:
    """Return the elements that valid forms say; ``halls``: names by slug."""
    given = form.cleaned_data
    made: dict[str, Any] = {"form": "guide"}
    for name in GuideForm.base_fields:
        if name not in _OF_EDITION and "_" not in name:
            made[name] = given[name]
    for name in (
        "base_code",
        "implementing_code",
        "subject_kind",
        "case_type",
        "fee_basis",
        "online_address",
        "special_note",
        "no_materials",
    ):
        made[name] = given[name]
    made["words"] = [word.strip() for word in given["words"].replace("，", "、").split("、")]
    for name in _LINES:
        made[name] = given[name].splitlines()
    for name in _SAID:
        made[name] = _YES_NO.get(given[name])
    made["pay_online"] = _YES_NO.get(given["pay_online"])
    for name, parts in _PAIRED.items():
        made[name] = {part: given[f"{name}_{part}"] for part in parts}
    for name, some in rows.items():
        made[name] = [_row_from(one.cleaned_data, halls) for one in some.forms if one.cleaned_data]
    return made


def _shown(said: bool | None) -> str:
    return "" if said is None else ("yes" if said else "no")


def _row_shown(row: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(row)
    if "answers" in row:
        shown["answers"] = _pairs((one["value"], one["label"]) for one in row["answers"])
    if "needs" in row:
        shown["needs"] = _pairs((one["question"], "、".join(one["values"])) for one in row["needs"])
    if "form" in row:
        shown["form"] = _pairs((one["label"], one["example"]) for one in row["form"])
    if "required" in row:
        shown["required"] = _shown(row["required"])
    return shown


def _row_from(given: Mapping[str, Any], halls: Mapping[str, str]) -> dict[str, Any]:
    row = dict(given)
    if "answers" in row:
        row["answers"] = [{"value": a, "label": b} for a, b in _split(row["answers"])]
    if "needs" in row:
        needs = _split(row["needs"])
        row["needs"] = [
            {"question": a, "values": [v.strip() for v in b.split("、")]} for a, b in needs
        ]
    if "form" in row:
        row["form"] = [{"label": a, "example": b} for a, b in _split(row["form"])]
    if "required" in row:
        # A row in which nothing else was said is no row.
        row["required"] = _YES_NO.get(row["required"])
    if row.get("hall"):
        row["name"] = halls.get(row["hall"], row.get("name", ""))
    return row


def _pairs(pairs: Any) -> str:
    return "\n".join(f"{first}＝{second}" for first, second in pairs)


def _split(text: str) -> list[tuple[str, str]]:
    cut = [text_line.replace("=", "＝", 1).partition("＝") for text_line in text.splitlines()]
    return [(first.strip(), second.strip()) for first, _, second in cut if first.strip()]

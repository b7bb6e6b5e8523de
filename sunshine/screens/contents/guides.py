"""A guide as a kiosk shows it: what people ask first in both languages, then the texts.

Codes and keys of the guide, which only an officer needs, are left out. The questions go along,
so that a kiosk without network can make one's own list of materials (``matters.asking``; the
rule stands again in ``guides.js``).
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import override

from sunshine.matters.codes import code_set
from sunshine.matters.elements import Guide, Material
from sunshine.matters.labels import LABELS, MATERIAL_LABELS
from sunshine.matters.standing import Standing
from sunshine.matters.text import period_text, yes_no
from sunshine.orgs.models import Hall

# What stands above the texts of a guide, and the headings of its parts.
_LABELS = (
    *("legal", "promised", "charged", "visits", "online", "quantity", "result", "materials"),
    *("steps", "places", "conditions", "basis", "remedies", "faqs", "ask", "supervise"),
)
GUIDE_WORDS = {f"g_{name}": LABELS[name] for name in _LABELS} | {
    f"m_{name}": MATERIAL_LABELS[name] for name in ("originals", "copies")
}


def guide_text(standing: Standing, hall: Hall) -> dict[str, Any]:
    """Return what a kiosk of ``hall`` shows of the guide; what was not said is left out."""
    guide = standing.guide
    parts = {
        "at": [[name, *both] for name, both in _glance(guide) if both[0]],
        "q": [
            {
                "k": one.key,
                "t": one.text,
                "w": one.why,
                "a": [[answer.value, answer.label] for answer in one.answers],
            }
            for one in guide.questions
        ],
        "m": [material_row(one) for one in guide.materials],
        "s": [[one.name, one.text, " · ".join(_said(one.who, one.takes))] for one in guide.steps],
        "w": [
            " ".join(_said(one.name if one.hall != hall.slug else "", one.windows, one.hours))
            for one in guide.places
            if one.hall in {"", hall.slug}
        ],
        "conditions": list(guide.conditions),
        "basis": [f"{one.text}{one.clause}" for one in guide.basis],
        "remedies": list(guide.remedies),
        "faqs": [[one.question, one.answer] for one in guide.faqs],
        "ask": " ".join(_said(guide.ask.name, guide.ask.telephone)),
        "supervise": " ".join(_said(guide.supervise.name, guide.supervise.telephone)),
    }
    return {name: said for name, said in parts.items() if said}


def _glance(guide: Guide) -> list[tuple[str, list[str]]]:
    fee = guide.fee if guide.charged else ""
    return [
        ("legal", _both(lambda: period_text(guide.legal))),
        ("promised", _both(lambda: period_text(guide.promised))),
        ("charged", [fee, fee] if fee else _both(lambda: yes_no(guide.charged))),
        ("visits", [str(guide.visits)] * 2 if guide.visits is not None else ["", ""]),
        ("online", _both(lambda: yes_no(guide.online))),
        ("quantity", [guide.quantity] * 2),
        ("result", [guide.result] * 2),
    ]


def material_row(one: Material) -> dict[str, Any]:
    """Return a material as ``guides.js`` reads it: its texts, and what its list depends on."""
    carrier = code_set("carrier").get(one.carrier)
    row = {
        "n": one.name,
        "i": one.issuer,
        "o": one.originals,
        "c": one.copies,
        "k": [carrier.zh, carrier.en] if carrier else None,
        "w": one.when,
        "free": one.required is False or None,
        "need": [[need.question, list(need.values)] for need in one.needs],
        "made": bool(one.made_by),
    }
    return {name: said for name, said in row.items() if said}


def _both(said: Callable[[], str]) -> list[str]:
    texts = []
    for language in ("zh-hans", "en"):
        with override(language):
            texts.append(said())
    return texts


def _said(*texts: str) -> list[str]:
    return [text for text in texts if text]

"""The disclosure guide (公开指南), from live data (条例 art. 12)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.public.baking.readings import newest, public_items
from sunshine.public.section_facts import states_of
from sunshine.publishing.models import BodyPractice, Item
from sunshine.rulebook.grounds import grounds
from sunshine.rulebook.periods import period
from sunshine.ui.shell import PageMeta, Shell


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How index numbers are made up (编排体系), shown by one that is in use."""

    pattern: str
    example: Item | None
    org_code: str
    credit_code: str

    @property
    def uses_org(self) -> bool:
        """Whether the number begins with the organisation code (GB 11714)."""
        return "{org}" in self.pattern

    @property
    def uses_month(self) -> bool:
        """Whether the number says the month, too."""
        return "{month" in self.pattern


def _read(body: Body, on: date) -> Callable[[Shell], Mapping[str, Any]]:
    states = states_of(body)
    shown = newest(public_items().filter(body=body), 1)
    facts = {
        "states": states,
        "arrangement": _arrangement(body, shown[0] if shown else None),
        "halls": list(body.halls.filter(closed=None)),
        "grounds": grounds(on, "withheld"),
        "publish_days": period("proactive_publication", on).length,
        "above": body.parent,
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        meta = PageMeta(
            column_name=str(_TITLE), column_type=str(_TITLE), column_description=str(_ABOUT)
        )
        return {**facts, "about": _ABOUT, "meta": meta, "base": shell.at(f"/b/{body.slug}/")}

    return build


def _arrangement(body: Body, example: Item | None) -> Arrangement:
    practice = BodyPractice.objects.filter(body=body).first()
    pattern = practice.index_pattern if practice else _default_pattern()
    return Arrangement(pattern, example, body.org_code, body.credit_code)


def _default_pattern() -> str:
    return str(BodyPractice._meta.get_field("index_pattern").get_default())


_TITLE = _("政府信息公开指南")
_ABOUT = _("说明本机关公开哪些信息、怎样编排、怎样获取，以及由谁负责。")

KINDS = (page_kind("guide", _TITLE, _read),)

"""How a value is written so that its owner is not laid open (脱敏): a profile per publication.

What the profiles say, and the article each rests on, is data: ``data/masks.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from sunshine.scanning.plain import plain

MASK: Final = "*"
GONE: Final = "***"
DEFAULT: Final = "default"
_COMPOUND_NAME: Final = 2
_STREET: Final = re.compile(
    r"^.*?(?:大街|街道|大道|[路街巷道村镇乡]|小区|社区|[区县市旗])(?=[^路街巷道]*[0-9一二三四五六七八九十])"
)
_AREA: Final = re.compile(r"^\(?0[0-9]{2,3}(?=[)\- ])\)?[\- ]?")
_UNSPLIT: Final = re.compile(r"[\s\u200b|]")


@dataclass(frozen=True, slots=True)
class Profile:
    """The masks of one kind of publication; ``mark`` is "verified" or "memory"."""

    slug: str
    name: str
    law: str
    mark: str
    rules: dict[str, dict[str, Any]]


def _profiles() -> dict[str, Profile]:
    data = tomllib.loads(
        files("sunshine.scanning").joinpath("data/masks.toml").read_text(encoding="utf-8")
    )
    usual = {kind: rule for kind, rule in data[DEFAULT].items() if isinstance(rule, dict)}
    return {
        slug: Profile(
            slug,
            entry["name"],
            entry["law"],
            entry["mark"],
            usual | {kind: rule for kind, rule in entry.items() if isinstance(rule, dict)},
        )
        for slug, entry in data.items()
    }


PROFILES: Final = _profiles()


def masked(kind: str, text: str, profile: str = DEFAULT) -> str:
    """Return how a value of ``kind`` is to be written under a profile.

    The value itself comes back where the law orders it to be public, where it is masked
    already, and for kinds that are not personal data. Raises KeyError for an unknown profile.
    """
    rule = PROFILES[profile].rules.get(kind)
    if rule is None or rule["rule"] == "whole" or MASK in text:
        return text
    value = _UNSPLIT.sub("", plain(text))
    match rule["rule"]:
        case "name":
            written = _name(text.strip())
        case "mail":
            written = value[0] + GONE + value[value.rfind("@") :] if "@" in value else GONE
        case "street":
            written = _street(value)
        case "landline":
            written = _landline(plain(text), rule["last"])
        case "keep":
            written = _keep(value, rule["first"], rule["last"])
        case _:
            written = GONE
    return written


def _keep(value: str, first: int, last: int) -> str:
    signs = "".join(char for char in value if char.isalnum())
    hidden = max(3, len(signs) - first - last)
    first = min(first, max(0, len(signs) - hidden))
    last = min(last, max(0, len(signs) - hidden - first))
    return (
        signs[:first] + MASK * hidden + signs[len(signs) - last :]
        if last
        else (signs[:first] + MASK * hidden)
    )


def _name(value: str) -> str:
    if "·" in value:
        return value.split("·", maxsplit=1)[0] + "·" + MASK * 2
    if len(value) >= 4:
        return value[:_COMPOUND_NAME] + MASK * (len(value) - _COMPOUND_NAME)
    return value[0] + MASK + value[2:] if len(value) == 3 else value[:1] + MASK


def _street(value: str) -> str:
    found = _STREET.match(value)
    return (found.group() if found else value[:6]) + MASK * 4


def _landline(value: str, last: int) -> str:
    area = _AREA.match(value)
    figures = "".join(char for char in value[area.end() if area else 0 :] if char.isdigit())
    lead = area.group() if area else ""
    if not area and len(figures) > 8:
        lead, figures = figures[:-8], figures[-8:]
    return lead + MASK * 4 + figures[-last:]

"""Laws and policies hold no personal data: what is reported there is a false alarm."""

import json
from pathlib import Path

from sunshine.scanning.personal import find_personal
from sunshine.scanning.wording import compile_rules, find_wording, starting_rules

SEEN_AT_MOST = 200


def _texts(data: Path) -> list[str]:
    laws = [path.read_text(encoding="utf-8") for path in sorted((data / "laws").rglob("*.md"))]
    policies = json.loads((data / "gov-cn-policies.json").read_text(encoding="utf-8"))
    return [*laws, *(entry["body"] for entry in policies)]


def test_no_person_is_seen_where_none_is(data: Path) -> None:
    texts = _texts(data)
    assert len(texts) >= 500
    assert [one.text for text in texts for one in find_personal(text)] == []


def test_wording_of_laws_is_seldom_wrong(data: Path) -> None:
    """Old laws write 帐簿 and name organs of their day; more than that would be noise."""
    rules = compile_rules(starting_rules())
    seen = [one.text for text in _texts(data) for one in find_wording(text, rules)]
    assert len(seen) <= SEEN_AT_MOST

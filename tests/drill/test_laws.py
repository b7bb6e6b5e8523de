"""Real laws are divided without loss, and two versions of one are compared without inventing."""

import json
import re
from collections import defaultdict
from pathlib import Path

from sunshine.rulebook.clauses import ClauseText, join, split
from sunshine.rulebook.comparing import Change, compare, has_changes

SPACE = re.compile(r"[\s#]+")


def test_no_character_of_a_law_is_lost(data: Path) -> None:
    lossy = [
        path.name
        for path in _laws(data)
        if _letters(join(split(_text(path)))) != _letters(_text(path))
    ]
    assert lossy == []


def test_articles_are_found(data: Path) -> None:
    """The index counts articles by another program; 99 in 100 laws must agree within one."""
    index = json.loads((data / "laws-index.json").read_text(encoding="utf-8"))
    counted = [
        (
            entry["path"],
            entry["articles"],
            len(_articles(split(_text(data / "laws" / entry["path"])))),
        )
        for entry in index
    ]
    far = [entry for entry in counted if abs(entry[1] - entry[2]) > 1]
    assert len(far) <= len(index) // 100, far


def test_versions_of_a_law_differ_where_their_letters_do(data: Path) -> None:
    index = json.loads((data / "laws-index.json").read_text(encoding="utf-8"))
    versions: dict[str, list[str]] = defaultdict(list)
    for entry in index:
        versions[entry["title"]].append(_text(data / "laws" / entry["path"]))
    pairs = [texts for texts in versions.values() if len(texts) == 2]
    assert any(_letters(old) != _letters(new) for old, new in pairs)
    for old, new in pairs:
        changes = compare(old, new)
        # Some laws are filed twice, under two branches of law, without a difference.
        assert has_changes(changes) == (_letters(old) != _letters(new))
        # Every clause of both versions has its place in the comparison, once.
        assert len([c for c in changes if c.kind != Change.ADDED]) == len(split(old))
        assert len([c for c in changes if c.kind != Change.REMOVED]) == len(split(new))
        assert not has_changes(compare(old, old))


def _laws(data: Path) -> list[Path]:
    found = sorted((data / "laws").rglob("*.md"))
    assert len(found) >= 400
    return found


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text.partition("<!-- INFO END -->")[2] or text


def _articles(clauses: list[ClauseText]) -> list[ClauseText]:
    return [clause for clause in clauses if clause.label]


def _letters(text: str) -> str:
    return SPACE.sub("", text)

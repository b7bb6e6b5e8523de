"""Wrong and unfit words (错敏词): entries of lists found in one pass, and what a rule can check.

The entries are data with their source; a list to start from is ``data/wording.toml``. What
needs arithmetic (a day that does not exist, the brackets of a document number) is checked here.
Sources: 党政机关公文格式 GB/T 9704-2012 (brackets); 地图管理条例 art. 15 (map approval numbers).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from sunshine.scanning.findings import WORDING, Sighting
from sunshine.scanning.usage import CHECKS


@dataclass(frozen=True, slots=True)
class WordRule:
    """One entry of a list: what is wrong, what is right, why, and what that rests on.

    With ``pattern`` the wrong form is a regular expression; ``right`` may use its groups.
    """

    wrong: str
    right: str
    why: str
    source: str = ""
    pattern: bool = False


class BadPattern(ValueError):
    """An entry whose expression cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """Entries made ready: the plain ones as one expression, the others one by one."""

    words: re.Pattern[str] | None
    by_word: Mapping[str, WordRule]
    patterns: tuple[tuple[re.Pattern[str], WordRule], ...]


NO_RULES: Final = CompiledRules(None, {}, ())
_WHITE: Final = re.compile(r"[\s\u200b\ufeff]")
# Expressions that may run away on a long text, or match everywhere.
_REPEATED_GROUP: Final = re.compile(r"\([^)]*[+*][^)]*\)[+*{]")


def compile_rules(rules: Iterable[WordRule]) -> CompiledRules:
    """Return ``rules`` ready for ``find_wording``; raise BadPattern for one that cannot be used."""
    plain: dict[str, WordRule] = {}
    patterns = []
    for rule in rules:
        if rule.pattern:
            patterns.append((checked_pattern(rule.wrong), rule))
        elif rule.wrong:
            plain.setdefault(rule.wrong, rule)
    words = re.compile(_trie_of(plain)) if plain else None
    return CompiledRules(words, plain, tuple(patterns))


def checked_pattern(text: str) -> re.Pattern[str]:
    """Return the compiled expression ``text``; raise BadPattern if it cannot be used."""
    if _REPEATED_GROUP.search(text):
        raise BadPattern("a repeated group must hold no repetition")
    try:
        found = re.compile(text, re.MULTILINE)
    except re.error as fault:
        raise BadPattern(str(fault)) from fault
    if found.match(""):
        raise BadPattern("it matches nothing at all")
    return found


def find_wording(text: str, rules: CompiledRules = NO_RULES) -> list[Sighting]:
    """Return what is wrong in ``text`` by ``rules`` and by the checks of ``usage``, by place."""
    found = [*_by_words(text, rules), *_by_patterns(text, rules)]
    for check in CHECKS:
        found += [
            Sighting(
                WORDING, text[one.start : one.end], *one.span, None, one.right, one.why, one.law
            )
            for one in check(text)
        ]
    return _apart(found)


def starting_rules() -> list[WordRule]:
    """Return the entries of the list that Sunshine starts with."""
    return [rule for one in starting_lists() for rule in one.rules]


@dataclass(frozen=True, slots=True)
class StartingList:
    """A list that Sunshine starts with; ``dated`` is the ISO day of its state."""

    slug: str
    name: str
    source: str
    dated: str
    rules: tuple[WordRule, ...]


def starting_lists() -> list[StartingList]:
    """Return the lists that Sunshine starts with, as ``data/wording.toml`` has them."""
    place = files("sunshine.scanning").joinpath("data/wording.toml")
    data = tomllib.loads(place.read_text(encoding="utf-8"))
    return [
        StartingList(
            slug=entry["slug"],
            name=entry["name"],
            source=entry["source"],
            dated=entry["dated"].isoformat(),
            rules=tuple(_rules_of(entry)),
        )
        for entry in data["list"]
    ]


def _rules_of(entry: Mapping[str, object]) -> Iterator[WordRule]:
    why, source = str(entry["why"]), str(entry["source"])
    for key, pattern in (("words", False), ("patterns", True)):
        for wrong, right, *own in entry.get(key, ()):  # type: ignore[attr-defined]
            yield WordRule(wrong, right, own[0] if own else why, source, pattern)


def _by_words(text: str, rules: CompiledRules) -> Iterator[Sighting]:
    if rules.words is None:
        return
    for match in rules.words.finditer(text):
        rule = rules.by_word[match[0]]
        yield Sighting(WORDING, match[0], *match.span(), None, rule.right, rule.why, rule.source)


def _by_patterns(text: str, rules: CompiledRules) -> Iterator[Sighting]:
    for pattern, rule in rules.patterns:
        for match in pattern.finditer(text):
            if match[0]:
                right = match.expand(rule.right)
                yield Sighting(WORDING, match[0], *match.span(), None, right, rule.why, rule.source)


def _apart(found: list[Sighting]) -> list[Sighting]:
    """Of findings over one another the longest stays, and the first of equal ones."""
    kept: list[Sighting] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _trie_of(words: Iterable[str]) -> str:
    """Return one expression for all ``words``, the longest first, that tries each place once."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _expression(root)


def _expression(node: Mapping[str, Mapping[str, object]]) -> str:
    branches = [
        re.escape(char) + _expression(below)  # type: ignore[arg-type]
        for char, below in node.items()
        if char
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in node:
        return f"(?:{joined})?"
    return joined

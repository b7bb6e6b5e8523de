"""Every Chinese sentence has its English, and both speak of the same facts."""

import re
from collections import defaultdict

from tests.catalogue import apps, catalogue_of, known, strings_of
from tests.guards.source import none_of

PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd%]|\{(\w*)\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Names that stay Chinese in English are few: the name of the language itself.
STAYS = {"中文"}


def test_every_string_has_its_english() -> None:
    have = known()
    lacking = [
        f"{found.place} {found.text[:60]}"
        for app in apps()
        for found in strings_of(app)
        if found.key not in have and CHINESE.search(found.text)
    ]
    none_of(lacking)


def test_nothing_is_fuzzy_or_empty() -> None:
    odd = [
        f"{app.name}: {message.id}"
        for app in apps()
        for message in catalogue_of(app)
        if message.id and (message.fuzzy or not _all(message.string)[0])
    ]
    none_of(odd)


def test_placeholders_agree() -> None:
    odd = []
    for app in apps():
        for message in catalogue_of(app):
            if not message.id:
                continue
            sources, texts = _all(message.id), _all(message.string)
            wanted = _places(sources[-1])
            # The English singular may say "one" instead of the number.
            one_less = len(texts) > 1 and _places(texts[0]) <= wanted
            checked = texts[1:] if one_less else texts
            odd += [f"{app.name}: {text}" for text in checked if _places(text) != wanted]
    none_of(odd)


def test_english_is_english() -> None:
    chinese = [
        f"{app.name}: {text}"
        for app in apps()
        for message in catalogue_of(app)
        if message.id and message.id not in STAYS
        for text in _all(message.string)
        if CHINESE.search(re.sub(r"[（(《][^）)》]*[）)》]", "", text))
    ]
    none_of(chinese)


def test_a_string_has_one_english() -> None:
    """The first app wins where two differ, so a second wording would never be seen."""
    seen: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for app in apps():
        for message in catalogue_of(app):
            if message.id:
                seen[message.context or "", _all(message.id)[0]].add(_all(message.string))
    assert {key: texts for key, texts in seen.items() if len(texts) > 1} == {}


def _places(text: str) -> set[str]:
    return {match.group() for match in PLACE.finditer(text) if match.group() != "%%"}


def _all(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)

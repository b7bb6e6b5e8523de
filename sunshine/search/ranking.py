"""What stands first: finds in titles before others, newer and valid ones before older."""

from sunshine.search.asking import Asked
from sunshine.search.fields import STATE
from sunshine.search.folding import SPACE, fold
from sunshine.search.reading import Scored, View
from sunshine.search.words import asked_words, synonyms_of

_WINDOW = 50  # finds that are looked at one by one


def by_relevance(
    view: View, asked: Asked, in_head: list[Scored], others: list[Scored]
) -> list[Scored]:
    """Return the finds in their order: those in titles and numbers, then those in texts."""
    known = {one.key for one in in_head}
    rest = [one for one in others if one.key not in known]
    return _by_length(view, asked, in_head) + _newest_first(view, rest)


def _by_length(view: View, asked: Asked, found: list[Scored]) -> list[Scored]:
    """Order the first finds: the less a title says besides, the better; newer and valid first."""
    window = found[:_WINDOW]
    lengths, preferred = view.facts(window, "length"), view.facts(window, "preferred")
    wanted = len(asked.whole.removeprefix(STATE))
    worth = {
        one.key: min(wanted / (length or 1), 1) + liked / 4
        for one, length, liked in zip(window, lengths, preferred, strict=True)
    }
    return sorted(window, key=lambda one: -worth[one.key]) + found[_WINDOW:]


def _newest_first(view: View, found: list[Scored]) -> list[Scored]:
    """Order the first finds by what they were worth to the index, newer and valid ones higher."""
    window = found[:_WINDOW]
    best = max((one.score for one in window), default=0.0) or 1.0
    preferred = view.facts(window, "preferred")
    worth = {
        one.key: one.score / best + liked / 8 for one, liked in zip(window, preferred, strict=True)
    }
    return sorted(window, key=lambda one: -worth[one.key]) + found[_WINDOW:]


def reranked(
    view: View, asked: Asked, found: list[Scored], *, window: int = _WINDOW
) -> list[Scored]:
    """Return the finds by words, the first of them in order of all that speaks for them."""
    first = found[:window]
    if len(first) < 2:
        return found
    near = Closeness(asked.whole.replace(SPACE, ""))
    best = max(one.score for one in first) or 1.0
    worth = {
        one.key: one.score / best + near.of(fold(view.title(one))) + preferred / 8
        for one, preferred in zip(first, view.facts(first, "preferred"), strict=True)
    }
    return sorted(first, key=lambda one: -worth[one.key]) + found[window:]


class Closeness:
    """How nearly a title is what is asked for."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted.removeprefix(STATE)
        words = asked_words(self._wanted) if self._wanted else []
        self._ways = [(len(word), (word, *synonyms_of(word))) for word in words]
        self._length = sum(length for length, _ways in self._ways) or 1

    def of(self, title: str) -> float:
        """Return how near ``title`` (folded) is, from 0 to 2."""
        title = title.removeprefix(STATE)
        if not title or not self._wanted:
            return 0.0
        if self._wanted in title:
            return 1 + len(self._wanted) / len(title)
        held = sum(length for length, ways in self._ways if any(one in title for one in ways))
        return held / self._length * (0.5 + 0.5 * min(held / len(title), 1.0))


def is_short_for(short: str, title: str) -> bool:
    """Return whether the characters of ``short`` stand in ``title`` in their order."""
    title = title.removeprefix(STATE)
    rest = iter(title)
    return len(short) * 4 >= len(title) and all(character in rest for character in short)


def marks_for(asked: Asked, mode: str) -> tuple[str, ...]:
    """Return what is marked in titles and snippets: the parts, or their words."""
    if asked.article is not None and not asked.rest:
        return asked.article.forms
    if mode in {"exact", "number"}:
        return asked.parts
    found = [word for part in asked.parts for word in asked_words(part)]
    return tuple(dict.fromkeys([*asked.parts, *found, *(o for w in found for o in synonyms_of(w))]))

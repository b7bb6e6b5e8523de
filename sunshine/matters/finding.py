"""Finding a matter by everyday words, by who I am, or by what happened to me. Pure."""

from collections.abc import Iterable, Sequence

from sunshine.matters.codes import synonyms
from sunshine.matters.elements import Guide
from sunshine.matters.standing import Standing

LONGEST_TYPED = 60
_FAR = 8


def meanings(typed: str) -> list[tuple[str, ...]]:
    """Return what is looked for: each word that was typed, with the official words it means."""
    wanted = []
    for word in " ".join(typed[:LONGEST_TYPED].split()).casefold().split(" "):
        if not word:
            continue
        official = [
            term
            for one in synonyms()
            if any(
                everyday.casefold() in word or word in everyday.casefold()
                for everyday in one.everyday
            )
            for term in one.official
        ]
        wanted.append((word, *dict.fromkeys(official)))
    return wanted


def found(
    guides: Iterable[Standing], *, typed: str = "", who: str = "", event: str = ""
) -> list[Standing]:
    """Return the guides that answer, the best first; all of them if nothing is asked."""
    wanted = meanings(typed)
    rows = [
        (rank, one)
        for one in guides
        if _fits(one.guide, who, event) and (rank := _rank(one.guide, wanted)) is not None
    ]
    if wanted and rows:
        rows.sort(key=lambda row: (-row[0], row[1].guide.name))
        # A word that merely occurs somewhere answers only where nothing answers better.
        rows = [row for row in rows if row[0] * _FAR > rows[0][0]]
    return [one for _, one in rows]


def _fits(guide: Guide, who: str, event: str) -> bool:
    # Who is named by nobody is everybody.
    for_him = not who or not guide.who or who in guide.who
    return for_him and (not event or event in guide.events)


def _rank(guide: Guide, wanted: Sequence[tuple[str, ...]]) -> int | None:
    """Return how well the guide answers, None if one of the words is nowhere in it."""
    total = 0
    for word, *official in wanted:
        rank = max([_word(guide, word) * 2, *(_word(guide, term) for term in official)])
        if rank == 0:
            return None
        total += rank
    return total


def _word(guide: Guide, word: str) -> int:
    word = word.casefold()
    if guide.name.casefold() == word or word in (one.casefold() for one in guide.words):
        return 16
    if word in guide.name.casefold():
        return 8
    if any(word in one.casefold() or one.casefold() in word for one in guide.words):
        return 4
    if word in guide.what.casefold():
        return 2
    rest = (*guide.conditions, *(one.name for one in guide.materials), guide.result)
    return int(any(word in text.casefold() for text in rest))

"""Titles by their sound, for who cannot type Chinese: full pinyin and initials. No tones."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from pypinyin import Style, lazy_pinyin, pinyin

_LONGEST = 6  # letters of a syllable
_WAYS = 4


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[str, ...]:
    found = lazy_pinyin(word, errors="ignore")
    return tuple(syllable.replace("ü", "v") for syllable in found if syllable.isascii())


def syllables(words: Iterable[str]) -> list[str]:
    """Return the syllable of every Chinese character of ``words``; the rest is left out.

    Taken word by word: 行 is said otherwise in 银行 than in 行政.
    """
    return [syllable for word in words for syllable in _of_word(word)]


@lru_cache(maxsize=5_000)
def all_sounds(word: str) -> tuple[str, ...]:
    """Return every way a short word may be said: 曾 is zeng and ceng. Few at most."""
    said = pinyin(word, style=Style.NORMAL, heteronym=True, errors="ignore")
    ways = islice(product(*said), _WAYS * 2)
    return tuple(dict.fromkeys("".join(way).replace("ü", "v") for way in ways if way))


@lru_cache(maxsize=50_000)
def _key_of_word(word: str) -> str:
    return " ".join(lazy_pinyin(word))


def sort_key(words: Iterable[str]) -> str:
    """Return what sorts a title as a Chinese dictionary would: its pinyin, other signs as such."""
    return " ".join(map(_key_of_word, words))[:120]


def initials(syllables_: list[str]) -> str:
    """Return the first letters of the syllables."""
    return "".join(syllable[0] for syllable in syllables_)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    everything = "\n".join(map(chr, range(0x4E00, 0x9FA6)))
    return frozenset(syllables([everything]))


def readings(letters: str) -> list[tuple[str, ...]]:
    """Return the ways to read ``letters`` as syllables, the last perhaps unfinished; few at most.

    zengzhishui gives zeng zhi shui; nothing is given for what is no pinyin.
    """
    return _read(letters)[:_WAYS]


def _read(letters: str) -> list[tuple[str, ...]]:
    if not letters:
        return [()]
    known = _known()
    ways = [
        (letters[:end], *rest)
        for end in range(min(_LONGEST, len(letters)), 0, -1)
        if letters[:end] in known
        for rest in _read(letters[end:])[:_WAYS]
    ]
    if not ways and any(one.startswith(letters) for one in known):
        return [(letters,)]
    return ways[:_WAYS]

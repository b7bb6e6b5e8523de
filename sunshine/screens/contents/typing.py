"""Words that a kiosk offers under its keyboard for pinyin typed letter by letter."""

from collections import Counter
from collections.abc import Iterable

from sunshine.search.folding import fold
from sunshine.search.pinyin import syllables
from sunshine.search.words import plain_words

# Some 25 bytes each.
MOST_WORDS = 240
_LONGEST = 8


def words_to_type(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of ``texts`` with their pinyin, such as 发票 and "fa piao".

    The most frequent come first. Only what is Chinese from end to end can be typed so.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in plain_words(fold(text)) if 1 < len(word) <= _LONGEST)
    known = []
    for word, _count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        sounds = syllables([word])
        if len(sounds) == len(word):
            known.append([word, " ".join(sounds)])
        if len(known) == MOST_WORDS:
            break
    return known

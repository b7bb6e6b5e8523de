"""Texts to search, and the sampler of questions. Not a figure itself.

Documents are sentences of 470 real laws drawn at random (seeded) where ``../shared/data`` lies
beside the project; else sentences drawn from the field's own words. A question is a piece of a
document drawn at random, so that frequent phrases are asked for as often as they stand.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from sunshine.kit.opaque import LENGTH
from sunshine.search.entries import Entry
from sunshine.search.words import own_words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def sentences() -> list[str]:
    """Return the sentences that documents are made of."""
    found = []
    for path in sorted((DATA / "laws").rglob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            plain = re.sub(r"\s+|^#+", "", line.strip())
            found += [one for one in re.findall(r"[^。；]+[。；]?", plain) if len(one) >= 8]
    if found:
        return found
    picked, known = Random(1), own_words()  # noqa: S311 - no secret
    return ["".join(picked.choices(known, k=6)) + "。" for _ in range(20_000)]


def documents(count: int, mean: int) -> list[str]:
    """Return ``count`` texts of ``mean`` characters on average, or a little more."""
    picked, known = Random(2), sentences()  # noqa: S311 - no secret
    texts = []
    for _ in range(count):
        wanted, parts, length = picked.randint(mean // 2, mean * 3 // 2), list[str](), 0
        while length < wanted:
            parts.append(picked.choice(known))
            length += len(parts[-1])
        texts.append("".join(parts))
    return texts


def document_number(number: int) -> str:
    """Return the document number of the text ``number``."""
    return f"税发〔{2010 + number % 16}〕{number % 400}号"


def entry_of(number: int, text: str) -> Entry:
    """Return a text as a public entry."""
    return Entry(
        code=f"{number:0{LENGTH}d}",
        title=text[:18],
        text=text,
        day=date(2010 + number % 16, 1 + number % 12, 1),
        tokens=frozenset({"public"}),
        body=f"b{number % 30}",
        above=("ln",),
        section=f"s{number % 13}",
        kind="other",
        validity="valid",
        document_number=document_number(number),
    )


def questions(texts: list[str], length: int, count: int) -> list[str]:
    """Return pieces of ``length`` characters as they stand in the texts, none only of signs."""
    picked, found = Random(length), list[str]()  # noqa: S311 - no secret
    while len(found) < count:
        text = picked.choice(texts)
        start = picked.randrange(len(text) - length)
        piece = text[start : start + length]
        if any(one.isalnum() for one in piece):
            found.append(piece)
    return found


def laws() -> Iterator[Entry]:
    """Yield the real laws, the older of two versions as repealed."""
    index = json.loads((DATA / "laws-index.json").read_text(encoding="utf-8"))
    newest: dict[str, str] = {}
    for row in index:
        newest[row["title"]] = max(newest.get(row["title"], ""), row["version_date"] or "")
    for number, row in enumerate(index):
        lines = (DATA / "laws" / row["path"]).read_text(encoding="utf-8").splitlines()
        day = date.fromisoformat(row["version_date"] or "2015-01-01")
        yield Entry(
            code=f"law{number}",
            title=row["title"],
            text="\n".join(line.strip("# \u3000") for line in lines if line.strip()),
            day=day,
            made=day,
            tokens=frozenset({"public"}),
            body="ln",
            validity="valid" if newest[row["title"]] == (row["version_date"] or "") else "repealed",
        )

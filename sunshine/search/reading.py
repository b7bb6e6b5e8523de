"""Reading the index: any number of processes read while one writes."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from sunshine.search.entries import Entry, packed_title, unpacked
from sunshine.search.fields import schema
from sunshine.search.store import HALVES, INSIDE, OPEN, IndexUnusable, current, open_half


@dataclass(frozen=True, slots=True)
class Scored:
    """A find before it is read: where it lies, and what it was worth to the index."""

    half: str
    address: tantivy.DocAddress
    score: float

    @property
    def key(self) -> tuple[str, int, int]:
        return self.half, self.address.segment_ord, self.address.doc


class View:
    """The index as it stood at one commit; a search begins and ends on one."""

    def __init__(self, searchers: dict[str, tantivy.Searcher], tokens: frozenset[str]) -> None:
        self._searchers = searchers
        self._tokens = tokens

    def _halves(self) -> list[tuple[str, tantivy.Searcher, tantivy.Query | None]]:
        """Return what this viewer may search, with what narrows it to what he may see."""
        open_half_ = (OPEN, self._searchers[OPEN], None)
        own = sorted(self._tokens)
        if not own or not self._searchers[INSIDE].num_docs:
            return [open_half_]
        seen = tantivy.Query.term_set_query(schema(), "tokens", own)
        return [open_half_, (INSIDE, self._searchers[INSIDE], seen)]

    def _asked(
        self, must: Sequence[tantivy.Query], clauses: Sequence[Any], seen: tantivy.Query | None
    ) -> tantivy.Query:
        every = [(tantivy.Occur.Must, one) for one in must]
        if seen is not None:
            every.append((tantivy.Occur.Must, tantivy.Query.const_score_query(seen, 0.0)))
        if len(every) == 1 and not clauses:
            return must[0]
        return tantivy.Query.boolean_query([*every, *clauses])

    def top(
        self,
        must: Sequence[tantivy.Query],
        clauses: Sequence[Any] = (),
        *,
        limit: int,
        weight: str | None = None,
    ) -> tuple[int, list[Scored]]:
        """Return how many match, and the best ``limit`` of them, the best first."""
        total, found = 0, []
        for half, searcher, seen in self._halves():
            query = self._asked(must, clauses, seen)
            answer = searcher.search(query, limit, count=True, weight_by_field=weight)
            total += answer.count  # type: ignore[attr-defined]
            found += [Scored(half, address, score) for score, address in answer.hits]
        if len(found) > limit:
            found.sort(key=lambda one: -one.score)
        return total, found[:limit]

    def ordered(
        self, must: Sequence[tantivy.Query], clauses: Sequence[Any], *, field: str, limit: int
    ) -> tuple[int, list[Scored]]:
        """Return how many match, and the first ``limit`` by ``field``: newest, or by sound."""
        order = tantivy.Order.Asc if field == "order" else tantivy.Order.Desc
        total, keyed = 0, []
        for half, searcher, seen in self._halves():
            query = self._asked(must, clauses, seen)
            answer = searcher.search(query, limit, count=True, order_by_field=field, order=order)
            total += answer.count  # type: ignore[attr-defined]
            keyed += [(key, Scored(half, address, 0.0)) for key, address in answer.hits]
        keyed.sort(key=lambda pair: pair[0], reverse=order is tantivy.Order.Desc)
        return total, [one for _key, one in keyed[:limit]]

    def counts(
        self, must: Sequence[tantivy.Query], clauses: Sequence[Any], fields: Sequence[str]
    ) -> dict[str, dict[str, int]]:
        """Return, for each of ``fields``, how many matches there are of each of its values."""
        wanted = {name: {"terms": {"field": name, "size": 500}} for name in fields}
        found: dict[str, dict[str, int]] = {name: {} for name in fields}
        for _half, searcher, seen in self._halves():
            answer = searcher.aggregate(self._asked(must, clauses, seen), wanted)
            for name in fields:
                for bucket in answer[name]["buckets"]:
                    value = str(bucket["key"])
                    found[name][value] = found[name].get(value, 0) + bucket["doc_count"]
        return found

    def terms(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """Return the terms that begin with ``prefix``, with how many visible entries have each."""
        found: dict[str, int] = {}
        for _half, searcher, seen in self._halves():
            for term, count in searcher.terms_with_prefix(field, prefix, seen, limit):
                found[term] = found.get(term, 0) + count
        return sorted(found.items(), key=lambda pair: -pair[1])[:limit]

    @property
    def open_size(self) -> int:
        """Return how many entries everybody may find."""
        return self._searchers[OPEN].num_docs

    def entry(self, scored: Scored) -> Entry:
        """Return what was found, without the tokens of who may read it."""
        return unpacked(self._kept(scored))

    def title(self, scored: Scored) -> str:
        """Return the title of what was found."""
        return packed_title(self._kept(scored))

    def _kept(self, scored: Scored) -> bytes:
        document = self._searchers[scored.half].doc(scored.address)
        return bytes(document["entry"][0])

    def facts(self, found: Sequence[Scored], field: str) -> list[float]:
        """Return a number kept with each of ``found``, in their order."""
        by_key: dict[tuple[str, int, int], float] = {}
        for half in HALVES:
            own = [one for one in found if one.half == half]
            if own:
                values = self._searchers[half].fast_field_values(
                    field, [one.address for one in own]
                )
                by_key |= {one.key: float(v or 0) for one, v in zip(own, values, strict=True)}
        return [by_key[one.key] for one in found]


class Reader:
    """The current index of one directory, opened again whenever a commit has changed it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._stamp: tuple[object, ...] = ()
        self._generation: Path | None = None
        self._indexes: dict[str, tantivy.Index] = {}
        self._searchers: dict[str, tantivy.Searcher] = {}

    def view(self, tokens: frozenset[str]) -> View:
        """Return the index as it stands for a viewer with ``tokens``. Raises IndexUnusable."""
        with self._lock:
            try:
                self._refresh()
            except (OSError, ValueError) as error:
                self._stamp = ()
                raise IndexUnusable(str(error)) from error
            return View(self._searchers, tokens)

    def _refresh(self) -> None:
        stamp = self._look()
        if stamp == self._stamp:
            return
        generation = current(self._root)
        if generation != self._generation or not self._stamp:
            self._indexes = {half: open_half(generation, half) for half in HALVES}
            self._generation = generation
            stamp = self._look()
        for index in self._indexes.values():
            index.reload()
        self._searchers = {half: index.searcher() for half, index in self._indexes.items()}
        self._stamp = stamp

    def _look(self) -> tuple[object, ...]:
        """Return what changes with every commit and every new generation."""
        pointer = (self._root / "current").stat()
        if self._generation is None:
            return (pointer.st_mtime_ns, pointer.st_ino)
        metas = [(self._generation / half / "meta.json") for half in HALVES]
        stats = [meta.stat() if meta.exists() else None for meta in metas]
        return (
            pointer.st_mtime_ns,
            pointer.st_ino,
            *((one.st_mtime_ns, one.st_ino) if one else None for one in stats),
        )


def count_in(root: Path) -> int:
    """Return how many entries of the index in ``root`` everybody may find. Raises IndexUnusable."""
    return reader_of(root).view(frozenset()).open_size


@lru_cache(maxsize=8)
def reader_of(root: Path) -> Reader:
    """Return the reader of the index in ``root``, one for the whole process."""
    return Reader(root)

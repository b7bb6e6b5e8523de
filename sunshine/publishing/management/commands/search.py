"""``sunshine search rebuild | find``: the index of the search, which is made of the database."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import CommandError

from sunshine.kit import commands
from sunshine.publishing.searching import index_dir, rebuild_index
from sunshine.search.engine import find
from sunshine.search.store import IndexUnusable


class Command(commands.Command):
    help = "Make the index of the search anew, or ask it what the public finds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("rebuild", help="make the index anew; the old one answers until then")
        asking = what.add_parser("find", help="print what the public finds")
        asking.add_argument("words")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            if options["what"] == "rebuild":
                self._rebuild()
            else:
                self._find(options["words"])
        except (IndexUnusable, OSError) as error:
            raise CommandError(
                f"The index in {index_dir()} cannot be used: {error}. See that the directory can"
                " be written and has room, then run: sunshine search rebuild"
            ) from error

    def _rebuild(self) -> None:
        start = monotonic()
        count = rebuild_index()
        self.stdout.write(f"{count} entries in {monotonic() - start:.1f} s")

    def _find(self, words: str) -> None:
        results = find(words, root=index_dir())
        self.stdout.write(f"{results.total} ({results.mode})")
        for hit in results.hits:
            self.stdout.write(f"{hit.entry.code}  {hit.entry.title}")

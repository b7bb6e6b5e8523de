import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from sunshine.kit import commands
from sunshine.scanning.door import look_through
from sunshine.scanning.findings import Sighting
from sunshine.scanning.readings import Reading, Unreadable
from sunshine.scanning.whole import scan
from sunshine.scanning.wording import CompiledRules, compile_rules, starting_rules

# Findings are no failure; a file that nobody looked through is one.
NOT_LOOKED_THROUGH = 3


class Command(commands.Command):
    """``sunshine scan``: look through files as the gate does, without keeping anything."""

    help = "Find personal data, hidden data and wrong wording in files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument("--text", metavar="FILE", help="print the text that was seen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print findings, or the text of one file; fail if a file could not be read."""
        if options["text"]:
            self._print_text(options["text"])
            return
        if not options["files"]:
            raise CommandError("Name at least one file: sunshine scan FILE... [--json]")
        rules = compile_rules(starting_rules())
        rows = [row for file in options["files"] for row in _rows(file, rules)]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for row in rows:
                self._print_row(row)
        unread = sum(row["kind"] == "hidden:unreadable" for row in rows)
        if unread:
            raise CommandError(
                f"{unread} of {len(options['files'])} files were not looked through.",
                returncode=NOT_LOOKED_THROUGH,
            )

    def _print_text(self, file: str) -> None:
        try:
            self.stdout.write(look_through(Path(file), "").text, ending="")
        except Unreadable as error:
            raise CommandError(f"{file}: {error}", returncode=NOT_LOOKED_THROUGH) from error

    def _print_row(self, row: dict[str, Any]) -> None:
        page = f" page {row['page']}" if row["page"] else ""
        hint = f" → {row['suggestion']}" if row["suggestion"] else ""
        text = row["text"].replace("\n", "⏎")
        self.stdout.write(f"{row['file']}:{row['start']}{page} {row['kind']} {text}{hint}")


def _rows(file: str, rules: CompiledRules) -> list[dict[str, Any]]:
    try:
        found: Reading = look_through(Path(file), "")
    except Unreadable as error:
        return [_row(file, Sighting("hidden:unreadable", "", 0, 0, None, str(error)))]
    return [_row(file, sighting) for sighting in scan(found, compiled_rules=rules)]


def _row(file: str, sighting: Sighting) -> dict[str, Any]:
    return {
        "file": file,
        "kind": sighting.kind,
        "text": sighting.text,
        "start": sighting.start,
        "end": sighting.end,
        "page": sighting.page,
        "suggestion": sighting.suggestion,
    }

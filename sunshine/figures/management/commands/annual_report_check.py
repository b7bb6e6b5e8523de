import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sunshine.figures.checking import check
from sunshine.figures.reading import read_report
from sunshine.figures.reports import Failure, Outcome
from sunshine.figures.sentences import place_words, sentence
from sunshine.kit import commands
from sunshine.kit.errors import Refused

FAULTS_FOUND, BAD_INPUT = 1, 2


class Command(commands.Command):
    """``sunshine annual-report-check FILE [FILE] [--json]``: does what anyone's report says agree?

    Exit code 0 if all agrees, 1 with faults, 2 if a file could not be read.
    """

    help = "Check yearly accounts of disclosure: sums, years side by side, numbers in the text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the faults as a JSON list")
        parser.add_argument(
            "--language", choices=("zh-hans", "en"), default="zh-hans", help="of the sentences"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print what does not agree, and what was not checked."""
        with override(options["language"]):
            try:
                outcome = check([read_report(path) for path in options["files"]])
            except Refused as refused:
                raise CommandError(str(refused), returncode=BAD_INPUT) from refused
            if options["json"]:
                rows = [_row(failure) for failure in outcome.failures]
                self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            else:
                self._print(outcome)
            count = len(outcome.failures)
            if count:
                message = ngettext("有%(count)s处不符。", "有%(count)s处不符。", count)
                raise CommandError(message % {"count": count}, returncode=FAULTS_FOUND)

    def _print(self, outcome: Outcome) -> None:
        for failure in outcome.failures:
            where = place_words(failure.place)
            self.stdout.write(f"{failure.report.name}  {failure.identity}  {where}")
            self.stdout.write(f"    {sentence(failure)}")
        for one in outcome.unchecked:
            self.stdout.write(f"{one.report.name}  {one.identity}  {_('未核对')}  {one.why}")
        if not outcome.failures:
            self.stdout.write(_("核对了%(count)s处，全部相符。") % {"count": outcome.compared})


def _row(failure: Failure) -> dict[str, Any]:
    return {
        "file": failure.report.name,
        "year": failure.report.year,
        "identity": failure.identity,
        "table": failure.place.table,
        "row": failure.place.row,
        "column": failure.place.column,
        "expected": _number(failure.expected),
        "found": _number(failure.found),
        "text": failure.text,
    }


def _number(value: Decimal | str | None) -> int | str | None:
    """Return whole numbers as numbers; others as text, as the layout has them, to stay exact."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.rulebook import additions, periods
from sunshine.rulebook.actions_law import add_law_file
from sunshine.workdays import loader


class Command(commands.Command):
    """``sunshine law``: what the data say of the calendar and of periods, and adding to them."""

    help = "Show the calendar and the periods in force, explain a due date, add a year or a period."
    # A fault in what was added must not keep the correction out.

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        shown = acts.add_parser("show", help="years announced, and the periods in force on a day")
        shown.add_argument("--on", type=_day, help="YYYY-MM-DD; today if left out")
        explained = acts.add_parser("explain", help="reckon a period day by day")
        explained.add_argument("period", help="key of a period, as docs/law.md lists them")
        explained.add_argument("start", type=_day, help="YYYY-MM-DD, which is not counted")
        added = acts.add_parser("add", help="add a year of the calendar, or periods, from a file")
        added.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked; fail with a sentence."""
        try:
            if options["act"] == "show":
                self._show(options["on"] or beijing_day(timezone.now()))
            elif options["act"] == "explain":
                self._explain(options["period"], options["start"])
            else:
                added = add_law_file(options["file"], by=None, at=timezone.now())
                self.stdout.write(f"added as {added}")
        except (additions.BadAddition, Refused) as fault:
            raise CommandError(str(fault)) from fault

    def _show(self, on: date) -> None:
        numbers = [year.number for year in loader.years()]
        self.stdout.write(f"calendar: {numbers[0]}-{numbers[-1]}, {len(numbers)} years announced")
        for one in periods.periods_on(on):
            length = f"{one.length} {one.unit}"
            self.stdout.write(f"{one.key:24}{length:14}{one.status:12}{one.law}")

    def _explain(self, key: str, start: date) -> None:
        try:
            found = periods.period(key, start)
        except KeyError as fault:
            raise CommandError(f"no period {key}: sunshine law show lists them") from fault
        if found.unit is periods.Unit.HOURS:
            raise CommandError(f"{key} is {found.length} hours from the moment it starts")
        due = periods.due(start, found, loader.official_calendar())
        number = 0
        for day in due.reckoning:
            number += day.counted
            mark = number if day.counted else "-"
            self.stdout.write(f"{day.date} {mark:>3}  {day.why}  {day.law}".rstrip())
        state = "provisional" if due.provisional else "final"
        self.stdout.write(f"due {due.day} ({state}): {found.law}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from fault

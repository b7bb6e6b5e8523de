import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from sunshine.inforequests.clock import Consultation, Due, Facts, reckon
from sunshine.kit import commands
from sunshine.kit.errors import Refused
from sunshine.workdays.loader import BadYearFile, official_calendar

BAD_INPUT = 2


class Command(commands.Command):
    """``sunshine due disclosure --received DAY``: when an answer is due, day by day.

    Exit code 0, or 2 for facts that cannot be; the sentence says what to put right.
    """

    help = "Reckon when the answer to a request for disclosure is due, every day explained."

    def add_arguments(self, parser: CommandParser) -> None:
        clocks = parser.add_subparsers(dest="clock", required=True)
        one = clocks.add_parser("disclosure", help="disclosure on request (依申请公开)")
        one.add_argument("--received", type=_day, required=True, metavar="DAY")
        one.add_argument("--corrected", type=_day, metavar="DAY", help="the correction came")
        one.add_argument(
            "--consulted",
            type=_span,
            action="append",
            default=[],
            metavar="FROM:TO",
            help="a third party was asked and answered; may be given again",
        )
        one.add_argument("--extension", type=int, default=0, metavar="DAYS", help="working days")
        one.add_argument("--paid", type=_day, metavar="DAY", help="the fee was paid")
        one.add_argument(
            "--calendar-as-of", type=_day, metavar="DAY", help="as the calendar was known then"
        )
        one.add_argument("--json", action="store_true")
        one.add_argument("--language", choices=("zh-hans", "en"), default="zh-hans")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the due day, or why there is none."""
        facts = Facts(
            options["received"],
            options["corrected"],
            tuple(options["consulted"]),
            options["extension"],
            options["paid"],
        )
        with override(options["language"]):
            try:
                due = reckon(facts, official_calendar(options["calendar_as_of"]))
            except (Refused, BadYearFile) as fault:
                raise CommandError(str(fault), returncode=BAD_INPUT) from fault
            if options["json"]:
                self.stdout.write(json.dumps(due_data(due), ensure_ascii=False, indent=1))
            else:
                self._print(due)

    def _print(self, due: Due) -> None:
        number = 0
        for day in due.days:
            number += day.counted
            mark = number if day.counted else "-"
            self.stdout.write(f"{day.date} {mark:>3}  {day.why}  {day.law}".rstrip())
        law = due.segments[-1].law
        self.stdout.write(_("答复期限：%(day)s　%(law)s") % {"day": due.due, "law": law})
        if due.provisional:
            self.stdout.write(_("暂定：所涉年份的放假安排尚未公布，公布后重新计算。"))


def due_data(due: Due) -> dict[str, Any]:
    """Return ``due`` as the command prints it in JSON."""
    return {
        "edition": due.edition,
        "due": due.due.isoformat(),
        "provisional": due.provisional,
        "segments": [
            {
                "kind": one.segment.value,
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "counted": one.counted,
                "law": one.law,
            }
            for one in due.segments
        ],
        "days": [
            {
                "date": day.date.isoformat(),
                "counted": day.counted,
                "why": str(day.why),
                "law": day.law,
            }
            for day in due.days
        ],
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from fault


def _span(text: str) -> Consultation:
    first, colon, last = text.partition(":")
    if not colon:
        raise ArgumentTypeError(f"{text!r} is no span: write FROM:TO, both as YYYY-MM-DD")
    return Consultation(_day(first), _day(last))

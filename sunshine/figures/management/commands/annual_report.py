import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.figures.case_counts import CASES
from sunshine.figures.documents import Document
from sunshine.figures.forms import first_year
from sunshine.figures.models import Kind
from sunshine.figures.printing.formats import FORMATS, made_as
from sunshine.figures.queries import document_for, sum_for
from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body

BAD_INPUT = 2


class Command(commands.Command):
    """``sunshine annual-report BODY YEAR --format json|html|docx|pdf|xlsx [--out FILE]``.

    What was signed last; before that a draft, marked so, reckoned as things stand now.
    """

    help = "Write the yearly account of disclosure (or of enforcement) of a body."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("body", metavar="BODY", help="slug or Chinese name")
        parser.add_argument("year", type=int, metavar="YEAR")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
        parser.add_argument("--kind", choices=Kind.values, default=str(Kind.DISCLOSURE))
        parser.add_argument(
            "--sum",
            action="store_true",
            help="the internal sum of the body and every body below it; no account by law",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file; exit code 2 for a body, a year or a file that does not fit."""
        with override("zh-hans"):
            try:
                made = made_as(_document(options), options["format"])
            except Refused as refused:
                raise CommandError(str(refused), returncode=BAD_INPUT) from refused
        out: Path | None = options["out"]
        if out is None:
            sys.stdout.buffer.write(made.content)
            sys.stdout.flush()
            return
        try:
            out.write_bytes(made.content)
        except OSError as fault:
            raise CommandError(f"{out}: {fault.strerror}", returncode=BAD_INPUT) from fault


def _document(options: dict[str, Any]) -> Document:
    asked, year, kind = options["body"], options["year"], options["kind"]
    body = Body.objects.filter(slug=asked).first() or Body.objects.filter(name=asked).first()
    if body is None:
        raise Refused("account-body-unknown", body=asked[:40])
    last = beijing_day(timezone.now()).year
    if not first_year(kind) <= year <= last:
        raise Refused("account-year-unfit", first=first_year(kind), last=last)
    if options["sum"]:
        return sum_for(body, year, kind, CASES)
    return document_for(body, year, kind, CASES)

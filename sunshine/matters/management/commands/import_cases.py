from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import override

from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.matters.actions.cases import Result, Told, import_cases
from sunshine.matters.case_lists import FAULTS, read_list
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import holders

FAULTS_FOUND = 1
_WORDS = {
    Result.ADDED: "新增 added",
    Result.CORRECTED: "更正 corrected",
    Result.UNCHANGED: "未变 unchanged",
    Result.REFUSED: "未收 refused",
}


class Command(commands.Command):
    """``sunshine import-cases FILE --body CODE``: closed cases from another system.

    CSV or JSON lines; as often as one likes. Exit code 1 if a line was refused.
    """

    help = "Import closed cases (CSV or JSON lines), by which promises are measured."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=".csv or .jsonl")
        parser.add_argument("--body", required=True, help="slug or name of the body")
        parser.add_argument("--by", default="", help="user name of whose work it is")
        parser.add_argument("--quiet", action="store_true", help="only the sums")

    def handle(self, *_: Any, **options: Any) -> None:
        """Import, tell of every line, and say the sums."""
        with override("zh-hans"):
            told = self._import(options)
            for one in told if not options["quiet"] else ():
                self.stdout.write(_line(one))
            counts = {result: sum(one.result == result for one in told) for result in Result}
            self.stdout.write("  ".join(f"{_WORDS[one]}: {counts[one]}" for one in Result))
            if counts[Result.REFUSED]:
                message = f"有{counts[Result.REFUSED]}行未收 · some lines were refused"
                raise CommandError(message, returncode=FAULTS_FOUND)

    def _import(self, options: dict[str, Any]) -> list[Told]:
        at = timezone.now()
        on = beijing_day(at)
        path: Path = options["file"]
        if path.suffix.lower() not in {".csv", ".jsonl"}:
            raise CommandError("请给出 .csv 或者 .jsonl 文件 · a .csv or .jsonl file is wanted")
        body = Body.objects.filter(slug=options["body"]).first()
        body = body or Body.objects.filter(name=options["body"]).first()
        if body is None:
            raise CommandError("没有这个机关 · there is no such body")
        by = self._person(options["by"], body, on=on)
        try:
            lines = list(read_list(path.read_bytes(), is_csv=path.suffix.lower() == ".csv", on=on))
            return import_cases(body, lines, source=path.name, by=by, at=at)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError("文件不能读 · the file cannot be read") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def _person(self, name: str, body: Body, *, on: date) -> Person:
        if name:
            found = Person.objects.filter(username=name).first()
        else:
            found = next(iter(holders(Role.DISCLOSURE_OFFICER, body, on)), None)
        if found is None:
            raise CommandError("没有这个账号，请用 --by 指定 · no such account: name one by --by")
        return found


def _line(told: Told) -> str:
    line = told.line
    why = "；".join(str(FAULTS[fault]) for fault in line.faults)
    return f"{line.line}\t{line.number}\t{_WORDS[told.result]}{'：' if why else ''}{why}"

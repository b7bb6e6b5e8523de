"""The frame of both import commands: whose work, dry run or not, a bar of progress, a report."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from sunshine.imports.actions import begin_batch, resume_batch, why_not_begin_batch
from sunshine.imports.converting.kinds import Unconvertible
from sunshine.imports.models import Batch, BatchState, Row, RowState
from sunshine.imports.reading import Reader
from sunshine.imports.reasons import reason_of
from sunshine.imports.reporting import counts, lines, write_csv
from sunshine.imports.running import Clock, read_all, steps
from sunshine.jobs.locks import HomeLock
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import holders
from sunshine.publishing.models import Section

_BAR = 30
_UNFINISHED = (BatchState.READING, BatchState.WRITING, BatchState.STOPPED, BatchState.PREVIEW)


def add_arguments(parser: ArgumentParser) -> None:
    """Add what both commands take."""
    parser.add_argument("path", type=Path, help="a folder, a ZIP archive, a file")
    parser.add_argument("--body", required=True, help="slug or name of the body")
    parser.add_argument("--section", required=True, help="slug or name of the section")
    parser.add_argument("--by", default="", help="user name of whose work it is; by default the "
                        "disclosure officer or editor of the body")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")
    parser.add_argument("--report", type=Path, help="write the report to this CSV file too")
    parser.add_argument("--quiet", action="store_true", help="no bar, no rows; only the sum")


class Importing:
    """One run of an import command."""

    def __init__(
        self, command: BaseCommand, kind: str, options: dict[str, Any], given: dict[str, Any]
    ) -> None:
        self.command, self.kind, self.options, self.given = command, kind, options, given
        self.clock: Clock = timezone.now
        self.path: Path = options["path"]

    def run(self) -> None:
        """Import or look; raise CommandError with the sentence of what is refused."""
        with override("zh-hans"):
            try:
                self._run()
            except Refused as refused:
                raise CommandError(str(refused)) from refused
            except Unconvertible as why:
                facts = {"name": str(self.path), **why.facts}
                raise CommandError(str(reason_of(why.code, facts))) from why

    def _run(self) -> None:
        now = self.clock()
        body = self._body()
        section = self._section(body)
        by = self._person(body)
        refuse_if(why_not_begin_batch(body, section, by=by, on=beijing_day(now)))
        if not self.path.exists():
            raise Refused("import-nothing-there", name=str(self.path))
        facts: dict[str, Any] = {
            "kind": self.kind,
            "name": self.path.resolve().name[:200],
            "path": str(self.path.resolve()),
            "options": self.given,
        }
        if self.options["dry_run"]:
            batch = Batch(body=body, section=section, begun_by=by, begun_at=now, **facts)
            with Reader() as reader:
                rows = list(read_all(batch, reader, self.clock))
            self._report(rows, dry=True)
            return
        self._import(body, section, by, facts)

    def _import(self, body: Body, section: Section, by: Person, facts: dict[str, Any]) -> None:
        now = self.clock()
        batch = self._unfinished(body, section, facts)
        if batch is None:
            code = opaque_code()
            batch = begin_batch(body, section, code=code, is_confirmed=True, by=by, at=now, **facts)
        else:
            self.command.stdout.write(f"接着上次未完成的导入（{batch.code}） · resuming")
        with self._alone(batch), Reader() as reader:
            if batch.state == BatchState.STOPPED:
                resume_batch(batch, by=by, at=now)
            for _row in steps(batch, reader, self.clock):
                self._bar(batch)
        self._bar(batch, end=True)
        batch.refresh_from_db()
        if batch.trouble:
            raise CommandError(str(reason_of(batch.trouble, batch.trouble_facts)))
        self.command.stdout.write(f"批次 {batch.code} · {by.name}")
        rows = batch.rows.select_related("item").defer("content").order_by("ordinal")
        self._report(list(rows), dry=False)

    def _unfinished(self, body: Body, section: Section, facts: dict[str, Any]) -> Batch | None:
        """Return the import of the same path that was killed or stopped, if there is one."""
        same = Batch.objects.filter(
            body=body,
            section=section,
            path=facts["path"],
            kind=self.kind,
            state__in=_UNFINISHED,
        )
        return same.select_related("body", "section", "begun_by").first()

    @contextmanager
    def _alone(self, batch: Batch) -> Iterator[None]:
        """Hold the batch for this process; refuse where another one is at it."""
        # A lock of the system: it ends with its holder, however that ends.
        from_settings = Path(settings.IMPORTS_DIR) / f"{batch.code}.lock"
        lock = HomeLock(from_settings)
        if not lock.acquire():
            raise Refused("import-is-running")
        try:
            yield
        finally:
            from_settings.unlink(missing_ok=True)
            lock.release()

    def _bar(self, batch: Batch, *, end: bool = False) -> None:
        """Show how many steps of all are done: each row is read and written."""
        if self.options["quiet"] or not (sys.stderr.isatty() or end):
            return
        states = counts(Row.objects.filter(batch=batch).only("state"))
        total = sum(states.values())
        left = 2 * states.get(RowState.WAITING, 0) + states.get(RowState.READ, 0)
        share = 1 - left / (2 * total) if total else 0
        full = round(share * _BAR)
        line = f"\r[{'█' * full}{'·' * (_BAR - full)}] {total - (left + 1) // 2}/{total}"
        self.command.stderr.write(line, ending="\n" if end else "")

    def _report(self, rows: list[Row], *, dry: bool) -> None:
        if not self.options["quiet"]:
            for row in rows:
                for line in lines(row):
                    self.command.stdout.write(line)
        if self.options["report"] is not None:
            with self.options["report"].open("w", encoding="utf-8-sig", newline="") as target:
                write_csv(rows, target)
        told = [f"{RowState(state).label} {count}" for state, count in counts(rows).items()]
        head = "试读，什么也没有写入 · dry run, nothing written" if dry else "导入完毕 · done"
        self.command.stdout.write(f"{head}：共 {len(rows)} 行；{'，'.join(told)}")

    def _body(self) -> Body:
        given = self.options["body"]
        found = Body.objects.filter(slug=given).first() or Body.objects.filter(name=given).first()
        if found is None:
            raise Refused("import-body-unknown", given=given)
        return found

    def _section(self, body: Body) -> Section:
        given = self.options["section"]
        sections = Section.objects.filter(set__slug=body.section_set)
        found = sections.filter(slug=given).first() or sections.filter(name=given).first()
        if found is None:
            raise Refused("import-section-unknown", body=body.name, given=given)
        return found

    def _person(self, body: Body) -> Person:
        if given := self.options["by"]:
            found = Person.objects.filter(username=given).first()
            if found is None:
                raise Refused("import-person-unknown", given=given)
            return found
        on = beijing_day(self.clock())
        for role in (Role.DISCLOSURE_OFFICER, Role.EDITOR, Role.DISCLOSURE_HEAD):
            if people := holders(role, body, on):
                return people[0]
        raise Refused("import-no-officer", body=body.name)

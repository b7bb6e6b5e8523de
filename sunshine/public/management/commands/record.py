"""``sunshine record check | rebuild | status | count-log``: the finished files and the database."""

import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.timezone import now

from sunshine.audit.models import Cursor
from sunshine.jobs.readers import head, pass_over
from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.pending import fingerprint, marks, read_state
from sunshine.public.baking.reader import NAME
from sunshine.public.baking.rebuild import (
    Share,
    bake_share,
    finish,
    forget_progress,
    is_begun,
    purpose_of,
)
from sunshine.public.baking.whole import Difference, differences, strangers, sweep_strangers
from sunshine.public.log_counting import mark_of, read_log
from sunshine.publishing.access_counts import add_counts
from sunshine.publishing.models import CountedLog

_CATCH_UP_SECONDS = 10


class Command(commands.Command):
    help = "Compare the public record with the database, or bake it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        check = what.add_parser("check", help="name every difference; exit 1 if there is one")
        check.add_argument("--repair", action="store_true", help="bake again what differs")
        again = what.add_parser("rebuild", help="bake everything anew, in place")
        again.add_argument("--jobs", type=int, default=1, help="processes side by side")
        again.add_argument("--afresh", action="store_true", help="do not go on where one stopped")
        again.add_argument("--share", help="one part only, e.g. 1/4 (used by --jobs)")
        what.add_parser("status", help="say how far the record has come")
        log = what.add_parser("count-log", help="count what a web server before us has served")
        log.add_argument("file", type=Path, help="its access log (docs/operate.md)")

    def handle(self, *_: Any, **options: Any) -> None:
        self.root: Path = settings.RECORD_DIR
        self.day = beijing_day(now())
        if options["what"] == "check":
            self._check(repair=options["repair"])
        elif options["what"] == "status":
            self._status()
        elif options["what"] == "count-log":
            self._count_log(options["file"])
        elif options["share"]:
            self._one_share(options["share"])
        else:
            self._rebuild(max(1, options["jobs"]), afresh=options["afresh"])

    def _check(self, *, repair: bool) -> None:
        suspects = {
            found.key: None
            for found in differences(self.root, every_key(), on=self.day)
            if found.key is not None
        }
        if suspects:
            # What was published a moment ago may still be on its way.
            self._wait_for_reader()
        found = list(differences(self.root, suspects, on=self.day))
        loose = list(strangers(self.root))
        for difference in found:
            self.stdout.write(str(difference))
        for name in loose:
            self.stdout.write(str(Difference("extra", name)))
        counts = Counter(difference.what for difference in found)
        counts["extra"] += len(loose)
        if not counts.total():
            self.stdout.write("The record and the database agree.")
            return
        said = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()) if count)
        if not repair:
            raise CommandError(f"{said}. Put it right with: sunshine record check --repair")
        self._repair(suspects)
        self.stdout.write(f"Put right: {said}.")

    def _repair(self, keys: dict[Key, None]) -> None:
        with baker_at(self.root, durable=True) as baker:
            baker.bake(keys, on=self.day)
        sweep_strangers(self.root)

    def _wait_for_reader(self) -> None:
        end, goal = monotonic() + _CATCH_UP_SECONDS, head()
        while monotonic() < end:
            if (Cursor.objects.filter(reader=NAME, last__gte=goal)).exists():
                return
            sleep(0.2)

    def _status(self) -> None:
        state, marked = read_state(self.root), marks(self.root)
        reached = Cursor.objects.filter(reader=NAME).first()
        behind = head() - (reached.last if reached else 0)
        self.stdout.write(f"record: {self.root}")
        self.stdout.write(f"events still to bake: {behind}")
        current = state.fingerprint == fingerprint()
        self.stdout.write(f"made by this version of the program: {'yes' if current else 'no'}")
        self.stdout.write(f"made for the day: {state.day or 'never'}")
        self.stdout.write(f"owed in the background: {', '.join(marked) or 'nothing'}")

    def _count_log(self, file: Path) -> None:
        try:
            mark, lines = mark_of(file), 0
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        if not mark:
            self.stdout.write("The log is empty.")
            return
        known, _ = CountedLog.objects.get_or_create(mark=mark, defaults={"counted_at": now()})
        while True:
            counts, end = read_log(file, known.offset)
            if end == known.offset:
                break
            with transaction.atomic():
                add_counts(counts)
                known.offset, known.counted_at = end, now()
                known.save()
            lines += sum(people + bots for people, bots in counts.values())
        self.stdout.write(f"{lines} readings counted.")

    def _rebuild(self, jobs: int, *, afresh: bool) -> None:
        if afresh:
            forget_progress(self.root)
        # A rebuild from the start shows all that had happened when it began.
        shown = 0 if is_begun(self.root) else head()
        began = monotonic()
        total = sum(1 for _ in every_key())
        last = 0.0
        done = files = 0
        purpose = purpose_of(self.root)
        for done, files in self._working(jobs):
            if monotonic() - last >= 1:
                last = monotonic()
                self._say(done, total, files, last - began)
        removed = finish(self.root, on=self.day, purpose=purpose)
        pass_over(NAME, shown, at=now())
        self._say(done, total, files, monotonic() - began)
        self.stdout.write(f"The record is rebuilt; {removed} files that nothing owns were removed.")

    def _say(self, done: int, total: int, files: int, seconds: float) -> None:
        share = 100 * done // total if total else 100
        speed = files / seconds if seconds else 0
        self.stdout.write(f"{share:3d} %  {done} of {total}  {files} files  {speed:.0f} files/s")
        self.stdout.flush()

    def _working(self, jobs: int) -> Iterator[tuple[int, int]]:
        """Yield (keys done, files written) of all processes together."""
        if jobs == 1:
            yield from bake_share(self.root, Share(), on=self.day)
            return
        running = [self._start(number, jobs) for number in range(1, jobs + 1)]
        reached = [(0, 0)] * jobs
        try:
            while any(process.poll() is None for process in running):
                for place, process in enumerate(running):
                    line = process.stdout.readline() if process.stdout else ""
                    if line:
                        done, files = line.split()
                        reached[place] = int(done), int(files)
                yield sum(done for done, _ in reached), sum(files for _, files in reached)
        finally:
            for process in running:
                process.terminate()
        if any(process.wait() for process in running):
            raise CommandError("A process of the rebuild failed; run the command again to go on.")

    def _start(self, number: int, of: int) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "sunshine", "record", "rebuild", "--share"]
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, f"{number}/{of}"], stdout=subprocess.PIPE, text=True
        )

    def _one_share(self, words: str) -> None:
        number, _, of = words.partition("/")
        share = Share(int(number), int(of))
        last = 0.0
        reached = (0, 0)
        for reached in bake_share(self.root, share, on=self.day):
            if monotonic() - last >= 1:
                last = monotonic()
                self.stdout.write(f"{reached[0]} {reached[1]}")
                self.stdout.flush()
        self.stdout.write(f"{reached[0]} {reached[1]}")

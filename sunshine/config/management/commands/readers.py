from typing import Any

from django.core.management.base import CommandError, CommandParser

from sunshine.config.schedule import READERS
from sunshine.jobs.models import ReaderFailure
from sunshine.jobs.readers import lags, retry_parked
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine readers``: how far each reader of the log is, and what it could not handle."""

    help = "Show the readers of the event log; try a parked event again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", type=int, metavar="NUMBER", help="of a parked failure")

    def handle(self, *_args: Any, **options: Any) -> None:
        """List readers and failures, or handle one parked event again."""
        if options["retry"] is not None:
            self._retry(options["retry"])
            return
        for name, behind in lags(READERS).items():
            self.stdout.write(f"{name}: {behind} behind")
        for failure in ReaderFailure.objects.order_by("id"):
            state = "parked" if failure.parked_at else f"again {failure.next_try:%H:%M:%S} UTC"
            self.stdout.write(f"{failure.id} {failure} ({failure.kind}), {state}: {failure.error}")

    def _retry(self, number: int) -> None:
        failure = ReaderFailure.objects.parked().filter(id=number).first()
        reader = next((r for r in READERS if failure and r.name == failure.reader), None)
        if failure is None or reader is None:
            raise CommandError(f"There is no parked event {number}. List them: sunshine readers")
        retry_parked(reader, failure)
        self.stdout.write(f"{reader.name} has handled event {failure.event}.")

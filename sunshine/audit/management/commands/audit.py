from typing import Any

from django.core.management.base import CommandError, CommandParser

from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine audit verify``: compute every link of the event log again."""

    help = "Check that no event was changed, removed or slipped in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print how many events hold and the last digest; fail at the first that does not."""
        broken = verify(self._show)
        if broken is not None:
            raise CommandError(f"event {broken.event}: {broken.fault}")
        last = Event.objects.order_by("-id").first()
        if last is None:
            self.stdout.write("The event log is empty.")
            return
        self.stdout.write(f"{Event.objects.count()} events hold. Last: {last.id} {last.digest}")

    def _show(self, count: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{count} events", ending="")

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sunshine.kit import commands
from sunshine.notices.models import Mail


class Command(commands.Command):
    """``sunshine mail``: what waits to be sent, and what was given up."""

    help = "Show the mail that was not sent; try what was given up again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true", help="try what was given up again")

    def handle(self, *_args: Any, **options: Any) -> None:
        """List the mail not sent, or have the worker try again."""
        if options["retry"]:
            count = Mail.objects.given_up().update(next_try=timezone.now(), tries=0)
            self.stdout.write(f"{count} will be tried again.")
            return
        for mail in Mail.objects.filter(sent_at__isnull=True).order_by("id"):
            state = f"again {mail.next_try:%F %T} UTC" if mail.next_try else "given up"
            self.stdout.write(f"{mail}: {mail.tries} tries, {state} {mail.error}".rstrip())

"""Adds very many requests to the sample, to measure with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from sunshine.kit import commands
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from sunshine.sample.generating import generate


class Command(commands.Command):
    """``sunshine generate-cases N``: N closed requests, and a tenth as many open ones."""

    help = "Add N closed and N/10 open requests for disclosure to the sample province."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many closed ones")
        parser.add_argument("--open", type=int, metavar="M", help="how many open ones (N/10)")
        parser.add_argument("--seed", default="sunshine", help="the same seed, the same requests")

    def handle(self, *args: object, **options: Any) -> None:
        """Add them, with progress; refuse where there is no sample."""
        closed = options["count"]
        opened = closed // 10 if options["open"] is None else options["open"]
        if not Person.objects.filter(is_sample=True).exists():
            raise CommandError("There is no sample here. Run: sunshine sample")
        if not 0 <= closed + opened <= 2_000_000:
            raise CommandError("N must be between 0 and 2,000,000.")
        total = closed + opened
        try:
            made = generate(
                closed,
                opened,
                seed=options["seed"],
                on=beijing_day(timezone.now()),
                tell=lambda done: self._progress(done, total),
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{made} requests")

    def _progress(self, done: int, total: int) -> None:
        if done % 20_000 == 0 or done == total:
            self.stdout.write(f"  {done}/{total}")

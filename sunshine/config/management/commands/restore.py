from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from sunshine.config.backup import Manifest
from sunshine.config.dumps import DumpError
from sunshine.config.restore import RestoreError, agree_on_seals, restore_backup
from sunshine.kit import commands
from sunshine.orgs.models import Body


class Command(commands.Command):
    """``sunshine restore FILE``: put a backup in place of what is there."""

    help = "Restore a backup into SUNSHINE_HOME and the database; the old state is kept aside."
    # The database may be the very thing that is broken.

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, bring the tables up to date, prove the event log, and rebuild the record."""
        try:
            manifest, aside = restore_backup(options["file"].absolute(), at=timezone.now())
        except (RestoreError, DumpError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        agree_on_seals()
        self._prove(manifest)
        call_command("collectstatic", interactive=False, verbosity=0)
        # Before its setup a house has no pages.
        if Body.objects.exists():
            call_command("record", "rebuild")
        self.stdout.write(
            f"Restored the state of {manifest.made_at}, events up to {manifest.last_event}."
            f" What was there before lies in {aside}; remove it when all is well."
        )

    def _prove(self, manifest: Manifest) -> None:
        broken = verify()
        if broken is not None:
            raise CommandError(f"Restored, but event {broken.event} {broken.fault}.")
        last = Event.objects.order_by("-id").values_list("id", "digest").first() or (0, "")
        if last != (manifest.last_event, manifest.last_digest):
            raise CommandError("Restored, but the event log does not end where the backup says.")

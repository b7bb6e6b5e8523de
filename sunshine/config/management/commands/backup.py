from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from sunshine.config.backup import write_backup
from sunshine.config.dumps import DumpError
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine backup FILE``: everything an installation needs, in one archive."""

    help = "Write a backup of the whole installation; the site may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the archive and say what is in it."""
        target: Path = options["file"].absolute()
        try:
            manifest = write_backup(target, at=timezone.now())
        except FileExistsError as error:
            raise CommandError(f"{target} exists already. Choose another name.") from error
        except (DumpError, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        size = target.stat().st_size / 1_000_000
        self.stdout.write(
            f"{target}: {len(manifest.entries)} entries, {size:.1f} MB,"
            f" events up to {manifest.last_event}. Keep it safe: it holds keys and personal data."
        )

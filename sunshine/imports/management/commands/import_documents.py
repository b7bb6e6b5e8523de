from argparse import ArgumentParser
from typing import Any

from sunshine.imports.command_line import Importing, add_arguments
from sunshine.imports.models import BatchKind
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine import-documents PATH --body CODE --section SECTION [--dry-run]``."""

    help = "Import a folder, a ZIP archive or a JSON list of documents; report row by row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        parser.add_argument(
            "--attach-docx", action="store_true", help="attach each DOCX beside its text"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Import, or say what would be imported."""
        attach = ["docx"] if options["attach_docx"] else []
        Importing(self, BatchKind.DOCUMENTS, options, {"attach": attach}).run()

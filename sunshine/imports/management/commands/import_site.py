from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from sunshine.imports.command_line import Importing, add_arguments
from sunshine.imports.models import BatchKind
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine import-site PATH --body CODE --section SECTION --base URL [--dry-run]``."""

    help = "Import the saved pages of an old website; links and old addresses are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        parser.add_argument("--base", default="", help="address of the old site, http://…")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FOLDER=SECTION",
            help="a folder, or a name on the trail, and the section it becomes; may be repeated",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Import, or say what would be imported."""
        pairs = [pair.partition("=") for pair in options["map"]]
        if any(not sign for _folder, sign, _section in pairs):
            raise CommandError("--map 的写法是 文件夹=栏目代码 · --map takes FOLDER=SECTION")
        sections = {folder: section for folder, _sign, section in pairs}
        given = {"base": options["base"], "sections": sections}
        Importing(self, BatchKind.SITE, options, given).run()

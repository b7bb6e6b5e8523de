"""The command line: ``sunshine COMMAND``; every Django management command is one."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line with the settings of Sunshine.

    Commands are typed with hyphens (``compile-messages``); their modules have underscores.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunshine.config.settings")
    program, *rest = sys.argv
    if rest and not rest[0].startswith("-"):
        rest[0] = rest[0].replace("-", "_")
    execute_from_command_line([program, *rest])


if __name__ == "__main__":
    main()

"""The command line: ``sunshine COMMAND``; every Django management command is one."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line with the settings of Sunshine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunshine.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

from typing import Any

from django.core.management.commands.check import Command as DjangoCheck


class Command(DjangoCheck):
    """``sunshine check``: Django's check, which asks the database too unless told otherwise."""

    def handle(self, *app_labels: list[str], **options: Any) -> None:
        """Run all checks and print what they find."""
        options["databases"] = options["databases"] or ["default"]
        super().handle(*app_labels, **options)

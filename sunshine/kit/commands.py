"""What the commands of the command line have in common."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """A command that starts at once: Django's checks would first load every page of the site.

    They are made where they belong: by ``sunshine check`` and ``sunshine serve``.
    """

    requires_system_checks = ()

"""``sunshine compile-messages``: make the catalogues that Django reads, without gettext's tools."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from sunshine.kit import commands


class Command(commands.Command):
    """Writes a .mo beside every .po that is newer than it."""

    help = "Compile the English catalogues; run it after every change of a .po file."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is stale and say how many catalogues that were."""
        package: Path = settings.PACKAGE
        stale = [po for po in sorted(package.glob("*/locale/*/LC_MESSAGES/*.po")) if is_stale(po)]
        for po in stale:
            compile_catalogue(po)
        if stale:
            self.stdout.write(f"compiled {len(stale)} catalogues")


def is_stale(po: Path) -> bool:
    """Return whether the compiled catalogue is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns <= po.stat().st_mtime_ns


def compile_catalogue(po: Path) -> None:
    """Write the compiled catalogue beside ``po``, at once or not at all."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3])
    unfinished = po.with_suffix(".mo.new")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(po.with_suffix(".mo"))

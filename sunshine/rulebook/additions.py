"""Adding to the law in the data without a new release: years, closures of bodies, periods."""

import os
import tempfile
import tomllib
from pathlib import Path

from sunshine.rulebook import editions, periods
from sunshine.workdays import loader


class BadAddition(ValueError):
    """A file that cannot be added; the text says what to put right."""


def add(path: Path) -> Path:
    """Put the file ``path`` into SUNSHINE_HOME/law and return where it lies now.

    A file of the same kind is replaced as a whole. Nothing changes, and
    BadAddition is raised, if it contradicts itself.
    """
    _target(path)
    return add_text(path.read_bytes())


def add_text(content: bytes) -> Path:
    """Put ``content`` into SUNSHINE_HOME/law as ``add`` does a file; raise as it does."""
    directory = loader.local_directory()
    directory.mkdir(parents=True, exist_ok=True)
    # Written aside and then renamed: readers see the old file or the new one, never a half.
    handle, name = tempfile.mkstemp(dir=directory)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as copy:
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
        aside.chmod(0o644)
        return aside.replace(_target(aside))
    finally:
        aside.unlink(missing_ok=True)


def check() -> None:
    """Read everything that has been added; raise BadAddition at the first file with a fault."""
    directory = loader.local_directory()
    for path in sorted(directory.glob("*.toml")) if directory.is_dir() else ():
        _target(path)


def _target(path: Path) -> Path:
    try:
        content = editions.read_file(path)
        if "year" in content:
            return loader.local_directory() / f"{loader.read_year(path).number}.toml"
        if "closure" in content:
            loader.read_closures(path)
            return loader.local_directory() / loader.CLOSURES
        if content.keys() & {"period", "yearly", "sections"}:
            periods.check_addition(path)
            return editions.local_file(periods.FILE)
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BadAddition(f"{path}: {fault}") from fault
    except (loader.BadYearFile, periods.BadPeriods) as fault:
        raise BadAddition(str(fault)) from fault
    raise BadAddition(f"{path}: it holds no year, no closure and no period")

"""``python -m bench [FIGURE …]``: run the figures and write them into docs/benchmarks.md.

Every module here that has ``run(home: Path) -> list[Figure]`` measures one thing, in an
empty directory of its own. Its docstring stands above its table.
"""

import importlib
import os
import platform
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Figure

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks
Written by `make bench` (`make bench FIGURES=name` for one). Ratios come from one run on one
machine; absolute values are for orientation.
"""
TABLE = "| figure | measured | must | met | from the same run |\n|---|---|---|---|---|"


def figure_names() -> list[str]:
    """Return the names of the modules that measure something."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if "\ndef run(" in path.read_text(encoding="utf-8") and path.stem != "__main__"
    )


def machine() -> str:
    """Return the machine in one line: processor, cores, memory, system, Python."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model.group(1) if model else platform.machine()
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    python = platform.python_version()
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GB, {system}, Python {python}"


def section(name: str) -> tuple[str, list[Figure]]:
    """Measure one module and return its part of the page, with its figures."""
    module = importlib.import_module(f"bench.{name}")
    with tempfile.TemporaryDirectory(prefix="sunshine-bench-") as home:
        figures: list[Figure] = module.run(Path(home))
    day = datetime.now(UTC).date().isoformat()
    about = (module.__doc__ or "").strip()
    rows = "\n".join(figure.row for figure in figures)
    command = f"`make bench FIGURES={name}`, {day}, {machine()}"
    return f"## {name}\n{about}\n\n{command}\n\n{TABLE}\n{rows}\n", figures


def replaced(page: str, name: str, text: str) -> str:
    """Return the page with the part of ``name`` replaced, or added at its end."""
    parts = re.split(r"(?m)^(?=## )", page or HEAD)
    kept = {part.split("\n", 1)[0]: part for part in parts[1:]}
    kept[f"## {name}"] = text
    return "\n".join([parts[0].rstrip() + "\n", *(part.rstrip() + "\n" for part in kept.values())])


def main() -> int:
    """Run the figures named, or all; return 1 if one is not what it must be."""
    missed = 0
    for name in sys.argv[1:] or figure_names():
        print(f"{name} …", flush=True)
        text, figures = section(name)
        page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(replaced(page, name, text), encoding="utf-8")
        for figure in figures:
            print(f"  {figure.row}")
            missed += not figure.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The strings of the code and their English: found, compared, and missing ones added.

``python -m tests.catalogue`` adds to each app's ``django.po`` an empty entry for every string
that has no English yet, and names the entries that no code asks for any more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "sunshine"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' + (
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@dataclass(frozen=True)
class Found:
    """A string that the code asks the catalogue for."""

    text: str
    plural: str
    context: str
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what a catalogue knows it by."""
        return self.context, self.text


def strings_of(app: Path) -> Iterator[Found]:
    """Yield every translatable string in the Python files and templates of an app."""
    for path in sorted(app.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extracted(path, path.read_text(encoding="utf-8"))
    for path in sorted([*app.rglob("templates/**/*.html"), *app.rglob("templates/**/*.txt")]):
        code = templatize(path.read_text(encoding="utf-8"))
        yield from _extracted(path, _as_python(code))


def catalogue_of(app: Path) -> Catalog:
    """Return the English catalogue of an app; an empty one if it has none."""
    file = app / CATALOGUE
    if not file.exists():
        return Catalog(locale="en")
    return read_po(BytesIO(file.read_bytes()), locale="en")


def apps() -> list[Path]:
    """Return the directories of the apps."""
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


def known() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the English of every string that any catalogue of ours has, by context and text."""
    return {
        (message.context or "", _first(message.id)): _all(message.string)
        for app in apps()
        for message in catalogue_of(app)
        if message.id and all(_all(message.string))
    }


def add_missing() -> int:
    """Add an empty entry for every string without English; return how many were added."""
    have, added = set(known()), 0
    for app in apps():
        present = {(m.context or "", _first(m.id)) for m in catalogue_of(app) if m.id}
        lacking = {f.key: f for f in strings_of(app) if f.key not in have | present}
        if lacking:
            _append(app / CATALOGUE, list(lacking.values()))
            added += len(lacking)
    return added


def unused() -> list[str]:
    """Return the entries that no code asks for."""
    asked = {found.key for app in apps() for found in strings_of(app)}
    return [
        f"{app.name}: {_first(message.id)}"
        for app in apps()
        for message in catalogue_of(app)
        if message.id and (message.context or "", _first(message.id)) not in asked
    ]


def _append(file: Path, lacking: list[Found]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(HEAD, encoding="utf-8")
    with file.open("a", encoding="utf-8") as target:
        for found in lacking:
            target.write(f"\n#: {found.place}\n{_entry(found)}")


def _entry(found: Found) -> str:
    context = f"msgctxt {_quoted(found.context)}\n" if found.context else ""
    head = f"{context}msgid {_quoted(found.text)}\n"
    if found.plural:
        return f'{head}msgid_plural {_quoted(found.plural)}\nmsgstr[0] ""\nmsgstr[1] ""\n'
    return f'{head}msgstr ""\n'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _extracted(path: Path, code: str) -> Iterator[Found]:
    rows = extract("python", BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for line, messages, _, context in rows:
        text, plural = (messages, "") if isinstance(messages, str) else messages[:2]
        place = f"{path.relative_to(PACKAGE.parent).as_posix()}:{line}"
        yield Found(text, plural or "", context or "", place)


def _as_python(code: str) -> str:
    """Return only the calls that Django's reader of templates found, line by line."""
    lines = []
    for line in code.splitlines():
        found = re.findall(r"(?<!\w)(?:n?p?gettext|_)\(.*\)", line)
        lines.append(" ".join(found).strip())
    return "\n".join(lines)


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _all(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def main() -> None:
    """Add what is missing and say what is left over."""
    settings.configure(USE_I18N=True)
    django.setup()
    print(f"{add_missing()} strings added; give each its English")
    for entry in unused():
        print(f"no code asks for  {entry}")


if __name__ == "__main__":
    main()

"""The child that reads documents: a request a line on its input, an answer a line on its output.

Started by ``imports.reading`` with limits on memory and time; it has no database, no network
and no secrets, and may die on any document without harm.
"""

import dataclasses
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from sunshine.imports.converting import markdown, pdf, plain, sheets, web, word
from sunshine.imports.converting.kinds import MOST_BYTES, MOST_TEXT, Converted, Unconvertible

_READERS: dict[str, Callable[[bytes], Converted]] = {
    "markdown": markdown.convert,
    "plain": plain.convert,
    "web": web.convert,
    "fragment": lambda content: web.of_fragment(plain.decode(content)),
    "word": word.convert,
    "pdf": pdf.convert,
    "table": sheets.convert,
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PACKED = {"word": (b"PK", b"\xd0\xcf\x11\xe0"), "pdf": (b"%PDF",)}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return what was read, as JSON data, or the code and facts of why it was not."""
    try:
        content = _content(Path(request["path"]), request["kind"])
        found = _READERS[request["kind"]](content)
        if len(found.html) > MOST_TEXT or len(found.text) > MOST_TEXT:
            raise Unconvertible("import-too-long", most=MOST_TEXT)
        return dataclasses.asdict(found)
    except Unconvertible as why:
        return {"code": why.code, "facts": why.facts}
    except MemoryError:
        return {"code": "import-too-hard", "facts": {}}
    except RecursionError:
        return {"code": "import-bomb", "facts": {}}


def _content(path: Path, kind: str) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise Unconvertible("import-empty")
    if size > MOST_BYTES:
        raise Unconvertible("import-too-large", most=MOST_BYTES // 1_000_000)
    content = path.read_bytes()
    fits = content.startswith(_PACKED[kind]) if kind in _PACKED else True
    if content.startswith(_PROGRAMS) or not fits:
        raise Unconvertible("import-not-what-it-says")
    return content


def limit(megabytes: int) -> None:
    """Bound what this process may take: memory, and files written: none."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def serve(requests: TextIO, answers: TextIO) -> None:
    """Answer every request until the input ends."""
    for line in requests:
        try:
            found = answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 - told to the parent
            # A fault in a library is a fault of this document, told like any other.
            found = {"code": "import-damaged", "facts": {}, "fault": type(error).__name__}
        answers.write(json.dumps(found, ensure_ascii=True) + "\n")
        answers.flush()


if __name__ == "__main__":
    limit(int(sys.argv[1]))
    serve(sys.stdin, sys.stdout)

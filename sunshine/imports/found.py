"""Reading one row: its content is hashed, converted, cleaned and recognised; nothing is written."""

import hashlib
import json
import logging
import re
from datetime import date
from typing import Any

from django.db import DatabaseError

from sunshine.imports import metadata, pages, recognising
from sunshine.imports.converting import plain
from sunshine.imports.converting.kinds import DOCUMENTS, Converted, Unconvertible, extension_of
from sunshine.imports.known import Known
from sunshine.imports.models import Batch, BatchKind, Row, RowState
from sunshine.imports.reading import Reader
from sunshine.imports.sources import Member, Source, as_file, entries_of
from sunshine.publishing import content as contents

log = logging.getLogger(__name__)

_TAGS = re.compile(r"<(?:p|div|br|table|span|h\d)\b", re.IGNORECASE)
_BLOCK = re.compile(r"<(p|h[2-4])>(.*?)</\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
FIELDS = (
    *("state", "digest", "address", "known", "law", "version_on", "content", "links", "trail"),
    *("reason", "reason_facts", "remarks", "section"),
)


class Reading:
    """What reading the rows of one batch needs: the source, the child, the day."""

    def __init__(self, batch: Batch, source: Source, reader: Reader, on: date) -> None:
        self.batch, self.source, self.reader, self.on = batch, source, reader, on
        self._list: tuple[str, list[dict[str, Any]]] = ("", [])
        self.site = pages.Site(batch, source) if batch.kind == BatchKind.SITE else None

    def read(self, row: Row) -> None:
        """Fill in ``row`` (FIELDS), not saved: read, or left or failed with its reason."""
        try:
            found, values = self._converted(row)
            self._fill(row, found, values)
        except Unconvertible as why:
            row.state = RowState.LEFT if why.code in _LEAVING else RowState.FAILED
            row.reason, row.reason_facts = why.code, why.facts
        except DatabaseError:
            raise
        except Exception:
            # One document must not keep all the others from being read.
            log.exception("row %s of the import %s was not read", row.ordinal, self.batch.code)
            row.state, row.reason, row.reason_facts = RowState.FAILED, "import-fault", {}

    def _converted(self, row: Row) -> tuple[Converted, dict[str, str]]:
        member = Member(row.name, 0, "", row.key)
        if row.entry is not None:
            return self._entry(row, member)
        if self.site is not None and extension_of(row.name) not in pages.PAGES:
            linked = row.name in self.site.linked
            raise Unconvertible("import-goes-with-page" if linked else "import-linked-nowhere")
        kind = DOCUMENTS[extension_of(row.name)]
        content = self.source.content(member)
        row.digest = hashlib.sha256(content).hexdigest()
        with as_file(content, row.name) as path:
            found = self.reader.read(path, kind)
        if self.site is not None and self.site.is_list_page(found):
            raise Unconvertible("import-list-page")
        return found, {}

    def _entry(self, row: Row, member: Member) -> tuple[Converted, dict[str, str]]:
        if self._list[0] != row.key:
            self._list = (row.key, entries_of(self.source.content(member)))
        entry = self._list[1][row.entry or 0]
        canonical = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row.digest = hashlib.sha256(canonical.encode()).hexdigest()
        values = metadata.by_field(entry)
        text = values.pop("text", "")
        if not text.strip():
            raise Unconvertible("import-empty")
        if _TAGS.search(text):
            return self.reader.read_bytes(text.encode(), "fragment"), values
        return plain.of_text(text), values

    def _fill(self, row: Row, found: Converted, values: dict[str, str]) -> None:
        given = metadata.known_of({**metadata.by_field(found.facts), **values, **row.given})
        if self.site is not None:
            self.site.place(row, found)
        seen = recognising.recognise(
            found.text,
            name="" if row.entry is not None else row.name,
            heading=given.title or found.heading,
            address=row.address,
            on=self.on,
        )
        # A title keeps what stands in brackets behind it out, wherever it comes from.
        known = given.or_else(seen) if not given.title else _titled(given, seen)
        content = contents.clean(found.html)
        row.address = known.address
        row.known = known.as_data()
        row.version_on = known.version_on
        row.law = recognising.law_key(known.title) if _has_versions(found.text) else ""
        row.content = without_title(content, known.title)
        row.remarks = [[code, {}] for code in known.remarks] + row.remarks
        if not content and extension_of(row.name) == "pdf":
            row.remarks.append(["import-scan", {}])
        elif not row.content:
            raise Unconvertible("import-empty")
        if found.pictures:
            row.remarks.append(["import-pictures-left", {"count": found.pictures}])
        if known.made_on is None:
            row.remarks.append(["import-made-unknown", {}])
        row.state = RowState.READ


_LEAVING = frozenset({"import-list-page", "import-goes-with-page", "import-linked-nowhere"})


def _titled(given: Known, seen: Known) -> Known:
    merged = given.or_else(seen)
    if "".join(seen.title.split()) == "".join(given.title.split()):
        return merged
    return Known.from_data({**merged.as_data(), "title": seen.title or given.title})


def _has_versions(text: str) -> bool:
    """Return whether the text is made of articles: a notice of the same name is another notice."""
    return (
        text.count("第一条") > 0
        or text.count("第二条") > 0
        or bool(recognising.history([line.strip() for line in text.splitlines() if line.strip()]))
    )


def without_title(content: str, title: str) -> str:
    """Return clean ``content`` without the title at its top, which the page shows itself."""
    bare, said, rest = "".join(title.split()), "", content
    while (block := _BLOCK.match(rest)) is not None:
        said += "".join(_MARKUP.sub("", block[2]).split())
        if not said or not bare.startswith(said):
            return content
        rest = rest[block.end() :]
        if said == bare:
            return rest
    return content

"""The five forms in which an account is handed out, each by its name."""

import json
from dataclasses import dataclass

from sunshine.figures.documents import Document
from sunshine.figures.layouts import layout_of
from sunshine.figures.printing.apart import made_apart
from sunshine.figures.printing.markup import page_html
from sunshine.figures.printing.sheets import account_pdf
from sunshine.kit.errors import Refused

FORMATS = ("json", "html", "docx", "pdf", "xlsx")
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its content, its name and what it is."""

    content: bytes
    name: str
    media_type: str


def made_as(document: Document, name: str) -> Made:
    """Return ``document`` in the format ``name``.

    Raises Refused for an unknown one, and for a PDF where no font can show it.
    """
    if name not in FORMATS:
        raise Refused("account-format-unknown", format=name[:20], known="、".join(FORMATS))
    title = f"{document.title}（{document.mark}）" if document.mark else document.title
    return Made(_content(document, name), f"{title}.{name}", MEDIA_TYPES[name])


def _content(document: Document, name: str) -> bytes:
    if name == "json":
        return json.dumps(layout_of(document.report), ensure_ascii=False, indent=1).encode()
    if name == "html":
        return page_html(document).encode()
    if name == "pdf":
        return account_pdf(document)
    return made_apart(document, name)

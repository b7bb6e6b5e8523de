"""Markdown: headings, lists and tables as they are meant, the first heading as the title."""

from markdown_it import MarkdownIt

from sunshine.imports.converting import plain, web
from sunshine.imports.converting.kinds import Converted

_READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def convert(content: bytes) -> Converted:
    """Return the document that ``content`` marks up."""
    text = plain.decode(content).removeprefix("\ufeff")
    return web.of_fragment(_READER.render(text))

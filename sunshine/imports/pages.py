"""Pages of an old website: where they stood, what they link to, what becomes of their links."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from sunshine.imports.converting.kinds import Converted, extension_of
from sunshine.imports.models import Batch, Row
from sunshine.imports.sources import Source
from sunshine.publishing.models import Section

_HREF = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
PAGES = frozenset({"html", "htm", "shtml", "", "asp", "aspx", "jsp", "php"})
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico"})
_DRESS = frozenset({"css", "js", "woff", "woff2", "ttf", "swf"})
_LEAST_TEXT = 60
_MOST_LISTED = 4


class Site:
    """The pages of one batch: addresses, sections, and the files among them."""

    def __init__(self, batch: Batch, source: Source) -> None:
        base = str(batch.options.get("base", "")).rstrip("/")
        self.base = base if base.startswith(("http://", "https://")) else ""
        self.files = {member.name: member.key for member in source.members() if not member.unfit}
        sections = Section.objects.filter(set__slug=batch.body.section_set, closed__isnull=True)
        self._by_name = {section.name: section for section in sections}
        by_slug = {section.slug: section for section in sections}
        asked: Mapping[str, str] = batch.options.get("sections", {})
        self._asked = {
            name.strip("/"): by_slug[slug] for name, slug in asked.items() if slug in by_slug
        }
        self.linked: set[str] = set()
        if batch.pk is not None:
            for links in Row.objects.filter(batch=batch).values_list("links", flat=True):
                self.linked |= {name for _kind, name, _link in links}

    def place(self, row: Row, found: Converted) -> None:
        """Say where the page stands: address, section, links; its content is rewritten to them."""
        row.address = f"{self.base}/{row.name}"
        row.trail = found.trail
        row.section = self._section(row.name, found.trail)
        page = f"/{row.name}"
        links: list[list[str]] = []
        broken: list[str] = []
        pictures = sum(extension_of(link.partition("?")[0]) in _PICTURES for link in found.links)
        for link in found.links:
            target = self.target(page, link)
            if target is None or extension_of(target) in _PICTURES | _DRESS:
                continue
            name = self._name(target)
            if name is None:
                broken.append(link[:200])
            else:
                kind = "page" if extension_of(name) in PAGES else "file"
                links.append([kind, name, link])
        row.links = links
        self.linked |= {name for _kind, name, _link in links}
        if broken:
            row.remarks.append(["import-link-broken", {"count": len(broken), "name": broken[0]}])
        if pictures:
            row.remarks.append(["import-pictures-left", {"count": pictures}])

    def target(self, page: str, link: str) -> str | None:
        """Return the path on the old site to which ``link`` on ``page`` leads; None: elsewhere."""
        if link.startswith(("#", "mailto:", "javascript:", "tel:", "data:")):
            return None
        whole = urlsplit(urljoin(f"{self.base or 'http://site.invalid'}{page}", link.strip()))
        ours = urlsplit(self.base or "http://site.invalid").netloc
        if whole.scheme not in {"http", "https"} or whole.netloc.removeprefix("www.") != (
            ours.removeprefix("www.")
        ):
            return None
        return unquote(whole.path)

    def is_list_page(self, found: Converted) -> bool:
        """Return whether a page only lists others: next to no words but links."""
        lines = [line for line in found.text.splitlines() if len(line) > 1]
        linked = found.html.count("<a ")
        return linked >= _MOST_LISTED and _unlinked(found.html) < _LEAST_TEXT * max(
            1, len(lines) // 40
        )

    def _name(self, target: str) -> str | None:
        name = target.lstrip("/")
        if name in self.files:
            return name
        for index in ("index.html", "index.htm", "index.shtml", "default.html"):
            candidate = str(PurePosixPath(name) / index) if name else index
            if candidate in self.files:
                return candidate
        return None

    def _section(self, name: str, trail: list[str]) -> Section | None:
        """Return the section by the mapping given, else by the trail's names, else None."""
        for step in reversed(trail):
            if step in self._asked:
                return self._asked[step]
        folders = [str(one) for one in PurePosixPath(name).parents]
        for folder in folders:
            if folder in self._asked:
                return self._asked[folder]
        return next((self._by_name[one] for one in reversed(trail) if one in self._by_name), None)


def rewritten(content: str, leading: Mapping[str, str]) -> str:
    """Return ``content`` with links by ``leading`` (as written → where to); "" unwraps a link."""

    def again(found: re.Match[str]) -> str:
        href = found[1].replace("&amp;", "&")
        if href not in leading:
            return found[0]
        target = leading[href]
        return f'<a href="{target}"{found[2]}>{found[3]}</a>' if target else found[3]

    return _HREF.sub(again, content)


def _unlinked(html: str) -> int:
    """Return how many characters stand outside of links."""
    bare = re.sub(r"<a\b[^>]*>.*?</a>", "", html, flags=re.DOTALL)
    return len("".join(re.sub(r"<[^>]+>", "", bare).split()))

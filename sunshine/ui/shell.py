"""The frame of a page: which body speaks, where the reader stands, what lies around.

Values in, values out: a finished page is made without a request, so everything that
its frame shows comes from a ``Shell`` and from the language that is active.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHINESE, ENGLISH = "zh-hans", "en"
PLAIN, ELDER = "plain", "elder"


class BodyFacts(Protocol):
    """What the frame says about a body; ``orgs.Body`` fits."""

    @property
    def slug(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def postcode(self) -> str: ...

    @property
    def office_hours(self) -> str: ...

    @property
    def telephone(self) -> str: ...

    @property
    def site_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Door:
    """One of the large doors of the site; only doors that lead somewhere are listed."""

    key: str
    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page; the last one has no address."""

    label: str | Promise
    url: str = ""


@dataclass(frozen=True, slots=True)
class Filings:
    """Registrations a government site shows: ICP 备案 and 公安备案."""

    icp: str = ""
    police: str = ""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """网页标签 of a section page (Column…) or an article page (Article…); empty ones stay out."""

    column_name: str = ""
    column_description: str = ""
    column_keywords: str = ""
    column_type: str = ""
    article_title: str = ""
    pub_date: str = ""  # YYYY-MM-DD HH:MM
    content_source: str = ""
    keywords: str = ""
    author: str = ""
    description: str = ""
    url: str = ""

    def tags(self) -> list[tuple[str, str]]:
        """Return (name, content) of every tag that has something to say, in official order."""
        pairs = [
            ("ColumnName", self.column_name),
            ("ColumnDescription", self.column_description),
            ("ColumnKeywords", self.column_keywords),
            ("ColumnType", self.column_type),
            ("ArticleTitle", self.article_title),
            ("PubDate", self.pub_date),
            ("ContentSource", self.content_source),
            ("Keywords", self.keywords),
            ("Author", self.author),
            ("Description", self.description),
            ("Url", self.url),
        ]
        return [(name, content) for name, content in pairs if content]


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a public page, in one language and one variant."""

    lang: str
    variant: str
    path: str  # without the language, e.g. "/b/ln/policies/"
    body: BodyFacts
    root_body: BodyFacts
    site_url: str
    doors: Sequence[Door]
    door: str = ""  # key of the door the page lies behind
    filings: Filings = field(default_factory=Filings)
    query: str = ""  # query string that the language switch keeps

    def at(self, path: str) -> str:
        """Return the address of ``path`` in the language of the page."""
        return f"/en{path}" if self.lang == ENGLISH else path

    @property
    def html_lang(self) -> str:
        return "en" if self.lang == ENGLISH else "zh-Hans"

    @property
    def body_name(self) -> str:
        return name_of(self.body, self.lang)

    @property
    def root_name(self) -> str:
        return name_of(self.root_body, self.lang)

    @property
    def site_domain(self) -> str:
        return urlsplit(self.site_url).netloc

    @property
    def body_url(self) -> str:
        is_root = self.body.slug == self.root_body.slug
        return self.at("/" if is_root else f"/b/{self.body.slug}/")

    @property
    def root_url(self) -> str:
        return self.at("/")

    @property
    def guide_url(self) -> str:
        return self.at(f"/b/{self.body.slug}/guide/")

    @property
    def about_url(self) -> str:
        return self.at(f"/b/{self.body.slug}/about/")

    @property
    def catalogue_url(self) -> str:
        return self.at("/catalogue/")

    @property
    def search_url(self) -> str:
        return self.at("/search/")

    @property
    def bodies_url(self) -> str:
        return self.at("/bodies/")

    @property
    def map_url(self) -> str:
        return self.at("/map/")

    @property
    def open_data_url(self) -> str:
        return self.at("/open-data/")

    @property
    def api_url(self) -> str:
        return self.at("/api/")

    @property
    def language_url(self) -> str:
        """Return this page's address in the other language."""
        there = self.path if self.lang == ENGLISH else f"/en{self.path}"
        return f"{there}?{self.query}" if self.query else there

    @property
    def elder_url(self) -> str:
        return self._variant_url(ELDER)

    @property
    def plain_url(self) -> str:
        return self._variant_url(PLAIN)

    @property
    def error_url(self) -> str:
        """Return where an error in this page is reported."""
        return f"{self.at('/error-report/')}?page={quote(self.at(self.path), safe='/')}"

    @property
    def page_url(self) -> str:
        """Return the full address of the page, for sharing and QR codes."""
        return f"{self.site_url.rstrip('/')}{self.at(self.path)}"

    def _variant_url(self, variant: str) -> str:
        back = self.at(self.path) + (f"?{self.query}" if self.query else "")
        return f"/variant/?{urlencode({'to': variant, 'next': back}, safe='/')}"


def build_shell(
    *,
    lang: str,
    path: str,
    body: BodyFacts,
    root_body: BodyFacts,
    site_url: str,
    variant: str = PLAIN,
    door: str = "open",
    doors: Sequence[Door] | None = None,
    filings: Filings | None = None,
    query: str = "",
) -> Shell:
    """Return the frame of the page at ``path`` (with or without its language prefix).

    ``doors``: the doors that exist, or None for those every site has (see ``doors_of``).
    """
    shell = Shell(
        lang=ENGLISH if lang == ENGLISH else CHINESE,
        variant=ELDER if variant == ELDER else PLAIN,
        path=without_language(path),
        body=body,
        root_body=root_body,
        site_url=site_url,
        doors=(),
        door=door,
        filings=filings or Filings(),
        query=query,
    )
    return replace(shell, doors=doors_of(shell) if doors is None else tuple(doors))


def doors_of(shell: Shell) -> tuple[Door, ...]:
    """Return the doors that every site has: 公开, 办事 and 我的."""
    return (
        Door("open", _("公开"), shell.body_url),
        Door("matters", _("办事"), shell.at(f"/b/{shell.body.slug}/matters/")),
        Door("mine", _("我的"), shell.at("/for-me/")),
    )


def without_language(path: str) -> str:
    """Return ``path`` as the Chinese page has it."""
    if path == "/en" or path.startswith("/en/"):
        return path[3:] or "/"
    return path


def name_of(body: BodyFacts, lang: str) -> str:
    """Return the body's name in ``lang``; Chinese where no English name is known."""
    return body.name_en if lang == ENGLISH and body.name_en else body.name


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the staff desk's menu; ``count`` is what waits there."""

    key: str
    label: str | Promise
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DeskShell:
    """The frame of a staff page: who works here, in which post, and what waits."""

    person: str
    post: str
    body: str
    nav: Sequence[NavItem]
    current: str = ""
    home_url: str = "/desk/"
    public_url: str = "/"
    search_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    inbox_url: str = ""
    unread: int = 0
    language_url: str = ""
    idle_minutes: int = 0  # 0: the page says nothing of it
    stay_url: str = ""  # answers 204 while the person is signed in

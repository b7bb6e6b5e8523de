"""Sitemaps in shards, and robots.txt: which pages there are, in both languages."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.timezone import localtime

from sunshine.orgs.models import Body
from sunshine.public.addresses import LANGUAGES, in_language
from sunshine.public.baking.data.lines import site_address
from sunshine.public.baking.data.xml import XmlText
from sunshine.public.baking.keys import Key, Kind, Neutral, Output, Owned
from sunshine.public.baking.readings import (
    body_of,
    body_slugs,
    ever_public,
    in_year,
    public_items,
    sections_of,
    years_of,
)

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_TAGS = {"zh": "zh-Hans", "en": "en"}
# The pages that every body has, beside its sections.
_MATTERS = ("matters/", "promises/", "boards/")
_OF_EVERY_BODY = ("", "guide/", "about/", "rules/", "catalogue/", "figures/", *_MATTERS)
_DYNAMIC = ("/account/", "/desk/", "/preview/", "/for-me/", "/error-report/", "/variant/")


def _pages(places: Sequence[tuple[str, str]]) -> bytes:
    """Return a sitemap of (address, day of the last change or "")."""
    xml = XmlText()
    with xml.inside("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML}):
        for address, changed in places:
            for language in LANGUAGES:
                with xml.inside("url"):
                    xml.leaf("loc", site_address(in_language(address, language)))
                    if changed:
                        xml.leaf("lastmod", changed)
                    for other in LANGUAGES:
                        there = site_address(in_language(address, other))
                        link = {"rel": "alternate", "hreflang": _TAGS[other], "href": there}
                        xml.leaf("xhtml:link", "", link)
    return xml.encoded()


def _render_year(key: Key, on: date) -> Iterator[Output]:
    items = in_year(public_items().filter(body__slug=key.subject), int(key.part))
    places = [
        (f"/i/{item.code}/", f"{localtime(changed):%Y-%m-%d}")
        for item in items
        if (changed := item.changed_at or item.published_here)
    ]
    if places:
        yield Neutral(_year_address(key), _pages(places))


def _render_body(key: Key, on: date) -> Iterator[Output]:
    body = body_of(key.subject)
    if body is None:
        return
    base = f"/b/{body.slug}/"
    names = (*_OF_EVERY_BODY, *(f"{section.slug}/" for section in sections_of(body)))
    places = [(f"{base}{name}", "") for name in names]
    if body.parent_id is None:
        places[0] = ("/", "")
        places += [("/bodies/", ""), ("/map/", ""), ("/open-data/", ""), ("/api/", "")]
    yield Neutral(_body_address(key), _pages(places))


def _render_index(key: Key, on: date) -> Iterator[Output]:
    xml = XmlText()
    with xml.inside("sitemapindex", {"xmlns": _SITEMAP}):
        for body in Body.objects.order_by("pk"):
            shards = [_body_address(Key("", body.slug))]
            years = years_of(public_items().filter(body=body))
            shards += [_year_address(Key("", body.slug, str(year))) for year in years]
            for shard in shards:
                with xml.inside("sitemap"):
                    xml.leaf("loc", site_address(shard))
    yield Neutral("/sitemap.xml", xml.encoded())


def _render_robots(key: Key, on: date) -> Iterator[Output]:
    closed = "".join(
        f"Disallow: {in_language(path, lang)}\n" for path in _DYNAMIC for lang in LANGUAGES
    )
    text = f"User-agent: *\n{closed}\nSitemap: {site_address('/sitemap.xml')}\n"
    yield Neutral("/robots.txt", text.encode())


def _year_address(key: Key) -> str:
    return f"/sitemaps/{key.subject}-{key.part}.xml"


def _body_address(key: Key) -> str:
    return f"/sitemaps/{key.subject}.xml"


def _every_year() -> Iterator[Key]:
    for slug in body_slugs():
        for year in reversed(years_of(ever_public().filter(body__slug=slug))):
            yield Key("sitemap-year", slug, str(year))


def _every_body() -> Iterator[Key]:
    for slug in body_slugs():
        yield Key("sitemap-body", slug)


KINDS = (
    Kind(
        "sitemap-year",
        lambda key: Owned(neutral=(_year_address(key),)),
        _render_year,
        _every_year,
    ),
    Kind(
        "sitemap-body",
        lambda key: Owned(neutral=(_body_address(key),)),
        _render_body,
        _every_body,
    ),
    Kind(
        "sitemap",
        lambda key: Owned(neutral=("/sitemap.xml",)),
        _render_index,
        lambda: iter([Key("sitemap")]),
    ),
    Kind(
        "robots",
        lambda key: Owned(neutral=("/robots.txt",)),
        _render_robots,
        lambda: iter([Key("robots")]),
    ),
)

"""The feeds once more as RSS 2.0, for readers of news that know no Atom."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from sunshine.public.baking.data.lines import site_address
from sunshine.public.baking.data.xml import XmlText
from sunshine.publishing.models import Item

_ATOM = "http://www.w3.org/2005/Atom"


def rss_of(
    title: str, address: str, page: str, items: Sequence[Item], *, changed: datetime
) -> bytes:
    """Return the channel ``title`` at ``address`` about ``page``, with the items given."""
    xml = XmlText()
    with xml.inside("rss", {"version": "2.0", "xmlns:atom": _ATOM}), xml.inside("channel"):
        xml.leaf("title", title)
        xml.leaf("link", site_address(page))
        xml.leaf("description", title)
        xml.leaf("language", "zh-cn")
        xml.leaf("lastBuildDate", _stamp(changed))
        here = {"rel": "self", "type": "application/rss+xml", "href": site_address(address)}
        xml.leaf("atom:link", "", here)
        for item in items:
            _item(xml, item)
    return xml.encoded()


def _item(xml: XmlText, item: Item) -> None:
    edition = item.current
    if edition is None or item.published_here is None:
        raise ValueError(f"{item.code} is listed and has nothing to show")
    address = site_address(f"/i/{item.code}/")
    with xml.inside("item"):
        xml.leaf("title", edition.title)
        xml.leaf("link", address)
        if edition.summary:
            xml.leaf("description", edition.summary)
        xml.leaf("category", item.section.name)
        xml.leaf("guid", address, {"isPermaLink": "true"})
        xml.leaf("pubDate", _stamp(item.published_here))


def _stamp(moment: datetime) -> str:
    return format_datetime(moment)

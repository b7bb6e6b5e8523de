"""What programs read of the record: RSS, OpenSearch, DCAT, JSON-LD, each by its own rules."""

import json
import re
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from tests.build.public_site import public_site
from tests.build.record import public_item
from tests.cast import Cast
from tests.faces.public.conftest import Record

pytestmark = pytest.mark.django_db
BODY = "ln-shenyang-heping"


def structured(record: Record, name: str) -> dict[str, object]:
    """Return the JSON-LD of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', record.text(name))
    assert found, name
    facts: dict[str, object] = json.loads(found[1])
    assert facts["@context"] == "https://schema.org"
    return facts


def test_rss_is_valid(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li, title="甲 & 乙 <丙>\x0b")
    record.bake_all()
    for name in ("feed.rss", "policies/feed.rss"):
        rss = etree.fromstring((record.root / f"any/b/{BODY}/{name}").read_bytes())
        assert (rss.tag, rss.get("version")) == ("rss", "2.0")
        [channel] = rss
        for required in ("title", "link", "description"):
            assert channel.findtext(required)
        [entry] = channel.findall("item")
        assert entry.findtext("title") == "甲 & 乙 <丙>"
        assert entry.findtext("link").endswith(f"/i/{item.code}/")
        assert entry.findtext("guid") == entry.findtext("link")
        assert parsedate_to_datetime(entry.findtext("pubDate")) == item.published_here
        own = channel.find("{http://www.w3.org/2005/Atom}link")
        assert own.get("href").endswith(f"/b/{BODY}/{name}")


def test_an_empty_feed_is_a_feed(cast: Cast, record: Record) -> None:
    record.bake_all()
    channel = etree.fromstring((record.root / "any/b/ln/feed.rss").read_bytes())[0]
    assert channel.findall("item") == []


def test_browsers_learn_to_search_here(cast: Cast, record: Record) -> None:
    record.bake_all()
    names = {"a": "http://a9.com/-/spec/opensearch/1.1/"}
    for language, prefix, name in (
        ("zh", "", "opensearch.xml"),
        ("en", "/en", "opensearch-en.xml"),
    ):
        root = etree.fromstring((record.root / f"any/{name}").read_bytes())
        assert len(root.findtext("a:ShortName", namespaces=names)) <= 16
        assert len(root.findtext("a:Description", namespaces=names)) <= 1024
        template = root.find("a:Url[@type='text/html']", names).get("template")
        assert template.endswith(f"{prefix}/search/?q={{searchTerms}}")
        assert f'href="/{name}"' in record.text(f"{language}/plain/index.html")


def test_portals_learn_of_every_year(cast: Cast, record: Record) -> None:
    public_item(cast.heping, by=cast.li)
    record.bake_all()
    catalogue = json.loads(record.text("any/open-data/catalogue.jsonld"))
    assert catalogue["@type"] == "dcat:Catalog"
    dataset, bulk = catalogue["dcat:dataset"]
    [manifest] = bulk["dcat:distribution"]
    assert manifest["dcat:downloadURL"]["@id"].endswith("/open-data/manifest.json")
    rights = {one["dct:rights"]["@id"] for one in (catalogue, dataset, bulk)}
    assert [one.partition("/open-data/")[2] for one in rights] == ["#use"]
    addresses = {one["dcat:downloadURL"]["@id"] for one in dataset["dcat:distribution"]}
    for address in addresses:
        assert record.text(
            f"any/{address.partition('/b/')[2] and 'b/' + address.partition('/b/')[2]}"
        )
    assert len(addresses) == 2


def test_pages_say_what_they_are_about(cast: Cast, record: Record) -> None:
    site = public_site(cast)
    record.bake_all()
    home = structured(record, f"zh/plain/b/{BODY}/index.html")
    assert (home["@type"], home["name"]) == ("GovernmentOrganization", cast.heping.name)
    item = structured(record, f"en/elder/i/{site.revised.code}/index.html")
    assert item["@type"] == "Legislation"
    assert item["legislationIdentifier"] == "沈和税发〔2026〕3号"
    assert item["legislationLegalForce"] == "https://schema.org/PartiallyInForce"
    assert structured(record, f"zh/plain/i/{site.emergency.code}/index.html")["@type"]
    data = structured(record, f"zh/plain/b/{BODY}/catalogue/index.html")
    assert data["@type"] == "Dataset"
    assert data["distribution"]


def test_no_title_ends_the_block(cast: Cast, record: Record) -> None:
    item = public_item(cast.heping, by=cast.li, title="</script><script>alert(1)</script>")
    record.bake_all()
    facts = structured(record, f"zh/plain/i/{item.code}/index.html")
    assert facts["name"] == "</script><script>alert(1)</script>"

"""How programs find what there is: OpenSearch for browsers, DCAT for data portals."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sunshine.orgs.models import Body
from sunshine.public.addresses import LANGUAGES, in_language
from sunshine.public.baking.data.exports import catalogue_year_address
from sunshine.public.baking.data.lines import site_address
from sunshine.public.baking.data.xml import XmlText
from sunshine.public.baking.keys import Key, Kind, Neutral, Output, Owned
from sunshine.public.baking.readings import public_items, root_body, years_of

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_ADDRESSES = {"zh": "/opensearch.xml", "en": "/opensearch-en.xml"}
_SAID = {
    "zh": ("政府信息公开", "在公开的政府信息中查找", "zh-CN"),
    "en": ("Open government", "Find public government information", "en"),
}
DCAT = "/open-data/catalogue.jsonld"
_USE = "/open-data/#use"
_DAILY = "http://purl.org/cld/freq/daily"
_MEDIA = {"csv": "text/csv", "json": "application/json"}
_NAMES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _render_opensearch(key: Key, on: date) -> Iterator[Output]:
    root = root_body()
    for language in LANGUAGES:
        name, about, tag = _SAID[language]
        xml = XmlText()
        with xml.inside("OpenSearchDescription", {"xmlns": _OPENSEARCH}):
            xml.leaf("ShortName", name)
            speaker = root.name_en if language == "en" and root.name_en else root.name
            xml.leaf("Description", f"{about} — {speaker}")
            target = site_address(in_language("/search/", language)) + "?q={searchTerms}"
            xml.leaf("Url", "", {"type": "text/html", "method": "get", "template": target})
            own = {"type": "application/opensearchdescription+xml", "rel": "self"}
            xml.leaf("Url", "", {**own, "template": site_address(_ADDRESSES[language])})
            xml.leaf("Language", tag)
            xml.leaf("InputEncoding", "UTF-8")
            xml.leaf("OutputEncoding", "UTF-8")
        yield Neutral(_ADDRESSES[language], xml.encoded())


def _render_dcat(key: Key, on: date) -> Iterator[Output]:
    root = root_body()
    datasets = [
        _dataset(body, years)
        for body in Body.objects.order_by("pk")
        if (years := years_of(public_items().filter(body=body)))
    ]
    catalogue: dict[str, Any] = {
        "@context": _NAMES,
        "@id": site_address(DCAT),
        "@type": "dcat:Catalog",
        "dct:title": _both("政府信息公开目录", "Disclosure catalogues"),
        "dct:description": _both("各机关主动公开的政府信息", "Government information made public"),
        "dct:publisher": _publisher(root),
        "dct:language": ["zh", "en"],
        "foaf:homepage": {"@id": site_address("/")},
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": _both("开放接口", "Open interface"),
            "dcat:endpointURL": {"@id": site_address("/api/v1/")},
            "dcat:endpointDescription": {"@id": site_address("/api/v1/openapi.json")},
        },
        "dct:rights": {"@id": site_address(_USE)},
        "dcat:dataset": [*datasets, _bulk(root)] if datasets else [],
    }
    yield Neutral(DCAT, f"{json.dumps(catalogue, ensure_ascii=False, indent=1)}\n".encode())


def _bulk(root: Body) -> dict[str, Any]:
    """Return the nightly files with all texts: which there are, their manifest says."""
    return {
        "@id": site_address("/open-data/"),
        "@type": "dcat:Dataset",
        "dct:title": _both("全部公开的信息和正文", "All public information with its texts"),
        "dct:publisher": _publisher(root),
        "dct:rights": {"@id": site_address(_USE)},
        "dct:accrualPeriodicity": {"@id": _DAILY},
        "dcat:landingPage": {"@id": site_address("/open-data/")},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": _both("文件清单", "Manifest"),
                "dcat:downloadURL": {"@id": site_address("/open-data/manifest.json")},
                "dcat:mediaType": "application/json",
            }
        ],
    }


def _dataset(body: Body, years: list[int]) -> dict[str, Any]:
    return {
        "@id": site_address(f"/b/{body.slug}/catalogue/"),
        "@type": "dcat:Dataset",
        "dct:title": _both(f"{body.name}政府信息公开目录", f"Catalogue of {body.name_en}"),
        "dct:publisher": _publisher(body),
        "dct:rights": {"@id": site_address(_USE)},
        "dcat:landingPage": {"@id": site_address(f"/b/{body.slug}/catalogue/")},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYear", "@value": str(years[-1])},
            "dcat:endDate": {"@type": "xsd:gYear", "@value": str(years[0])},
        },
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": f"{year} {ending.upper()}",
                "dcat:downloadURL": {
                    "@id": site_address(f"{catalogue_year_address(body.slug, year)}.{ending}")
                },
                "dcat:mediaType": media,
            }
            for year in years
            for ending, media in _MEDIA.items()
        ],
    }


def _publisher(body: Body) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": _both(body.name, body.name_en)}


def _both(chinese: str, english: str) -> list[dict[str, str]]:
    said = (("zh", chinese), ("en", english))
    return [{"@language": tag, "@value": text} for tag, text in said if text]


KINDS = (
    Kind(
        "opensearch",
        lambda key: Owned(neutral=tuple(_ADDRESSES.values())),
        _render_opensearch,
        lambda: iter([Key("opensearch")]),
    ),
    Kind("dcat", lambda key: Owned(neutral=(DCAT,)), _render_dcat, lambda: iter([Key("dcat")])),
)

"""What a page is about, as data (schema.org, JSON-LD): nothing that the page does not show."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from sunshine.orgs.models import Body
from sunshine.public.baking.data.lines import site_address
from sunshine.publishing.models import Edition, Item, Validity

_FORCE = {
    Validity.VALID: "InForce",
    Validity.PARTLY: "PartiallyInForce",
    Validity.REPEALED: "NotInForce",
    Validity.EXPIRED: "NotInForce",
}
# What would end the element, or begin another, in HTML.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(facts: Mapping[str, Any]) -> SafeString:
    """Return the facts as a block of data; empty ones are left out."""
    content = {"@context": "https://schema.org", **_full(facts)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>\n')  # noqa: S308


def organisation(body: Body) -> dict[str, Any]:
    """Return a body as a GovernmentOrganization."""
    return {
        "@type": "GovernmentOrganization",
        "@id": _body_address(body),
        "name": body.name,
        "alternateName": body.name_en,
        "url": _body_address(body),
        "telephone": body.telephone,
        "address": body.address
        and {
            "@type": "PostalAddress",
            "streetAddress": body.address,
            "postalCode": body.postcode,
            "addressCountry": "CN",
        },
    }


def work(item: Item, edition: Edition, issuer: str) -> dict[str, Any]:
    """Return an item as Legislation if it has a document number, else as a plain document."""
    address = site_address(f"/i/{item.code}/")
    facts: dict[str, Any] = {
        "@type": "Legislation" if edition.document_number else "DigitalDocument",
        "@id": address,
        "url": address,
        "name": edition.title,
        "identifier": item.index_number,
        "description": edition.summary,
        "inLanguage": "zh-Hans",
        "keywords": list(edition.keywords),
        "datePublished": item.published_here and localtime(item.published_here).isoformat(),
        "dateModified": item.changed_at and localtime(item.changed_at).isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": item.body.name},
        "isAccessibleForFree": True,
    }
    if not edition.document_number:
        return {**facts, "dateCreated": edition.made_on and edition.made_on.isoformat()}
    force = _FORCE.get(Validity(edition.validity))
    return {
        **facts,
        "legislationIdentifier": edition.document_number,
        "legislationDate": edition.made_on and edition.made_on.isoformat(),
        "legislationLegalForce": force and f"https://schema.org/{force}",
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": issuer},
    }


def dataset(body: Body, years: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    """Return the catalogue of a body as a Dataset; ``years``: (year, count, address)."""
    media = {"csv": "text/csv", "json": "application/json"}
    return {
        "@type": "Dataset",
        "name": f"{body.name}政府信息公开目录",
        "description": f"{body.name}主动公开的政府信息：索引号、名称、内容概述、生成日期等",
        "url": site_address(f"/b/{body.slug}/catalogue/"),
        "creator": {"@type": "GovernmentOrganization", "name": body.name},
        "license": site_address("/open-data/#use"),
        "isAccessibleForFree": True,
        "inLanguage": "zh-Hans",
        "temporalCoverage": f"{years[-1][0]}/{years[0][0]}" if years else "",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form,
                "contentUrl": site_address(f"{address}.{ending}"),
            }
            for _year, _count, address in years
            for ending, form in media.items()
        ],
    }


def _body_address(body: Body) -> str:
    return site_address("/" if body.parent_id is None else f"/b/{body.slug}/")


def _full(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _full(value) if isinstance(value, dict) else value
        for name, value in facts.items()
        if value not in (None, "", [])
    }

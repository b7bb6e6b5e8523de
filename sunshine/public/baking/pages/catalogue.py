"""The disclosure catalogue (公开目录) of a body: its sections, and every year as open data."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.orgs.models import Body
from sunshine.public.baking.data.exports import catalogue_year_address
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.public.baking.readings import in_year, newest, public_items, years_of
from sunshine.public.section_facts import states_of
from sunshine.public.structured import dataset, script
from sunshine.ui.shell import PageMeta, Shell

TITLE = gettext_lazy("政府信息公开目录")
NEWEST = 20


def _read(body: Body, on: date) -> Callable[[Shell], Mapping[str, Any]]:
    items = public_items().filter(body=body)
    years = [
        (year, in_year(items, year).count(), catalogue_year_address(body.slug, year))
        for year in years_of(items)
    ]
    facts = {
        "states": states_of(body),
        "items": newest(items, NEWEST),
        "years": years,
        "structured": script(dataset(body, years)),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        name = str(TITLE)
        meta = PageMeta(column_name=name, column_description=_("索引、名称、内容概述、生成日期"))
        return {**facts, "meta": meta, "base": shell.at(f"/b/{body.slug}/")}

    return build


KINDS = (page_kind("catalogue", TITLE, _read),)

"""Guides, promises and boards at the desk: every element typed, what lacks is said."""

from datetime import date

import pytest
from django.test import Client

from sunshine.desk.forms.guide_rows import elements_from, formset, initial_of
from sunshine.desk.forms.matters import ROWS, GuideForm
from sunshine.matters.elements import Guide, as_data, read
from sunshine.matters.models import BoardChoice, Handbook, Matter, Promise
from sunshine.publishing.reference import load_sections
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast
from tests.entering import enter
from tests.flows.test_a3_promises import WORDS

AT = release.AT


def typed_of(guide: Guide, halls: dict[str, str]) -> dict[str, object]:
    """Return what a browser sends for a guide, field by field."""
    elements = as_data(guide)
    form = GuideForm(initial=initial_of(elements))
    data: dict[str, object] = {}
    for field in form:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else ""
        data[field.html_name] = "" if value is None else value
    for name in ROWS:
        some = formset(name, None, elements, more=0, halls=list(halls.items()))
        for hidden in some.management_form:
            data[hidden.html_name] = hidden.value()
        for one in some:
            for field in one:
                value = field.value()
                data[field.html_name] = "" if value is None else value
    return data


def test_what_the_forms_show_is_what_they_give_back(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    guide = build.complete_guide(hall, special=("1",), special_note="可以延长", fee="无")
    halls = {hall.slug: hall.name}
    data = typed_of(guide, halls)
    form = GuideForm(data)
    rows = {
        name: formset(name, data, as_data(guide), more=0, halls=list(halls.items()))
        for name in ROWS
    }
    assert form.is_valid(), form.errors
    assert all(some.is_valid() for some in rows.values())
    assert read(elements_from(form, rows, halls)) == guide


@pytest.fixture
def li(cast: Cast, client: Client) -> Client:
    return enter(client, cast.li)


def test_a_guide_is_begun_filled_and_seen_to_be_complete(cast: Cast, li: Client) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    section = load_sections(at=AT).sections.get(slug="services")
    given = {"body": cast.heping.pk, "section": section.pk, "name": "停业登记", "key": "suspension"}
    assert li.post("/desk/matters/new/", {**given, "key": "停业"}).status_code == 422
    begun = li.post("/desk/matters/new/", given)
    code = Matter.objects.get(key="suspension").item.code
    assert begun.headers["Location"] == f"/desk/matters/{code}/write/"
    page = li.get(f"/desk/matters/{code}/write/").content.decode()
    assert "还缺“受理条件”" in page
    data = typed_of(build.complete_guide(hall), {hall.slug: hall.name})
    stale = li.post(f"/desk/matters/{code}/write/", {**data, "revision": "7"})
    assert stale.status_code == 422
    assert "停业复业报告书" in stale.content.decode()
    saved = li.post(f"/desk/matters/{code}/write/", {**data, "revision": "1"})
    assert saved.status_code == 302
    page = li.get(f"/desk/matters/{code}/write/").content.decode()
    assert "已经齐全" in page
    assert "停业登记" in li.get("/desk/matters/").content.decode()
    assert "停业复业报告书" in li.get(f"/desk/matters/{code}/").content.decode()
    other = li.get(f"/desk/items/{code}/1/write/")
    assert (other.status_code, other.headers["Location"]) == (302, f"/desk/matters/{code}/write/")


def test_a_stranger_finds_nothing(cast: Cast, client: Client) -> None:
    hall = build.a_hall(cast.heping)
    code = build.draft_matter(cast, build.complete_guide(hall)).item.code
    zhao = enter(client, cast.zhao)
    for address in (
        *(f"/desk/matters/{code}/", f"/desk/matters/{code}/write/"),
        f"/desk/promises/halls/{hall.slug}/boards/",
        f"/desk/promises/halls/{hall.slug}/handbook/",
    ):
        assert zhao.get(address).status_code == 404, address
    assert "停业登记" not in zhao.get("/desk/matters/").content.decode()
    assert hall.name not in zhao.get("/desk/promises/").content.decode()


def test_promises_boards_and_books(cast: Cast, client: Client) -> None:
    hall = build.a_hall(cast.heping)
    item = release.published(
        cast, release.draft(cast, section="services", content=f"<p>{WORDS}</p>")
    )
    wu = enter(client, cast.wu)
    given = {
        "item": item.pk,
        "words": WORDS,
        "aspect": "service",
        "measure": "period",
        "limit": "5",
        "unit": "workdays",
        "conduct": "suspension",
        "responsible_post": cast.heping.posts.get(slug="wu-post").pk,
        "starts": "2026-03-02",
        "proclaimed_on": "2026-03-02",
        "proclaimed_at": "和平区办税服务厅",
        "proclaimed_by": "局长",
    }
    assert wu.post("/desk/promises/new/", {**given, "words": "别的话"}).status_code == 422
    assert wu.post("/desk/promises/new/", given).status_code == 302
    promise = Promise.objects.get()
    assert WORDS in wu.get("/desk/promises/").content.decode()
    end = f"/desk/promises/{promise.pk}/end/"
    assert wu.post(end, {"ends": "2026-12-31", "because": "改为即时办结"}).status_code == 302
    promise.refresh_from_db()
    assert promise.ends == date(2026, 12, 31)
    chosen = wu.post(f"/desk/promises/halls/{hall.slug}/boards/", {"chosen": "tiexi"})
    assert chosen.status_code == 302
    assert BoardChoice.objects.get(hall=hall).set == "tiexi"
    assert (
        wu.post(f"/desk/promises/halls/{hall.slug}/handbook/", {"copies": "30"}).status_code == 302
    )
    count = f"/desk/promises/halls/{hall.slug}/handbook/1/"
    assert wu.post(count, {"stock": "31"}).status_code == 422
    assert wu.post(count, {"stock": "12"}).status_code == 302
    assert Handbook.objects.get().stock == 12

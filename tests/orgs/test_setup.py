"""``sunshine setup``: an empty installation gets its bodies and its first administrator."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.orgs import bodies_file
from sunshine.orgs.actions.people import join
from sunshine.orgs.models import Body, Person, PostHolding
from sunshine.orgs.sessions import has_factor
from sunshine.publishing.models import SectionSet
from tests.entering import give_factor

pytestmark = pytest.mark.django_db

ROOT = {
    "slug": "ln",
    "name": "国家税务总局辽宁省税务局",
    "admin": "first.admin",
    "admin_name": "关",
}
REGIONS = "code,name,city_code\n210102,和平区,210100\n210100,沈阳市,210000\n210123,康平县,210100\n"


def setup(**given: object) -> str:
    out = io.StringIO()
    call_command("setup", stdout=out, **given)
    return out.getvalue()


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    file = tmp_path / "regions.csv"
    file.write_text(REGIONS, encoding="utf-8-sig")
    return file


def test_an_empty_house_gets_root_administrator_and_bodies(regions: Path) -> None:
    said = setup(**ROOT, bodies=regions)
    slugs = list(Body.objects.in_tree_order().values_list("slug", flat=True))
    assert slugs == ["ln", "ln-210100", "ln-210102", "ln-210123"]
    names = dict(Body.objects.values_list("slug", "name"))
    assert names["ln-210102"] == "国家税务总局沈阳市和平区税务局"
    assert names["ln-210123"] == "国家税务总局康平县税务局"
    assert SectionSet.objects.get(slug="thirteen").sections.count() == 14
    link = re.search(r"/account/link/[\w-]+/", said)
    assert link is not None
    assert "first.admin" in Client().get(link.group()).content.decode()


def test_a_second_run_changes_nothing_but_renews_an_unused_link(regions: Path) -> None:
    first = setup(**ROOT, bodies=regions)
    events = Event.objects.count()
    second = setup(**ROOT, bodies=regions)
    assert "3 were there already" in second
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True)[events:])
    assert kinds == ["orgs.person_invited_again"]
    links = [re.search(r"/account/link/[\w-]+/", said) for said in (first, second)]
    assert [Client().get(link.group()).status_code for link in links if link] == [404, 200]
    person = Person.objects.get()
    person.set_password("a-long-pass-phrase")
    person.save()
    assert "/account/link/" not in setup(**ROOT)


def test_bad_lines_are_all_named_and_nothing_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "bodies.csv"
    file.write_text(
        "slug,name,parent,level,founded\n"
        "ln-a,甲局,,city,2018-07-05\n"
        "LN B,乙局,,city,\n"
        "ln-c,,,town,20255-01-01\n"
        "ln-d,丁局,ln-x,district,\n"
        "ln-a,甲局,,city,\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError) as refused:
        setup(**ROOT, bodies=file)
    text = str(refused.value)
    for words in (
        "line 3: 'LN B' is no slug",
        "line 4: the name is missing",
        "line 4: level must be one of",
        "line 4: '20255-01-01' is no day",
        "line 5: there is no body 'ln-x' above it",
        "line 6: ln-a stands in line 2 already",
        "nothing was changed",
    ):
        assert words in text
    assert not Body.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "slug,name\nx,y\n"])
def test_a_file_without_its_columns_says_which(content: str) -> None:
    with pytest.raises(bodies_file.FaultyFile, match="line 1: the first line must name"):
        bodies_file.read(content, root="ln", pattern="{}")


def test_what_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="give it as --name"):
        setup(slug="ln")


def test_only_the_last_administrator_is_recovered_at_the_server() -> None:
    setup(**ROOT)
    first = Person.objects.get()
    give_factor(first)
    said = setup(recover="first.admin")
    assert "within 24 hours" in said
    assert not has_factor(first)
    assert Event.objects.order_by("-id")[0].kind == "orgs.last_administrator_recovered"
    second, _token = join(
        Body.objects.get(), username="second", name="次", by=first, at=timezone.now()
    )
    PostHolding.objects.create(
        post=PostHolding.objects.get().post, person=second, since=second.joined
    )
    with pytest.raises(CommandError, match="has another administrator"):
        setup(recover="first.admin")
    with pytest.raises(CommandError, match="no account"):
        setup(recover="nobody")


def test_older_spreadsheets_are_read() -> None:
    assert bodies_file.decode("沈阳".encode("gb18030")) == "沈阳"
    assert bodies_file.decode("沈阳".encode("utf-8-sig")) == "沈阳"

"""L1: who keeps the index sees at the desk how it stands, and has it made anew there."""

from pathlib import Path

import pytest
from django.test import Client

from sunshine.audit.models import Event
from sunshine.jobs.readers import run_once
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person, Post, PostHolding, Role
from sunshine.publishing.actions.searching import renew_index
from sunshine.publishing.index_state import State, index_state
from sunshine.publishing.searching import Renewal, rebuild_index, search_reader
from sunshine.search.engine import find
from sunshine.search.reading import reader_of
from sunshine.search.writing import let_go
from tests.build.release import AT, MINUTE, draft, published
from tests.cast import SINCE, Cast
from tests.entering import enter

PAGE = "/desk/search-index/"
LATER = AT + 600 * MINUTE
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return settings.SEARCH_DIR


@pytest.fixture
def keeper(cast: Cast) -> Person:
    """Return an administrator of the whole site."""
    roles = [Role.ADMINISTRATOR.value]
    post = Post.objects.create(body=cast.ln, slug="keeper", name="平台管理岗", roles=roles)
    PostHolding.objects.create(post=post, person=cast.gao, since=SINCE)
    return cast.gao


def follow() -> None:
    while run_once(search_reader(), at=LATER):
        pass


def test_how_it_stands_is_told_and_it_is_made_anew(
    cast: Cast, keeper: Person, root: Path, django_capture_on_commit_callbacks
) -> None:
    item = published(cast, draft(cast, title="延时服务的安排"))
    published(cast, draft(cast, title="内部安排", audience="staff"))
    desk = enter(Client(), keeper)
    assert "不能用" in desk.get(PAGE).content.decode()
    rebuild_index()
    follow()
    state = index_state()
    assert (state.state, state.entries, state.behind, state.fault) == (State.GOOD, 1, 0, "")
    assert state.made_at
    assert state.changed_at
    assert state.size > 1000
    page = desk.get(PAGE).content.decode()
    assert "可用" in page
    let_go(root)
    (root / (root / "current").read_text() / "open" / "meta.json").write_text("{")
    reader_of.cache_clear()
    page = desk.get(PAGE).content.decode()
    assert "不能用" in page
    assert "最近的错误" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"{PAGE}renew/", follow=True)
    assert "已经交给后台" in answer.content.decode()
    event = Event.objects.latest("id")
    assert (event.kind, event.actor, event.body) == (
        "publishing.index_renewed",
        keeper.pk,
        "ln",
    )
    # Once is enough: the button rests until it is done.
    assert "disabled" in desk.get(PAGE).content.decode()
    with pytest.raises(Refused) as refused:
        renew_index(by=keeper, at=LATER)
    assert [reason.code for reason in refused.value.reasons] == ["index-being-made"]
    Renewal().turn(LATER)
    assert index_state().state == State.GOOD
    assert [hit.entry.code for hit in find("延时服务", root=root).hits] == [item.code]


def test_what_keeps_it_behind_is_told(
    cast: Cast, keeper: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild_index()
    follow()
    published(cast, draft(cast, title="延时服务的安排"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sunshine.publishing.searching.change", full)
    run_once(search_reader(), at=LATER)
    state = index_state()
    assert (state.state, state.failed_at) == (State.BEHIND, LATER)
    assert state.behind > 0
    page = enter(Client(), keeper).get(f"/en{PAGE}").content.decode()
    assert "No space left on device" in page


def test_others_find_no_such_page_and_those_below_may_only_look(cast: Cast) -> None:
    rebuild_index()
    for person in (cast.li, cast.chen, cast.wang, cast.sun):
        desk = enter(Client(), person)
        assert desk.get(PAGE).status_code == desk.post(f"{PAGE}renew/").status_code == 404
    for person in (cast.wu, cast.he, cast.gao, cast.ma):
        desk = enter(Client(), person)
        assert "disabled" in desk.get(PAGE).content.decode()
        desk.post(f"{PAGE}renew/")
        with pytest.raises(Refused) as refused:
            renew_index(by=person, at=LATER)
        assert [reason.code for reason in refused.value.reasons] == ["no-such-duty"]
    assert not Event.objects.filter(kind="publishing.index_renewed").exists()

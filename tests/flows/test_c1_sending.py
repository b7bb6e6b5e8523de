"""C1: what sending costs, and that it is done whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunshine.audit.models import Event
from sunshine.inforequests.models import InfoRequest
from sunshine.public.applying import sending
from tests.cast import Cast
from tests.flows.test_c1_applying import ANSWERS, prove, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast: Cast, tmp_path: Path, settings: Any) -> Client:
    settings.SEARCH_DIR = tmp_path / "search"
    cache.clear()
    return Client()


def test_sending_costs_few_statements_and_one_commit(client: Client) -> None:
    check = prove(client, walk(client))
    with CaptureQueriesContext(connection) as asked:
        client.post(check)
    words = [one["sql"].split(maxsplit=1)[0] for one in asked.captured_queries]
    assert InfoRequest.objects.count() == 1
    # The header and the row are written once, with their days; the draft is written over.
    assert words.count("INSERT") == 7, asked.captured_queries
    assert words.count("UPDATE") == 1
    # PostgreSQL takes the lock of the log by one more.
    assert words.count("SELECT") <= 6 + (connection.vendor == "postgresql")


def test_a_failure_between_two_pieces_sends_neither_and_keeps_the_draft(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"description": "请公开：\n1. 2025年度政府采购合同清单\n2. 公务用车的数量和型号"}
    answers = {**ANSWERS, "what": asked, "found": {"split": "yes"}}
    check = prove(client, walk(client, answers))
    real, calls = sending.submit, []

    def failing(*args: Any, **facts: Any) -> Any:
        calls.append(facts["token"])
        if len(calls) == 2:
            raise OSError("the disk is gone")
        return real(*args, **facts)

    monkeypatch.setattr(sending, "submit", failing)
    with pytest.raises(OSError, match="disk"):
        client.post(check)
    assert not InfoRequest.objects.exists()
    assert not Event.objects.filter(kind="inforequests.submitted").exists()
    monkeypatch.undo()
    assert client.post(check).status_code == 302
    assert InfoRequest.objects.count() == 2

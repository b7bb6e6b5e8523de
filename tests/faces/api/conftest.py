"""The interface as a program meets it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sunshine.api import door
from sunshine.api.limits import Limiter
from sunshine.publishing.models import Item
from tests.build.record import NOON, public_item, section
from tests.cast import Cast

OLD = NOON - timedelta(days=400)


@pytest.fixture
def reader(db: None) -> Client:
    """Return a program that asks; faults come back as answers."""
    return Client(raise_request_exception=False)


@pytest.fixture
def items(cast: Cast) -> list[Item]:
    """Return 25 public items of three bodies, the oldest first."""
    plans = section("plans", "规划计划", "Plans")
    made = [
        public_item(
            cast.dalian, by=cast.zhao, title=f"计划{n}", into=plans, at=NOON - timedelta(400)
        )
        for n in range(4)
    ]
    made += [
        public_item(cast.heping, by=cast.li, title=f"通知{n:02d}", at=NOON + timedelta(minutes=n))
        for n in range(20)
    ]
    later = NOON + timedelta(hours=1)
    number = "沈税发〔2018〕39号"
    made.append(
        public_item(cast.shenyang, by=cast.ma, title="公告", document_number=number, at=later)
    )
    return made


@pytest.fixture
def limiter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Limiter:
    """Let nobody ask more than five times a minute, in this test."""
    strict = Limiter(tmp_path / "limits", 5, b"secret")
    monkeypatch.setattr(door, "Limiter", lambda *_facts: strict)
    return strict

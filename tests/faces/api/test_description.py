"""The description: valid, complete, and true of whatever may be asked, allowed or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from pytest_django import Settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from sunshine.api import door
from sunshine.api.description import description
from sunshine.api.limits import Limiter
from sunshine.publishing.models import Item
from sunshine.publishing.searching import rebuild_index

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
EXAMPLES = 40


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None) -> Iterator[WSGIHandler]:
    """Return the application, for which the test may ask as often as it likes."""
    patient = Limiter(tmp_path / "limits", 10**9, b"secret")
    monkeypatch.setattr(door, "Limiter", lambda *_facts: patient)
    # No request may close the connection in whose transaction the test runs.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(
    application: WSGIHandler,
    items: list[Item],
    mode: GenerationMode,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    rebuild_index()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    checks = CHECKS if mode == GenerationMode.POSITIVE else [*CHECKS, negative_data_rejection]
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.NEGATIVE and not operation.query:
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @examples(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            case.validate_response(case.call(), checks=checks)

        ask()
        asked += 1
    assert asked >= (12 if mode == GenerationMode.POSITIVE else 4)


def test_the_description_is_valid_and_says_everything(reader: Client, db: None) -> None:
    answer = reader.get("/api/v1/openapi.json")
    assert answer["Content-Type"] == "application/json"
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(schema).validate()
    for path, methods in schema["paths"].items():
        assert list(methods) == ["get"], path
        get = methods["get"]
        assert get["summary"]
        assert get["description"]
        assert all(one["description"] for one in get["parameters"] if one["in"] == "query"), path
        assert {"200", "304", "404", "429"} <= set(get["responses"])
    for name, shape in schema["components"]["schemas"].items():
        assert all(fact.get("description") for fact in shape["properties"].values()), name


def test_both_languages_describe_the_same(reader: Client, db: None) -> None:
    chinese, english = (description(language) for language in ("zh-hans", "en"))
    assert list(chinese["paths"]) == list(english["paths"])
    assert "清单" in str(chinese)
    assert not [char for char in str(english) if "\u4e00" <= char <= "\u9fff"]
    assert reader.get("/api/v1/openapi.json?lang=en").json() == english


@pytest.mark.parametrize(
    ("address", "word"), [("/api/", "开放接口"), ("/en/api/", "Open interface")]
)
def test_the_page_shows_every_operation_and_shape(
    reader: Client, items: list[Item], address: str, word: str
) -> None:
    answer = reader.get(address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f"<h1>{word}</h1>" in text
    schema = description("zh-hans")
    for path, methods in schema["paths"].items():
        assert f"GET {path}" in text
        assert f'id="op-{methods["get"]["operationId"]}"' in text
    for name in schema["components"]["schemas"]:
        assert f'id="shape-{name}"' in text
    assert "http://localhost:8000/api/v1/items?limit=5" in text
    assert "cdn" not in text

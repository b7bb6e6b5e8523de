"""Sending a request through the public form, against a plain Django view with the same inserts.

Ours opens the sealed draft, judges every step again, seals applicant and photograph, numbers the
case, appends to the proof and empties the draft; the plain view inserts what it is sent, with
Django's own default middleware. One client, one server thread each, in turns. Then everything is
sent once more, and other applications by two clients at the same moment: nothing lost or doubled.
"""

import http.client
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.houses import furnish, granian
from bench.measuring import Figure, middle
from tests.house import House

BODY = "ln-shenyang-heping"
PHOTO = b"%PDF-1.7\n" + secrets.token_bytes(40_000)
STEPS = {
    "body": {"body": [BODY]},
    "what": {"description": ["2025年度和平区减税降费统计数据"], "document_number": [""]},
    "found": {},
    "form": {"wanted_form": ["electronic"], "wanted_way": ["email"], "other_forms": ["on"]},
    "who": {"applicant_class": ["person"]},
    "identity": {
        "name": ["张某某"],
        "id_kind": ["resident"],
        "id_number": ["210102198001010037"],
    },
    "contact": {"email": ["zhang@example.com"]},
}
ROUNDS, EACH, TWICE = 5, 40, 40
CSRF = "a" * 32
_BOUNDARY = "sunshine"


def run(home: Path) -> list[Figure]:
    """Send applications both ways, and count what came of ours."""
    ours, plain = _house(home / "ours"), _house(home / "plain")
    tokens = ours.call("bench.inside_filing:ready", count=ROUNDS * EACH + TWICE)
    fast, slow = [], []
    with (
        granian(ours, "sunshine.config.wsgi:application") as port,
        granian(
            plain,
            "--factory",
            "django.core.wsgi:get_wsgi_application",
            settings="bench.plain_settings",
        ) as other,
    ):
        for turn in range(ROUNDS):
            some = tokens[turn * EACH : (turn + 1) * EACH]
            fast.append(EACH / _seconds(lambda some=some: [_send(port, one) for one in some]))  # type: ignore[misc]
            slow.append(EACH / _seconds(lambda: [_insert(other) for _ in range(EACH)]))
        again = [_send(port, one) for one in tokens[: ROUNDS * EACH]]
        with ThreadPoolExecutor(2) as two:
            for one in tokens[ROUNDS * EACH :]:
                list(two.map(lambda _n, one=one: _send(port, one), range(2)))  # type: ignore[misc]
    came = ours.call("bench.inside_filing:filed")
    wrong = abs(came["requests"] - len(tokens)) + abs(came["papers"] - len(tokens))
    note = f"{middle(fast):.0f}/s against {middle(slow):.0f}/s"
    told = f"{len(tokens)} sent, {len(again)} of them twice, {TWICE} twice at once"
    return [
        Figure("filing, of a plain Django view", middle(fast) / middle(slow), "×", 0.6, True, note),
        Figure("requests lost or doubled", wrong, "", 0, at_least=False, note=told),
    ]


def _house(home: Path) -> House:
    home.mkdir()
    house = furnish(home)
    house.call("bench.inside_filing:people")
    return house


def _seconds(act) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _send(port: int, token: str) -> str:
    cookies = f"application={token}; csrftoken={CSRF}"
    body = f"csrfmiddlewaretoken={CSRF}".encode()
    kind = "application/x-www-form-urlencoded"
    return _post(port, "/requests/apply/check/", body, kind, cookies)


def _insert(port: int) -> str:
    pairs = {"csrfmiddlewaretoken": CSRF}
    for values in STEPS.values():
        pairs |= {name: given[0] for name, given in values.items()}
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in pairs.items()
    ]
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="id.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    end = f"\r\n--{_BOUNDARY}--\r\n"
    body = "".join(parts).encode() + head.encode() + PHOTO + end.encode()
    kind = f"multipart/form-data; boundary={_BOUNDARY}"
    return _post(port, "/file/", body, kind, f"csrftoken={CSRF}")


def _post(port: int, place: str, body: bytes, kind: str, cookies: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": kind, "Cookie": cookies, "Host": "localhost"}
    connection.request("POST", place, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status != 302:
        raise RuntimeError(f"{place} answered {answer.status}: {text[:300]!r}")
    return answer.getheader("Location") or ""

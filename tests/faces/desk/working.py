"""What people do at the desk, step by step, for tests of what comes after."""

import re

from django.test import Client
from django.utils import timezone

from sunshine.kit.days import beijing_day
from sunshine.publishing.models import Edition, Paper, Step
from sunshine.rulebook.checklists import secrecy_questions
from tests.build.gate import through
from tests.build.release import REVIEWERS


def today() -> str:
    return beijing_day(timezone.now()).isoformat()


def done(client: Client, to: str, /, **given: object) -> str:
    """Send a form, hold it to success, and return the page it leads to.

    What is sent on has been looked through, as the worker would have done by then.
    """
    if named := re.search(r"/items/(\w+)/(\d+)/submit/$", to):
        through(Edition.objects.get(item__code=named[1], number=named[2]))
    answer = client.post(to, given, follow=True)
    assert answer.redirect_chain, re.findall(
        r'field-error">.*?</p>|class="errors".*?</ul>', answer.content.decode(), re.S
    )
    assert answer.status_code == 200, answer.redirect_chain
    return answer.content.decode()


WRITTEN = {
    "title": "关于办税服务厅延时服务的公告",
    "summary": "延时服务的时间和范围。",
    "content": "<p>自下月起实行延时服务。</p>",
    "document_number": "和税公告〔2026〕1号",
    "source": "",
    "subject": "",
    "keywords": "办税、延时服务",
    "in_force_on": "",
    "validity": "valid",
    "repealed_on": "",
    "tax_period_from": "",
    "tax_period_until": "",
}


def registered(desks: dict[str, Client], **facts: str) -> Paper:
    given = {
        "title": WRITTEN["title"],
        "document_number": WRITTEN["document_number"],
        "made_on": today(),
        "attribute": "proactive",
        "section_slug": "policies",
        "period_key": "proactive_publication",
    }
    done(desks["li"], "/desk/papers/new/", **given | facts)
    return Paper.objects.get()


def begun(desks: dict[str, Client]) -> Edition:
    paper = registered(desks)
    page = desks["li"].get(f"/desk/items/new/?paper={paper.pk}").content.decode()
    section = re.search(r'<option value="(\d+)"[^>]*selected', page)
    assert section
    given = {"section": section[1], "title": paper.title, "audience": "public"}
    done(desks["li"], f"/desk/items/new/?paper={paper.pk}", **given)
    return Edition.objects.get()


def place(edition: Edition) -> str:
    return f"/desk/items/{edition.item.code}/{edition.number}/"


def written(desks: dict[str, Client]) -> Edition:
    edition = begun(desks)
    given = WRITTEN | {"revision": edition.revision, "made_on": today(), "then": "stay"}
    done(desks["li"], f"{place(edition)}write/", **given)
    edition.refresh_from_db()
    return edition


def decide(desks: dict[str, Client], edition: Edition, step: str, **given: str) -> str:
    """Let the reviewer of ``step`` decide on what his page shows him."""
    client = desks[REVIEWERS[Step(step)]]
    address = f"{place(edition)}review/{step}/"
    page = client.get(address).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert digest, page[:2000]
    answers = {f"answer-{one.key}": "no" for one in secrecy_questions(beijing_day(timezone.now()))}
    facts = {"digest": digest[1], "decision": "approve"} | given
    return done(client, address, **facts, **(answers if step == Step.SECRECY else {}))


def approved(desks: dict[str, Client]) -> Edition:
    edition = written(desks)
    done(desks["li"], f"{place(edition)}submit/", release="by_hand")
    for step in Step:
        decide(desks, edition, step)
    edition.refresh_from_db()
    return edition

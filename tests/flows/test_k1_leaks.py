"""The leak matrix of campaigns: what is not public or another bureau's does not exist."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from sunshine.campaigns.actions import activities, bulletins, photographs, press, upward
from sunshine.campaigns.actions.reporting import Said, write_report
from sunshine.campaigns.models import Campaign
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person, Post
from sunshine.publishing.reference import load_sections
from tests.asking import Visitor
from tests.build.campaigns import (
    a_draft,
    an_account,
    an_activity,
    deployed,
    part_of,
    province_of,
    reported,
)
from tests.cast import Cast
from tests.entering import give_factor
from tests.faces.public.conftest import Record

CANARY = "canarycampaign"
NEVER = "2222222222"


class Secrets:
    """What is kept from others, and the addresses at which it stands."""

    def __init__(self, cast: Cast) -> None:
        self.at = timezone.now()
        on = beijing_day(self.at)
        self.cast, self.province = cast, province_of(cast)
        days = {"begins": on, "ends": on + timedelta(days=9), "report_by": on}
        days["report_by"] += timedelta(days=20)
        draft = {"title": f"{CANARY}部署", "goal": CANARY}
        a_draft(cast.ln, self.province.officer, "secret-draft", **draft)
        self.campaign = deployed(cast, self.province, **days)
        self.activity, self.photograph = self._activity()
        self.release, self.brief = self._release(), self._brief()
        said = [Said(CANARY, CANARY, "service")]
        part = part_of(self.campaign, cast.heping)
        account = an_account(headline=CANARY, summary=CANARY, passages=said)
        write_report(part, account, by=cast.li, at=self.at)
        self._bulletin()
        upward.suggest(cast.heping, title=CANARY, text=CANARY, by=cast.lin, at=self.at)

    def _activity(self) -> tuple[str, str]:
        by, at = self.cast.li, self.at
        part = part_of(self.campaign, self.cast.heping)
        begins = {"begins_at": at + timedelta(days=2), "ends_at": at + timedelta(days=2, hours=2)}
        one = an_activity(part, by, title=f"{CANARY}活动", place=CANARY, about=CANARY, **begins)
        activities.note_question(one, asked=CANARY, answer=CANARY, by=by, at=at)
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), (9, 90, 200)).save(drawn, "PNG")
        drawn.seek(0)
        facts: dict[str, Any] = {"filename": f"{CANARY}.png", "caption": CANARY}
        photo = photographs.add_photograph(one, stream=drawn, **facts, by=by, at=at)
        return one.code, photo.code

    def _release(self) -> str:
        made = press.write_release(
            self.cast.heping,
            title=CANARY,
            text=CANARY,
            spokesperson=Post.objects.get(slug="wang-post"),
            embargo_until=self.at + timedelta(hours=5),
            by=self.cast.li,
            at=self.at,
        )
        press.agree(made, by=self.cast.wang, at=self.at)
        return made.code

    def _brief(self) -> str:
        texts = {"title": CANARY, "text": CANARY}
        return upward.send_brief(self.cast.heping, **texts, by=self.cast.li, at=self.at).code

    def _bulletin(self) -> None:
        reported(self.campaign, self.cast.shenyang, self.cast.ma, at=self.at, headline=CANARY)
        bulletins.compile_now(self.campaign, by=self.province.editor, at=self.at)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield each address of a secret, and the same of what never was."""
        home, part = f"/desk/campaigns/{self.campaign.code}/", "in/ln-shenyang-heping/"
        never = part.replace("heping", "nowhere")
        yield "/desk/campaigns/secret-draft/", "/desk/campaigns/never/"
        for end in ("", "report/", "activities/", "pass-on/"):
            yield f"{home}{part}{end}", f"{home}{never}{end}"
        for end in ("", "bulletin/", "bulletin/file/pdf/", "bulletin/1/", "coverage/"):
            yield f"/desk/campaigns/secret-draft/{end}", f"/desk/campaigns/never/{end}"
        for end in ("", "held/", "question/", "photograph/", "change/"):
            yield self._of(end), self._of(end).replace(self.activity, NEVER)
        for end in ("boxes/", "consent/", "picture/"):
            address = self._of(f"photograph/{self.photograph}/{end}")
            yield address, address.replace(self.activity, NEVER)
        for end in ("change/", "record/"):
            yield f"/desk/press/{self.release}/{end}", f"/desk/press/{NEVER}/{end}"
        yield f"/desk/briefs/{self.brief}/", f"/desk/briefs/{NEVER}/"
        yield f"/activities/{self.activity}/", f"/activities/{NEVER}/"

    def _of(self, end: str) -> str:
        return f"/desk/campaigns/activity/{self.activity}/{end}"


# What everybody may open: lists and outputs, none of which may name a secret.
LISTS = (
    *("/activities/", "/activities.ics", "/en/activities/", f"/search/?q={CANARY}"),
    *(f"/api/v1/search?q={CANARY}", "/catalogue.json", "/b/ln/feed.atom", "/sitemap.xml", "/"),
    *("/b/ln-shenyang-heping/", "/desk/campaigns/", "/desk/campaigns/2026-open-day/"),
    *("/desk/press/", "/desk/briefs/", "/desk/suggestions/"),
)


@pytest.fixture
def secrets(cast: Cast, record: Record) -> Secrets:
    """Return the secrets, and a record baked after them."""
    load_sections(at=timezone.now())
    made = Secrets(cast)
    record.bake_all(beijing_day(made.at))
    return made


def of_person(cast: Cast, name: str) -> Person | None:
    """Return the reader: nobody at all, without a post, of another bureau, of a lower role."""
    if not name:
        return None
    person: Person = getattr(cast, name)
    give_factor(person)
    return person


@pytest.mark.parametrize("name", ["", "nobody", "zhao"])
def test_a_secret_is_answered_like_what_never_was(
    secrets: Secrets, record: Record, name: str
) -> None:
    visitor = Visitor(record.root, of_person(secrets.cast, name))
    visitor.get("/desk/")
    found = []
    for address, twin in secrets.addresses():
        for method in ("GET", "POST"):
            told, never = (
                visitor.get(one) if method == "GET" else visitor.post(one, {})
                for one in (address, twin)
            )
            if (told.status, told.queries) != (never.status, never.queries):
                answers = f"{told.status} {told.queries}, {never.status} {never.queries}"
                found.append(f"{method} {address}: {answers}")
            if CANARY in told.text:
                found.append(f"{method} {address}: tells")
            if told.status == 200 and not address.startswith("/activities/"):
                found.append(f"{method} {address}: opens")
    assert found == []


@pytest.mark.parametrize("name", ["", "nobody", "zhao", "chen"])
def test_no_list_and_no_output_names_a_secret(secrets: Secrets, record: Record, name: str) -> None:
    visitor = Visitor(record.root, of_person(secrets.cast, name))
    told = {address: visitor.get(address).text for address in LISTS}
    # What was asked for may be repeated to who asked.
    named = [a for a, text in told.items() if CANARY in text and "search" not in a]
    hits = (f"{CANARY}活动", f"{CANARY}部署", f"/i/{CANARY}")
    named += [a for a, text in told.items() if any(one in text for one in hits)]
    assert named == []
    assert CANARY.encode() not in record.everything()


def test_above_a_draft_and_what_is_not_sent_stay_with_their_writers(
    secrets: Secrets, record: Record
) -> None:
    """The city sees that its district has a part, and nothing of the report before it is sent."""
    city = Visitor(record.root, of_person(secrets.cast, "ma"))
    home = f"/desk/campaigns/{secrets.campaign.code}/"
    part = city.get(f"{home}in/ln-shenyang-heping/")
    assert part.status == 200
    assert "设咨询台" not in part.text
    assert part.text.count(CANARY) == part.text.count(f"{CANARY}活动") + 1  # its title and place
    assert city.get(f"{home}in/ln-shenyang-heping/report/").status == 404
    assert city.get(f"{home}bulletin/").status == 404
    assert Campaign.objects.count() == 2

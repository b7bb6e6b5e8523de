"""What is not for a reader does not exist for him: every output, as everybody who may ask.

Each hidden thing bears a word of its own (a canary) in every field, file and file name.
The record is searched byte by byte; the living addresses are walked as nobody, as an account
without a post, as a member of a named group, as another bureau and as the body's own staff.
"""

import gzip
import io
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest
from django.conf import LazySettings

from sunshine.alerts import actions as alerts
from sunshine.alerts.periodic import tell_due
from sunshine.notices.models import Mail
from sunshine.orgs.models import Person
from sunshine.publishing.actions import editing, papers, places, takedown
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import Attachment, Audience, Edition, Item, Section
from sunshine.publishing.searching import rebuild_index
from sunshine.screens.baking import Baker
from sunshine.screens.parts import Shelf
from tests.asking import Answer, Visitor
from tests.build import release
from tests.build.release import AT, MINUTE
from tests.build.screens import furnished
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record

CANARIES = {
    "group": "隐甲",
    "staff": "隐乙",
    "place": "隐丙",
    "draft": "隐丁",
    "review": "隐戊",
    "pulled": "隐己",
    "gone": "隐庚",
    "withheld": "隐辛",
    "edition": "隐壬",
}
NOWHERE = "2222222222"
# Whose eyes may meet which canaries on the public face.
MAY_SEE = {
    "nobody": set[str](),
    "nobody-signed-in": set[str](),
    "another-bureau": set[str](),
    "city-above": set[str](),
    "member": {"group"},
    "staff": {"group", "staff", "place"},
}


def facts_with(word: str) -> dict[str, object]:
    """Return the fields of a draft, each with the word in it."""
    return {
        "title": f"关于{word}的通知",
        "summary": f"{word}的内容概述",
        "content": f"<p>第一条　{word}的正文。</p>",
        "document_number": f"{word}发〔2026〕{sum(map(ord, word)) % 90 + 1}号",
        "subject": word,
        "keywords": [word],
        "source": f"{word}来源",
    }


def hidden_item(cast: Cast, key: str, audience: str = Audience.PUBLIC, **more: object) -> Edition:
    """Return a draft full of its canary, with a file that bears it too."""
    word = CANARIES[key]
    edition = release.draft(cast, audience=audience, **facts_with(word) | more)  # type: ignore[arg-type]
    text = io.BytesIO(f"{word}附件".encode())
    attach(edition, stream=text, filename=f"{word}.txt", by=cast.li, at=AT)
    return edition


@pytest.fixture
def items(cast: Cast, record: Record, tmp_path, settings) -> dict[str, Item]:  # type: ignore[no-untyped-def]
    """Return the hidden items by their key, and "open", which everybody may read."""
    settings.FILES_DIR = tmp_path / "files"
    out = {
        key: release.published(cast, hidden_item(cast, key, audience))
        for key, audience in (("group", "group"), ("staff", "staff"), ("place", "place"))
    }
    places.post_at_place(
        out["place"], place=f"{CANARIES['place']}市场", posted_on=DAY, until=DAY, by=cast.li, at=AT
    )
    out["draft"] = hidden_item(cast, "draft").item
    out["review"] = release.sent(cast, hidden_item(cast, "review")).item
    for key, act in (("pulled", takedown.pull), ("gone", takedown.remove)):
        out[key] = release.published(cast, hidden_item(cast, key))
        by = cast.he if key == "pulled" else cast.wu
        act(out[key], reason=f"{CANARIES[key]}须下线", by=by, at=AT + MINUTE)  # type: ignore[operator]
    papers.register_paper(
        cast.heping,
        title=f"{CANARIES['withheld']}会议记录",
        document_number="",
        made_on=DAY,
        attribute="withheld",
        ground="process",
        reason=f"{CANARIES['withheld']}属于过程性信息。",
        by=cast.wu,
        at=AT,
    )
    out["open"] = release.published(cast)
    shown = release.next_draft(out["open"], cast)
    editing.save_draft(
        shown, revision=shown.revision, changes=facts_with(CANARIES["edition"]), by=cast.li, at=AT
    )  # type: ignore[arg-type]
    # The open item is related to all that is hidden.
    out["open"].related.set([item for key, item in out.items() if key != "open"])
    return out


def visitors(cast: Cast, record: Record) -> dict[str, Visitor]:
    """Return everybody who asks, by the keys of MAY_SEE."""
    people: dict[str, Person | None] = {
        "nobody": None,
        "nobody-signed-in": cast.nobody,
        "another-bureau": cast.zhao,
        "city-above": cast.ma,
        "member": cast.sun,
        "staff": cast.li,
    }
    return {key: Visitor(record.root, person) for key, person in people.items()}


def addresses_of(item: Item) -> list[str]:
    """Return every address that an item could have."""
    own = [f"/i/{item.code}/", f"/i/{item.code}/e/1/", f"/i/{item.code}/compare/1-2/"]
    files = [f"/f/{one.code}/{quote(one.name)}" for one in Attachment.objects.filter(item=item)]
    return own + [f"/en{address}" for address in own] + files


def living_addresses() -> list[str]:
    """Return the addresses that Django answers, and every list that could hold an item."""
    filters = ["", "body=ln&below=1", "body=ln-shenyang-heping", "section=policies", "year=2026"]
    filters += [
        "validity=valid",
        "sort=oldest",
        "sort=made",
        "number=2026 5",
        "q=通知",
        "q=〔2026〕",
    ]
    found = [f"{base}?{query}" for base in ("/catalogue/", "/en/catalogue/") for query in filters]
    found += [f"/catalogue.{kind}?{query}" for kind in ("csv", "json") for query in filters]
    found += ["/for-me/", "/en/for-me/", "/error-report/", "/error-report/follow/", "/variant/"]
    for slug in Section.objects.values_list("slug", flat=True):
        found += [f"/b/ln-shenyang-heping/{slug}/", f"/en/b/ln-shenyang-heping/{slug}/"]
    found += ["/", "/bodies/", "/map/", "/sitemap.xml", "/robots.txt", "/errors/404.html"]
    for page in (
        "",
        "guide/",
        "about/",
        "rules/",
        "rules/?on=2026-03-02",
        "catalogue/",
        "figures/",
    ):
        found.append(f"/b/ln-shenyang-heping/{page}")
    for name in ("items", "catalogue", "sections", "bodies", "figures", "openapi.json"):
        found += [f"/api/v1/{name}"]
    found += [f"/api/v1/items?{query}" for query in ("section=policies", "year=2026", "limit=100")]
    found += ["/api/", "/en/api/", "/api/v1/bodies/ln-shenyang-heping"]
    found += ["/api/v1/figures/ln-shenyang-heping", "/b/ln-shenyang-heping/feed.rss"]
    found += ["/open-data/catalogue.jsonld", "/opensearch.xml", "/open-data/manifest.json"]
    found += ["/screens/ln-shenyang-heping.json", "/b/ln-shenyang-heping/feed.atom"]
    return found


def words_in(content: bytes) -> set[str]:
    """Return the keys of the canaries in ``content``, percent-encoded ones too."""
    return {
        key
        for key, word in CANARIES.items()
        if word.encode() in content or quote(word).encode() in content
    }


def test_no_byte_of_the_record_is_hidden(items: dict[str, Item], record: Record) -> None:
    record.bake_all()
    names = record.names()
    assert any(items["open"].code in name for name in names)
    hidden = [item.code for key, item in items.items() if key != "open"]
    for name in names:
        content = (record.root / name).read_bytes()
        if name.endswith(".gz"):
            content = gzip.decompress(content)
        elif name.endswith(".br"):
            content = brotli.decompress(content)
        assert words_in(content) == set(), name
        assert words_in(name.encode()) == set()
        told = [code for code in hidden if code in name or code.encode() in content]
        assert told == [], name


def test_nobody_meets_what_is_not_for_him(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    record.bake_all()
    for who, visitor in visitors(cast, record).items():
        walked = living_addresses() + [a for item in items.values() for a in addresses_of(item)]
        met = set()
        for address in walked:
            answer = visitor.get(address)
            assert answer.status < 500, (who, address)
            # The name of a file stands in the address that was asked for.
            found = words_in(answer.everything.encode())
            assert found <= MAY_SEE[who], (who, address, found - MAY_SEE[who])
            met |= found
        assert met == MAY_SEE[who], who


def test_hidden_and_never_made_are_one_answer(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    record.bake_all()
    for who, visitor in visitors(cast, record).items():
        visitor.get("/for-me/")  # the first look of a session writes it
        for key, item in items.items():
            if key == "open" or key in MAY_SEE[who]:
                continue
            for address in addresses_of(item):
                file = address.startswith("/f/")
                never = f"/f/{NOWHERE}/a.txt" if file else address.replace(item.code, NOWHERE)
                answer, unknown = visitor.get(address), visitor.get(never)
                assert answer.status == 404, (who, address)
                assert answer.shape == unknown.shape, (who, key, address)


def test_no_count_moves_and_no_question_finds(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    """A search for a hidden word gives what a search for a word that nobody wrote gives."""
    record.bake_all()
    asked = "通通"
    for who, visitor in visitors(cast, record).items():
        visitor.get("/for-me/")  # the first look of a session writes it
        for field in ("q", "number", "subject"):
            unknown = visitor.get(f"/catalogue/?{field}={asked}")
            for word in CANARIES.values():
                answer = visitor.get(f"/catalogue/?{field}={word}")
                assert _unnamed(answer, word) == _unnamed(unknown, asked), (who, field, word)
        assert visitor.get("/catalogue.csv").text.count("\r\n") == 2
    for key in ("group", "draft", "pulled"):
        page = visitors(cast, record)["nobody"].get(f"/error-report/?page=/i/{items[key].code}/")
        unknown = visitors(cast, record)["nobody"].get(f"/error-report/?page=/i/{NOWHERE}/")
        assert page.queries == unknown.queries


def test_no_alert_tells(
    cast: Cast, items: dict[str, Item], tmp_path: Path, settings: LazySettings
) -> None:
    """Whatever an alert asks for, its mails name what everybody may read, and nothing else."""
    settings.SEARCH_DIR = tmp_path / "search"
    rebuild_index()
    asked_for = ["通知", "公告", *CANARIES.values()]
    for turn, question in enumerate(asked_for):
        to = f"r{turn}@example.com"
        asked = AT - 60 * MINUTE
        alerts.ask(to, question=question, filters={}, period="hour", at=asked)
        token = Mail.objects.latest("id").body.split("/alerts/confirm/")[1].split("/")[0]
        alert = alerts.confirm(token, at=asked)
        # An index that says too much, too.
        alerts.tell(alert, [item.code for item in items.values()], at=AT)
    tell_due(AT + 120 * MINUTE)
    told = Mail.objects.filter(key__startswith="alert:", body__contains="/i/")
    for mail in told:
        named = {key for key, item in items.items() if f"/i/{item.code}/" in mail.body}
        assert named == {"open"}
        question = asked_for[int(mail.recipient[1:].split("@")[0])]
        text = mail.body.replace(question, "")
        assert not [word for word in CANARIES.values() if word in text]
    assert told


def _unnamed(answer: Answer, typed: str) -> tuple[int, str, int]:
    text = answer.text
    for form in (typed, quote(typed), quote(quote(typed))):
        text = text.replace(form, "□")
    return answer.status, text, answer.queries


def test_what_is_out_and_taken_back_is_gone_from_memory_too(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    """A reader who had the page a moment ago is told the same as one who comes anew."""
    record.bake_all()
    visitor = Visitor(record.root)
    address = f"/i/{items['open'].code}/"
    assert visitor.get(address).status == 200
    takedown.pull(items["open"], reason="泄露个人信息", by=cast.he, at=AT + timedelta(hours=1))
    record.bake_all()
    fresh = Visitor(record.root)
    assert fresh.get(address).shape == fresh.get(f"/i/{NOWHERE}/").shape


def test_staff_without_a_second_factor_read_nothing_of_the_staff(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    record.bake_all()
    visitor = Visitor(record.root, cast.li)
    assert visitor.get(f"/i/{items['staff'].code}/").status == 200
    cast.li.authenticator_set.all().delete()
    assert visitor.get(f"/i/{items['staff'].code}/").status == 404


def test_a_new_edition_on_its_way_is_not_out(
    cast: Cast, items: dict[str, Item], record: Record
) -> None:
    record.bake_all()
    page = Visitor(record.root).get(f"/i/{items['open'].code}/").text
    assert CANARIES["edition"] not in page
    edition = items["open"].editions.get(number=2)
    publish(release.approved(cast, edition), by=cast.wu, at=AT + MINUTE)
    record.bake_all()
    assert CANARIES["edition"] in Visitor(record.root).get(f"/i/{items['open'].code}/").text


def test_no_screen_shows_what_is_hidden(items: dict[str, Item], cast: Cast, tmp_path, settings):  # type: ignore[no-untyped-def]
    settings.SCREENS_DIR = tmp_path / "screens"
    hall = furnished(cast).hall
    for body in (cast.heping, cast.shenyang, cast.ln):
        Baker(Shelf(settings.SCREENS_DIR), AT).bake_body(body)
    Baker(Shelf(settings.SCREENS_DIR), AT).bake_hall(hall)
    shown = b"".join(file.read_bytes() for file in settings.SCREENS_DIR.rglob("*.json"))
    assert items["open"].code.encode() in shown
    assert [key for key, word in CANARIES.items() if word.encode() in shown] == []
    hidden = [item for key, item in items.items() if key != "open"]
    assert [item.code for item in hidden if item.code.encode() in shown] == []

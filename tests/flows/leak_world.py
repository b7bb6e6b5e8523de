"""The house of the leak matrix: one of everything that must not be seen, made by the acts.

Every text of a secret bears a canary, ``canary-<secret>-<field>``, so that whoever finds one
knows whose it is. Codes, index numbers and digests of secrets are canaries as well.
"""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.cases.actions import write_message
from sunshine.config.schedule import READERS, SWEEPS
from sunshine.figures import actions as accounting
from sunshine.figures.forms import form_of, group_of
from sunshine.inforequests.actions import drafting, enclosing, filing
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.filing import Arrival, HandedIn
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import Purpose
from sunshine.inforequests.receipt import Channel
from sunshine.jobs.readers import run_once
from sunshine.kit.days import beijing_day
from sunshine.letters.models import Letter
from sunshine.notices.models import Notice
from sunshine.orgs.actions import audiences
from sunshine.orgs.models import NamedGroup, Person
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.reader import NAME as RECORD
from sunshine.public.baking.reader import bake_events
from sunshine.publishing.actions import (
    attachments,
    editing,
    page_reports,
    papers,
    places,
    previews,
    release,
    review,
    takedown,
)
from sunshine.publishing.models import Edition, EditionKind, Item
from sunshine.publishing.searching import rebuild_index
from tests.build import release as releasing
from tests.build.publishing import AT, DAY, a_draft
from tests.cast import cast_people
from tests.flows.leak_hall import hide_in_hall, open_hall
from tests.flows.leak_secrets import World, canary, keep, passed, put_out, texts, written

SOON = AT + timedelta(hours=1)


def build_world(record: Path) -> World:
    """Make the house, bake its record event by event, and return both."""
    world = World(cast_people(), record)
    _once_public(world)
    with baker_at(record) as baker:
        baker.bake(every_key(), on=DAY)
    _taken_down(world)
    _bake_news(world)
    world.before = files_of(record)
    _never_public(world)
    _bake_news(world)
    world.after = files_of(record)
    _closed_papers(world)
    _account(world)
    _bake_news(world)
    _tell_all(world)
    rebuild_index()
    return world


def files_of(record: Path) -> dict[str, bytes]:
    """Return the files of a record by name, those encoded beside them left out."""
    return {
        path.relative_to(record).as_posix(): path.read_bytes()
        for path in sorted(record.rglob("*"))
        if path.is_file() and path.parts[len(record.parts)] in {"any", "zh", "en"}
        if path.suffix not in {".gz", ".br"}
    }


def _bake_news(world: World) -> None:
    events = list(Event.objects.filter(id__gt=world.baked).order_by("id"))
    world.baked = events[-1].id
    bake_events(events, at=SOON)


def _once_public(world: World) -> None:
    """Publish what is taken down later, and one item that stays."""
    cast = world.cast
    plain = {**texts("remarks"), **releasing.TEXT, "document_number": "沈和税〔2026〕1号"}
    plain |= {"source": "", "subject": "纳税服务", "keywords": ["延时服务"], "clause_validity": []}
    edition = a_draft(cast.heping, by=cast.li, **plain)
    for text in ("附件甲", "附件乙"):
        stream = BytesIO(text.encode())
        attachments.attach(edition, stream=stream, filename=f"{text}.txt", by=cast.li, at=AT)
    bulletin = put_out(world, edition, "remarks")
    changed = releasing.next_draft(bulletin, cast, kind=EditionKind.MAJOR, title="延时服务（二）")
    put_out(world, changed, "remarks")
    keep(world, "remarks")
    for name in ("gone", "pulled", "noticed", "led"):
        item = put_out(world, written(world, name), name)
        second = releasing.next_draft(
            item, cast, kind=EditionKind.MAJOR, content="<p>已删去。</p>", change_note="删去"
        )
        put_out(world, second, name)
        keep(world, name, item)
    open_hall(world)


def _taken_down(world: World) -> None:
    items = {
        name: Item.objects.get(code=one.code) for name, one in world.secrets.items() if one.code
    }
    how: dict[str, Any] = {"by": world.cast.wu, "at": SOON}
    takedown.move(items["led"], to=items["pulled"], reason=canary("led", "reason"), **how)
    takedown.remove(items["gone"], reason=canary("gone", "reason"), **how)
    for name in ("pulled", "noticed"):
        incident = takedown.pull(
            items[name], reason=canary(name, "reason"), with_notice=name == "noticed", **how
        )
        world.secrets[name].keys["incidents"] = incident.pk
        world.secrets[name].keys["takedowns"] = incident.tasks.latest("pk").pk


def _never_public(world: World) -> None:
    """Make what was never for everybody, or is not yet."""
    cast = world.cast
    for name in ("group", "staff", "place"):
        groups = [_named_group(world)] if name == "group" else []
        item = put_out(world, written(world, name, audience=name, groups=groups), name)
        second = releasing.next_draft(item, cast, kind=EditionKind.MAJOR)
        put_out(world, second, name)
        keep(world, name, item, for_staff=True)
    _post_at_place(world)
    _relate(world)
    draft = written(world, "draft")
    keep(world, "draft", draft.item)
    keep(world, "review", releasing.sent(cast, written(world, "review")).item)
    keep(world, "approved", passed(world, written(world, "approved"), "approved").item)
    scheduled = passed(world, written(world, "scheduled"), "scheduled")
    later = timezone.now() + timedelta(days=30)
    release.schedule(scheduled, publish_at=later, by=cast.wu, at=AT)
    keep(world, "scheduled", scheduled.item)
    discarded = written(world, "discarded")
    editing.discard_edition(discarded, by=cast.li, at=AT)
    keep(world, "discarded", discarded.item)
    _return(world)
    _next_edition(world)
    _preview(world, draft)
    _report(world)
    _ask(world)
    hide_in_hall(world)


def _named_group(world: World) -> NamedGroup:
    cast = world.cast
    group = audiences.found_named_group(
        cast.heping,
        slug="canary-named-slug",
        name=canary("named", "name"),
        purpose=canary("named", "purpose"),
        by=cast.gao,
        at=AT,
    )
    member = audiences.add_member(group, person=_insider(), since=DAY, by=cast.gao, at=AT)
    keys = {"audiences": group.pk, "members": member.pk}
    keep(world, "named", keys=keys, for_staff=True)
    return group


def _insider() -> Person:
    return Person.objects.create(username="insider", name=canary("named", "member"), joined=DAY)


def _post_at_place(world: World) -> None:
    posting = places.post_at_place(
        Item.objects.get(code=world.secrets["place"].code),
        place=canary("place", "wall"),
        posted_on=DAY,
        until=DAY + timedelta(days=10),
        by=world.cast.li,
        at=AT,
    )
    world.secrets["place"].keys["postings"] = posting.pk


def _relate(world: World) -> None:
    """Let what is restricted name what is public as related, and so the other way round."""
    bulletin = Item.objects.get(code=_bulletin())
    for name in ("group", "staff", "place"):
        item = Item.objects.get(code=world.secrets[name].code)
        editing.arrange_item(
            item,
            section=item.section,
            audience=item.audience,
            groups=list(item.groups.all()),
            responsible_post=item.responsible_post,
            related=[bulletin],
            by=world.cast.li,
            at=AT,
        )


def _bulletin() -> str:
    """Return the code of the one item that is and stays public."""
    return Item.objects.get(editions__document_number="沈和税〔2026〕1号", editions__number=1).code


def _return(world: World) -> None:
    edition = releasing.sent(world.cast, written(world, "returned"))
    review.return_(
        edition,
        "first",
        return_reason="wording",
        remarks=canary("returned", "remark"),
        by=world.cast.chen,
        at=AT,
    )
    keep(world, "returned", edition.item)


def _next_edition(world: World) -> None:
    """Write the next edition of the public item: its text and its new files are not out."""
    cast = world.cast
    item = Item.objects.get(code=_bulletin())
    note = canary("next", "change")
    edition = releasing.next_draft(
        item, cast, kind=EditionKind.MAJOR, **{**texts("next"), "change_note": note}
    )
    former = item.attachments.get(name="附件乙.txt")
    stream = BytesIO(canary("next", "content").encode())
    name = f"{canary('next', 'file')}.txt"
    new = attachments.replace(edition, former, stream=stream, filename=name, by=cast.li, at=AT)
    secret = keep(world, "next", within_public=True)
    secret.code, secret.editions = item.code, (edition.number,)
    secret.files = ((new.code, new.name),)
    world.marks |= {new.code: "next", new.digest: "next"}


def _preview(world: World, draft: Edition) -> None:
    now = timezone.now()
    link, token = previews.make_preview(draft, reader=world.cast.wang, by=world.cast.li, at=now)
    secret = keep(world, "preview", keys={"previews": link.pk}, token=token)
    secret.code, secret.editions = draft.item.code, (1,)
    secret.files = world.secrets["draft"].files
    world.marks[token] = "preview"


def _report(world: World) -> None:
    report = page_reports.report_page_error(
        f"/i/{_bulletin()}/",
        kind="wording",
        text=canary("report", "text"),
        contact=canary("report", "contact"),
        at=AT,
    )
    # Whoever knows the code of a report follows it; the contact in it he does not see.
    keep(world, "report").code = report.code
    world.marks[report.code] = "report"


def _ask(world: World) -> None:
    """Register a request with everything in it; who asks is for the disclosure office alone."""
    cast, now = world.cast, timezone.now()
    who = Identity(
        canary("asked", "name"),
        IdKind.PASSPORT,
        "E12345678",
        telephone=canary("asked", "telephone"),
    )
    info, code = filing.register(
        cast.heping,
        arrival=Arrival(Channel.WINDOW, beijing_day(now)),
        asking=Asking(canary("asked", "description"), wanted_form="paper", wanted_way="collect"),
        identity=who,
        token=canary("asked", "token"),
        by=cast.wu,
        at=now,
        owner=cast.wu,
    )
    content = BytesIO(canary("asked", "content").encode())
    given = HandedIn(Purpose.ANSWER, content, f"{canary('asked', 'file')}.txt")
    paper = enclosing.attach(info, given, by=cast.wu, at=now)
    drafting.draft_reply(
        info, kind="grant", facts={"how": canary("asked", "how")}, by=cast.wu, at=now
    )
    write_message(info.case, text=canary("asked", "note"), of_office=False, by=None, at=now)
    letter = Letter.objects.get(subject=info.subject)
    keys = {"cases": info.case_id, "requests": info.case_id, "letters": letter.pk}
    secret = keep(world, "asked", keys=keys)
    secret.files = ((paper.code, paper.name),)
    for mark in (code, info.case.number, letter.number, letter.code, paper.code):
        world.marks[mark] = "asked"


def _closed_papers(world: World) -> None:
    """Register papers that are not published: only how many there are is public (row B3)."""
    cast = world.cast
    closed = {"ground": "process", "reason": "讨论记录。"}
    for name, attribute in (
        ("withheld", "withheld"),
        ("request", "on_request"),
        ("due", "proactive"),
    ):
        facts = {} if name == "due" else {**closed, "reason": canary(name, "reason")}
        paper = papers.register_paper(
            cast.heping,
            title=canary(name, "title"),
            document_number=f"{canary(name, 'number')}〔2026〕3号",
            made_on=DAY,
            attribute=attribute,
            by=cast.wu,
            at=AT,
            **facts,  # type: ignore[arg-type]
        )
        keep(world, name, keys={"papers": paper.pk, "disclosure": paper.pk})


def _account(world: World) -> None:
    """Draft a yearly account: nobody outside the office knows of it before it is out."""
    how: dict[str, Any] = {"by": world.cast.wu, "at": AT}
    account = accounting.begin(world.cast.heping, 2025, "disclosure", **how)
    places_ = group_of(form_of(account.kind, account.year), "licences").places
    accounting.enter(
        account,
        "licences",
        values=dict.fromkeys(places_, Decimal(7)),
        source=canary("account", "source"),
        evidence=BytesIO(canary("account", "evidence").encode()),
        filename=f"{canary('account', 'file')}.txt",
        **how,
    )
    text = {"problems": canary("account", "problems")}
    accounting.write(account, revision=1, texts={**account.texts, **text}, **how)
    keep(world, "account", keys={"accounts": account.pk})


def _tell_all(world: World) -> None:
    """Let the readers and the clock send every notice and mail there is to send."""
    now = timezone.now()
    for reader in READERS:
        if reader.name != RECORD:
            while run_once(reader, at=now):
                pass
    for sweep in SWEEPS:
        if ".remind_" in sweep.name:
            sweep.run(now)
    told = Notice.objects.filter(recipient__in=[world.cast.chen, world.cast.wu])
    keep(world, "notice", keys={"notices": told.earliest("pk").pk})

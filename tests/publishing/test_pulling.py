"""Pulling a part: an old edition, one attachment; what goes with it and what stays."""

import io
from datetime import timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.kit.errors import Refused
from sunshine.notices.models import Mail, Notice
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Person
from sunshine.public.baking.data.attachments import replaced_addresses, shown_attachment
from sunshine.publishing.actions.attachments import attach, replace
from sunshine.publishing.actions.editing import begin_edition
from sunshine.publishing.actions.previews import make_preview
from sunshine.publishing.actions.pulling import pull_edition, pull_file
from sunshine.publishing.actions.release import publish
from sunshine.publishing.actions.takedown import pull
from sunshine.publishing.models import Attachment, Edition, EditionState, Item, ItemState, Scope
from sunshine.publishing.visibility import PUBLIC, listed
from tests.build.release import AT, MINUTE, approved, draft, next_draft, published, sent
from tests.cast import Cast

LATER = AT + MINUTE


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def file_on(edition: Edition, cast: Cast, text: str) -> Attachment:
    stream = io.BytesIO(text.encode())
    return attach(edition, stream=stream, filename=f"{text}.txt", by=cast.li, at=AT)


def in_two_editions(cast: Cast) -> tuple[Item, Attachment, Attachment]:
    """Return an item whose second edition shows another file in the place of the first."""
    edition = draft(cast, title="关于公布名单（旧）的公告")
    old = file_on(edition, cast, "旧名单")
    item = published(cast, edition)
    second = next_draft(item, cast, title="关于公布名单（新）的公告")
    stream = io.BytesIO("新名单".encode())
    new = replace(second, old, stream=stream, filename="新名单.txt", by=cast.li, at=AT)
    publish(approved(cast, second), by=cast.wu, at=AT)
    item.refresh_from_db()
    return item, old, new


def test_an_old_edition_is_pulled_with_the_files_that_are_its_alone(cast: Cast) -> None:
    item, old, new = in_two_editions(cast)
    first = item.editions.get(number=1)
    incident = pull_edition(first, reason="旧版含个人信息", by=cast.chen, at=LATER)
    first.refresh_from_db()
    assert (first.state, incident.scope) == (EditionState.PULLED, Scope.EDITION)
    assert item in listed(PUBLIC)
    assert shown_attachment(old.code) is None
    assert shown_attachment(new.code) == new
    assert replaced_addresses() == {}
    sealed = dict(StoredFile.objects.values_list("sha256", "is_sealed"))
    assert (sealed[old.digest], sealed[new.digest]) == (True, False)
    assert "第1版" in incident.report
    assert "名单（旧）" in incident.report


def test_only_an_old_edition_goes_alone_and_only_once(cast: Cast) -> None:
    item, *_ = in_two_editions(cast)
    pull_edition(item.editions.get(number=1), reason="泄密", by=cast.li, at=LATER)
    for number in (1, 2):
        with pytest.raises(Refused) as refused:
            pull_edition(item.editions.get(number=number), reason=" ", by=cast.zhao, at=LATER)
        assert codes(refused) == ["no-such-duty", "takedown-without-reason", "edition-not-old"]
    assert item.incidents.count() == 1


def test_a_pulled_file_is_in_no_edition_and_the_text_stays(cast: Cast) -> None:
    edition = draft(cast)
    leak, clean = file_on(edition, cast, "泄密名单"), file_on(edition, cast, "办事指南")
    item = published(cast, edition)
    waiting = sent(cast, next_draft(item, cast))
    incident = pull_file(leak, reason="附件含身份证号", by=cast.zhou, at=LATER)
    assert (item.state, incident.evidence["editions"]) == (ItemState.PUBLISHED, [1, 2])
    for one in item.editions.all():
        assert [standing.attachment for standing in one.attached.all()] == [clean]
    waiting.refresh_from_db()
    assert waiting.state == EditionState.DRAFT
    assert (shown_attachment(leak.code), shown_attachment(clean.code)) == (None, clean)
    assert StoredFile.objects.get(sha256=leak.digest).is_sealed
    with pytest.raises(Refused) as refused:
        pull_file(leak, reason="再次", by=cast.zhou, at=LATER)
    assert codes(refused) == ["file-not-public"]


def test_an_address_leads_past_a_pulled_file(cast: Cast) -> None:
    item, old, middle = in_two_editions(cast)
    third = begin_edition(item, kind="minor", by=cast.li, at=AT)
    stream = io.BytesIO("最新名单".encode())
    last = replace(third, middle, stream=stream, filename="最新名单.txt", by=cast.li, at=AT)
    publish(approved(cast, next_saved(third, cast)), by=cast.wu, at=AT)
    assert set(replaced_addresses()) == {
        f"/f/{old.code}/旧名单.txt",
        f"/f/{middle.code}/新名单.txt",
    }
    pull_file(middle, reason="泄密", by=cast.li, at=LATER)
    assert replaced_addresses() == {f"/f/{old.code}/旧名单.txt": f"/f/{last.code}/最新名单.txt"}


def next_saved(edition: Edition, cast: Cast) -> Edition:
    edition.change_note = "更新"
    edition.save(update_fields=["change_note"])
    return edition


@pytest.mark.parametrize("who", ["zhao", "gao", "sun", "nobody"])
def test_strangers_pull_no_part(cast: Cast, who: str) -> None:
    item, _, new = in_two_editions(cast)
    by: Person = getattr(cast, who)
    with pytest.raises(Refused) as refused:
        pull_file(new, reason="泄密", by=by, at=LATER)
    assert codes(refused) == ["no-such-duty"]
    with pytest.raises(Refused) as refused:
        pull_edition(item.editions.get(number=1), reason="泄密", by=by, at=LATER)
    assert codes(refused) == ["no-such-duty"]


def test_a_part_and_then_the_whole_are_two_incidents(cast: Cast) -> None:
    item, _, new = in_two_editions(cast)
    pull_file(new, reason="附件泄密", by=cast.li, at=LATER)
    pull(item, reason="正文也泄密", by=cast.li, at=LATER + MINUTE)
    assert [one.scope for one in item.incidents.order_by("pk")] == [Scope.FILE, Scope.ITEM]
    assert item not in listed(PUBLIC)
    kinds = Event.objects.order_by("-id").values_list("kind", flat=True)[:2]
    assert list(kinds) == ["publishing.item_pulled", "publishing.file_pulled"]


def test_titles_leave_the_notices_and_who_was_told_is_kept(cast: Cast) -> None:
    item = published(cast)
    current = item.editions.get()
    link = f"/desk/items/{item.code}/1/"
    facts = {"title": current.title}
    for person in (cast.chen, cast.xu):
        notify(person, kind="publishing.turn_first", key="x", at=AT, facts=facts, link=link)
    gone = Mail.objects.earliest("pk")
    gone.sent_at = LATER
    gone.save()
    make_preview(next_draft(item, cast), reader=cast.wang, by=cast.li, at=AT)
    incident = pull(item, reason="疑似泄密", by=cast.wu, at=LATER + timedelta(minutes=1))
    told = incident.evidence["told"]
    assert [one["who"] for one in told] == [cast.chen.signature, cast.xu.signature]
    assert [bool(one["mailed_at"]) for one in told] == [True, False]
    assert not any(current.title in one.text for one in Notice.objects.all())
    assert not any(current.title in f"{one.subject}{one.body}" for one in Mail.objects.all())

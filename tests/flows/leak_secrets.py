"""Secrets of the leak matrix, and how one is made: a canary in every text, file and remark."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from sunshine.orgs.models import Post
from sunshine.publishing.actions import attachments, release, review
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import Edition, Item
from tests.build import release as releasing
from tests.build.publishing import AT, a_draft
from tests.cast import Cast


@dataclass
class Secret:
    """Something that must not be seen, and everything by which it could be asked for."""

    name: str
    code: str = ""
    editions: tuple[int, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    # Numbers in the database, by the first word of the addresses that bear them.
    keys: dict[str, int] = field(default_factory=dict)
    token: str = ""
    # Is its item itself public, and only this part of it not?
    within_public: bool = False
    # May the whole staff of its body know of it?
    for_staff: bool = False


@dataclass
class World:
    """The secrets, who may not see them, and the record as it was before there were any."""

    cast: Cast
    record: Path
    secrets: dict[str, Secret] = field(default_factory=dict)
    # Strings that name a secret without a canary in them: codes, index numbers, digests.
    marks: dict[str, str] = field(default_factory=dict)
    baked: int = 0  # the number of the last event whose pages stand
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)

    @property
    def someone(self) -> Post:
        """Return a post of the body whose secrets these are."""
        return Post.objects.get(slug="li-post")


def canary(name: str, part: str) -> str:
    """Return the canary of a part of a secret."""
    return f"canary-{name}-{part}"


def texts(name: str) -> dict[str, Any]:
    """Return the written fields of an edition, a canary in each."""
    return {
        "title": f"关于{canary(name, 'title')}的通知",
        "summary": canary(name, "summary"),
        "content": f"<h2>一、{canary(name, 'heading')}</h2><p>{canary(name, 'text')}</p>",
        "document_number": f"{canary(name, 'number')}〔2026〕9号",
        "source": canary(name, "source"),
        "subject": canary(name, "subject"),
        "keywords": [canary(name, "keyword")],
        "clause_validity": [
            {
                "label": f"一、{canary(name, 'clause')}",
                "state": "repealed",
                "until": None,
                "note": canary(name, "note"),
            }
        ],
    }


def written(world: World, name: str, **facts: Any) -> Edition:
    """Begin an item with a file and return its draft."""
    cast = world.cast
    edition = a_draft(cast.heping, by=cast.li, **{**texts(name), **facts})
    _attach(world, edition, name)
    return edition


def _attach(world: World, edition: Edition, name: str) -> None:
    content = f"{canary(name, 'content')}\n"
    attachments.attach(
        edition,
        stream=BytesIO(content.encode()),
        filename=f"{canary(name, 'file')}.txt",
        by=world.cast.li,
        at=AT,
    )


def passed(world: World, edition: Edition, name: str) -> Edition:
    """Return the edition with every review, a remark that nobody outside may read in each."""
    releasing.sent(world.cast, edition)
    for step, reviewer in releasing.REVIEWERS.items():
        review.approve(
            edition,
            step,
            digest=digest_of(edition),
            by=getattr(world.cast, reviewer),
            at=AT,
            remarks=canary(name, "remark"),
            checklist=releasing.all_no() if step == "secrecy" else None,
        )
    return edition


def put_out(world: World, edition: Edition, name: str) -> Item:
    """Publish the edition after every review."""
    return release.publish(passed(world, edition, name), by=world.cast.wu, at=AT)


def keep(world: World, name: str, item: Item | None = None, **facts: Any) -> Secret:
    """Note the secret, and all by which it could be asked for."""
    secret = world.secrets[name] = Secret(name, **facts)
    if item is None:
        return secret
    item.refresh_from_db()
    secret.code = item.code
    secret.editions = tuple(item.editions.values_list("number", flat=True))
    secret.files = tuple(item.attachments.values_list("code", "name"))
    for mark in _marks_of(item):
        world.marks[mark] = name
    return secret


def _marks_of(item: Item) -> Iterable[str]:
    yield item.code
    if item.index_number:
        yield item.index_number
    for code, digest in item.attachments.values_list("code", "digest"):
        yield from (code, digest)

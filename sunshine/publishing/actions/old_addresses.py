"""Addresses of before: what an old website called an item leads to it from now on."""

from datetime import datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.publishing.addresses import address_of
from sunshine.publishing.locking import hold
from sunshine.publishing.models import Audience, Item, ItemState, OldAddress

# Addresses of our own (ADR 0001), none of which may lead elsewhere.
_OURS = (
    *("/i/", "/b/", "/f/", "/r/", "/en/", "/desk/", "/account/", "/screens/", "/sitemaps/"),
    *("/static/", "/preview/", "/catalogue/", "/bodies/", "/map/", "/error-report/", "/for-me/"),
    *("/search/", "/api/", "/errors/"),
)
_LONGEST = 300


def why_not_keep_address(item: Item, path: str) -> list[Reason]:
    """Return why ``path`` cannot lead to ``item``: it is ours, another's, or nobody may know."""
    reasons = []
    plain = path.startswith("/") and path != "/" and len(path) <= _LONGEST
    if not plain or f"{path.rstrip('/')}/".startswith(_OURS) or any(c < " " for c in path):
        reasons.append(Reason("old-address-unfit", facts={"path": path[:100]}))
    if item.state != ItemState.PUBLISHED or item.audience != Audience.PUBLIC:
        reasons.append(Reason("item-not-public", facts={"state": ItemState(item.state).label}))
    known = OldAddress.objects.filter(path=path).exclude(leads_to=address_of(item))
    if known.exists():
        reasons.append(Reason("old-address-taken", facts={"path": path[:100]}))
    return reasons


@action
def keep_address(item: Item, *, path: str, at: datetime) -> None:
    """Let ``path``, where an old website had it, lead to ``item``; done by the clock.

    ``item`` is public: before, the address would tell that it exists.
    """
    hold(item)
    refuse_if(why_not_keep_address(item, path))
    OldAddress.objects.get_or_create(
        path=path, defaults={"leads_to": address_of(item), "since": beijing_day(at)}
    )
    append(
        "publishing.address_kept",
        subject=f"item:{item.code}",
        by=None,
        at=at,
        body=item.body.slug,
        data={"path": path},
    )

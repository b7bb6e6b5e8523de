"""Where an item stands and for whom: section, audience, groups, the post that answers."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, NamedGroup, Post, Role
from sunshine.publishing.models import (
    OPEN_STATES,
    Attribute,
    Audience,
    Edition,
    Item,
    Paper,
    Section,
    SectionPromise,
)

NAMED_GROUPS_LAW = "政府信息公开条例（2019年修订）第十三条、第十六条"


def why_not_section(body: Body, section: Section) -> list[Reason]:
    """Return why nothing new of ``body`` can stand in ``section``."""
    if section.set.slug != body.section_set:
        return [Reason("section-of-another-set", field="section")]
    if section.closed is not None:
        return [Reason("section-closed", field="section", facts={"section": section.name})]
    return []


def why_not_audience(
    body: Body, audience: str, groups: Collection[NamedGroup], paper: Paper | None
) -> list[Reason]:
    """Return why ``body`` cannot address an item, of ``paper`` if given, in this way.

    What is open on request or withheld may only be shown to the staff.
    """
    if audience not in Audience.values:
        return [Reason("audience-unknown", field="audience")]
    reasons = []
    if audience == Audience.GROUP and not groups:
        reasons.append(Reason("groups-needed", field="groups"))
    if audience != Audience.GROUP and groups:
        reasons.append(Reason("groups-not-addressed", field="groups"))
    for group in groups:
        if group.body_id != body.pk or group.closed is not None:
            facts = {"group": group.name}
            reasons.append(Reason("group-unfit", field="groups", facts=facts))
    closed = paper is not None and paper.attribute != Attribute.PROACTIVE
    if paper is not None and closed and audience != Audience.STAFF:
        facts = {"attribute": paper.get_attribute_display()}
        reasons.append(
            Reason("paper-not-proactive", law=NAMED_GROUPS_LAW, field="audience", facts=facts)
        )
    return reasons


def why_not_post(body: Body, post: Post | None, on: date) -> list[Reason]:
    """Return why ``post`` cannot answer for an item of ``body``."""
    if post is None:
        return [Reason("post-needed", field="responsible_post", facts={"body": body.name})]
    if post.body_id != body.pk or (post.abolished is not None and post.abolished <= on):
        return [Reason("post-unfit", field="responsible_post", facts={"body": body.name})]
    return []


def responsible_post(body: Body, section: Section, on: date) -> Post | None:
    """Return the post that answers for ``section`` in ``body``; up to two queries.

    Without a promise the disclosure officer's, then any with the disclosure office.
    """
    standing = Q(post__abolished=None) | Q(post__abolished__gt=on)
    promise = SectionPromise.objects.filter(standing, body=body, section=section)
    if (promised := promise.select_related("post").first()) is not None:
        return promised.post
    posts = list(body.posts.filter(Q(abolished=None) | Q(abolished__gt=on)))
    for role in (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD, Role.EDITOR):
        for post in posts:
            if role in post.roles:
                return post
    return None


def open_edition(item: Item) -> Edition | None:
    """Return the edition of ``item`` that is still on its way out, or None; one query."""
    return item.editions.filter(state__in=OPEN_STATES).select_related("saved_by").first()

"""Tables of the authority: bodies and what belongs to them, posts and people."""

from sunshine.orgs.models.accounts import AccountLink, AccountReset, CacheEntry
from sunshine.orgs.models.bodies import Body, BodyLevel, BodyName, Department, Hall
from sunshine.orgs.models.groups import (
    GroupMembership,
    LeadingGroup,
    NamedGroup,
    NamedGroupMember,
    OpennessInput,
    Power,
    ResponsibilityLink,
    Rung,
)
from sunshine.orgs.models.people import Person
from sunshine.orgs.models.posts import Delegation, Post, PostHolding, Role

__all__ = [
    "AccountLink",
    "AccountReset",
    "Body",
    "BodyLevel",
    "BodyName",
    "CacheEntry",
    "Delegation",
    "Department",
    "GroupMembership",
    "Hall",
    "LeadingGroup",
    "NamedGroup",
    "NamedGroupMember",
    "OpennessInput",
    "Person",
    "Post",
    "PostHolding",
    "Power",
    "ResponsibilityLink",
    "Role",
    "Rung",
]

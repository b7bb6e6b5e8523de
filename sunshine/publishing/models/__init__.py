"""Tables of the public record."""

from sunshine.publishing.models.editions import (
    OPEN_STATES,
    Attachment,
    Edition,
    EditionAttachment,
    EditionKind,
    EditionState,
    PreviewLink,
    Review,
    Step,
    Validity,
)
from sunshine.publishing.models.items import (
    Audience,
    Incident,
    Item,
    ItemState,
    OldAddress,
    PlacePosting,
)
from sunshine.publishing.models.page_reports import PageReport
from sunshine.publishing.models.papers import Attribute, Paper
from sunshine.publishing.models.reminders import Reminder
from sunshine.publishing.models.sections import (
    BodyPractice,
    Box,
    Section,
    SectionPromise,
    SectionSet,
    Series,
)

__all__ = [
    "OPEN_STATES",
    "Attachment",
    "Attribute",
    "Audience",
    "BodyPractice",
    "Box",
    "Edition",
    "EditionAttachment",
    "EditionKind",
    "EditionState",
    "Incident",
    "Item",
    "ItemState",
    "OldAddress",
    "PageReport",
    "Paper",
    "PlacePosting",
    "PreviewLink",
    "Reminder",
    "Review",
    "Section",
    "SectionPromise",
    "SectionSet",
    "Series",
    "Step",
    "Validity",
]

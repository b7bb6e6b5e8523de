"""Tables of the public record."""

from sunshine.publishing.models.access_counts import AccessCount, CountedLog
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
from sunshine.publishing.models.incidents import (
    PAPER,
    Incident,
    Outcome,
    Scope,
    TakedownTask,
    TaskKind,
)
from sunshine.publishing.models.items import (
    Audience,
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
    "PAPER",
    "AccessCount",
    "Attachment",
    "Attribute",
    "Audience",
    "BodyPractice",
    "Box",
    "CountedLog",
    "Edition",
    "EditionAttachment",
    "EditionKind",
    "EditionState",
    "Incident",
    "Item",
    "ItemState",
    "OldAddress",
    "Outcome",
    "PageReport",
    "Paper",
    "PlacePosting",
    "PreviewLink",
    "Reminder",
    "Review",
    "Scope",
    "Section",
    "SectionPromise",
    "SectionSet",
    "Series",
    "Step",
    "TakedownTask",
    "TaskKind",
    "Validity",
]

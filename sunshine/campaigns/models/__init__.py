"""Tables of campaigns: what is deployed, done, reported, compiled, told to the press, sent up."""

from sunshine.campaigns.models.activities import (
    Activity,
    ActivityMaterial,
    ActivityQuestion,
    CheckIn,
    LeaderVisit,
    Photograph,
    PlaceKind,
    SignUp,
)
from sunshine.campaigns.models.bulletins import Bulletin, BulletinTemplate, Paragraph
from sunshine.campaigns.models.deployments import (
    Campaign,
    CampaignMaterial,
    CampaignTask,
    Participation,
)
from sunshine.campaigns.models.press import PressRelease
from sunshine.campaigns.models.reports import Figure, Passage, Report, Theme
from sunshine.campaigns.models.upward import Brief, Suggestion

__all__ = [
    "Activity",
    "ActivityMaterial",
    "ActivityQuestion",
    "Brief",
    "Bulletin",
    "BulletinTemplate",
    "Campaign",
    "CampaignMaterial",
    "CampaignTask",
    "CheckIn",
    "Figure",
    "LeaderVisit",
    "Paragraph",
    "Participation",
    "Passage",
    "Photograph",
    "PlaceKind",
    "PressRelease",
    "Report",
    "SignUp",
    "Suggestion",
    "Theme",
]

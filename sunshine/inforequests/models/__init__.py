"""The tables of disclosure on request."""

from sunshine.inforequests.models.applicants import (
    SEALED_PURPOSES,
    Applicant,
    Enclosure,
    Purpose,
)
from sunshine.inforequests.models.complaints import Complaint
from sunshine.inforequests.models.remedies import Remedy
from sunshine.inforequests.models.replies import Delivery, Reply, ReplyReview
from sunshine.inforequests.models.requests import (
    ApplicantClass,
    InfoRequest,
    InfoRequestQuerySet,
    State,
    WantedForm,
    WantedWay,
)
from sunshine.inforequests.models.steps import (
    Consultation,
    Correction,
    Explanation,
    FeeNotice,
    SearchEntry,
    SheetEntry,
)

__all__ = [
    "SEALED_PURPOSES",
    "Applicant",
    "ApplicantClass",
    "Complaint",
    "Consultation",
    "Correction",
    "Delivery",
    "Enclosure",
    "Explanation",
    "FeeNotice",
    "InfoRequest",
    "InfoRequestQuerySet",
    "Purpose",
    "Remedy",
    "Reply",
    "ReplyReview",
    "SearchEntry",
    "SheetEntry",
    "State",
    "WantedForm",
    "WantedWay",
]

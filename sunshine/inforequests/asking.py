"""What is asked, as it is handed in, and why it cannot be taken so. Pure."""

from dataclasses import dataclass

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.models import ApplicantClass, WantedForm, WantedWay
from sunshine.kit.errors import Reason

LONGEST_DESCRIPTION = 4000
LONGEST_FEATURES = 500
LONGEST_NUMBER = 80
CONTENT_LAW = "政府信息公开条例（2019年修订）第二十九条"


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody wants to have, and how (条例 2019 art. 29)."""

    description: str
    applicant_class: str = ApplicantClass.PERSON
    document_number: str = ""
    features: str = ""
    wanted_form: str = WantedForm.ELECTRONIC
    wanted_way: str = WantedWay.EMAIL
    other_forms: bool = True
    suggests_publication: bool = False

    @property
    def title(self) -> str:
        """Return what letters and lists call the request: its description in one line."""
        words = " ".join(self.description.split())
        return words if len(words) <= 100 else f"{words[:99]}…"


def why_not_asking(asking: Asking) -> list[Reason]:
    """Return what is wrong with what is asked, each at its field."""
    reasons = []
    words = asking.description.strip()
    if not words:
        reasons.append(Reason("request-description-needed", CONTENT_LAW, "description"))
    lengths = (
        ("description", words, LONGEST_DESCRIPTION),
        ("features", asking.features, LONGEST_FEATURES),
        ("document_number", asking.document_number, LONGEST_NUMBER),
    )
    reasons += [
        Reason("request-too-long", field=field, facts={"most": most})
        for field, text, most in lengths
        if len(text.strip()) > most
    ]
    chosen = (
        ("applicant_class", asking.applicant_class, ApplicantClass),
        ("wanted_form", asking.wanted_form, WantedForm),
        ("wanted_way", asking.wanted_way, WantedWay),
    )
    reasons += [
        Reason("request-choice", field=field)
        for field, value, choices in chosen
        if value not in choices.values
    ]
    if not _can_go(asking):
        reasons.append(Reason("request-way-unfit", CONTENT_LAW, "wanted_way"))
    return reasons


def _can_go(asking: Asking) -> bool:
    """Return whether the wanted form can go the wanted way."""
    if asking.wanted_form in {WantedForm.PAPER, WantedForm.DISC}:
        fits = {WantedWay.POST, WantedWay.COLLECT}
        return asking.wanted_way in fits or (
            asking.wanted_form == WantedForm.PAPER and asking.wanted_way == WantedWay.FAX
        )
    if asking.wanted_form == WantedForm.READING:
        return asking.wanted_way == WantedWay.COLLECT
    return asking.wanted_way != WantedWay.FAX

"""What the steps say together: what is asked, and by whom, as the domain takes it."""

from collections.abc import Mapping
from datetime import date

from sunshine.inforequests.asking import Asking, why_not_asking
from sunshine.inforequests.identity import Identity, IdKind, Someone, why_not_identity
from sunshine.kit.errors import Reason
from sunshine.public.applying.drafted import Values

Steps = Mapping[str, Values]


def asking_of(steps: Steps, *, description: str = "") -> Asking:
    """Return what is asked; ``description`` stands in for the text where it is sent in pieces."""
    return Asking(
        description=description or said(steps, "what", "description"),
        applicant_class=said(steps, "who", "applicant_class"),
        document_number=said(steps, "what", "document_number"),
        wanted_form=said(steps, "form", "wanted_form"),
        wanted_way=said(steps, "form", "wanted_way"),
        other_forms=bool(said(steps, "form", "other_forms")),
        suggests_publication=bool(said(steps, "form", "suggests_publication")),
    )


def identity_of(steps: Steps) -> Identity:
    """Return who asks, with whoever stands beside him."""
    special = circumstances(steps)
    is_held = "prison" in special
    return Identity(
        name=said(steps, "identity", "name"),
        id_kind=said(steps, "identity", "id_kind"),
        id_number=said(steps, "identity", "id_number"),
        address=said(steps, "others", "prison") if is_held else said(steps, "contact", "address"),
        postcode=said(steps, "contact", "postcode"),
        telephone=said(steps, "contact", "telephone"),
        email=said(steps, "contact", "email"),
        representative=said(steps, "identity", "representative"),
        agent=_someone(steps, "agent") if "agent" in special else None,
        mandate=said(steps, "others", "mandate") if "agent" in special else "",
        guardian=_someone(steps, "guardian") if "guardian" in special else None,
        members=tuple(_members(steps)) if "group" in special else (),
    )


def reasons_of(steps: Steps, on: date) -> list[Reason]:
    """Return all that is wrong with what was said so far, each at its field."""
    asking = asking_of(steps)
    return why_not_asking(asking) + why_not_identity(identity_of(steps), asking, on=on)


def circumstances(steps: Steps) -> list[str]:
    """Return what is special about the applicant."""
    return steps.get("who", {}).get("circumstances") or []


def said(steps: Steps, step: str, name: str) -> str:
    """Return one answer without spaces around it, "" if there is none."""
    values = steps.get(step, {}).get(name) or [""]
    return values[-1].strip()


def _someone(steps: Steps, who: str) -> Someone:
    kind = said(steps, "others", f"{who}_id_kind") or IdKind.RESIDENT
    return Someone(
        said(steps, "others", f"{who}_name"), kind, said(steps, "others", f"{who}_id_number")
    )


def _members(steps: Steps) -> list[Someone]:
    """Read the others of a group: a line each, the name and then the number."""
    lines = [line.split() for line in said(steps, "others", "members").splitlines()]
    found = []
    for words in filter(None, lines):
        number = words[-1] if len(words) > 1 else ""
        name = " ".join(words[:-1]) if len(words) > 1 else words[0]
        is_resident = len(number) in {15, 18} and number[:-1].isdigit()
        kind = IdKind.RESIDENT if is_resident or not number else IdKind.OTHER
        found.append(Someone(name, kind, number))
    return found

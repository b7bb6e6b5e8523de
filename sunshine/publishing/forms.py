"""Forms: items whose text is made of elements, such as the guide to a matter (row E2).

A domain above registers how its form is read, what it lacks, and how it reads as text. The
text of such an edition is never typed: it is made anew of the elements with every save, so
that what reviewers see, search finds and the gate examines is all that the elements say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sunshine.kit.errors import Reason

if TYPE_CHECKING:
    from sunshine.publishing.models import Edition

Elements = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What the elements say as fields of an edition; ``content`` is HTML."""

    title: str
    summary: str
    content: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How items of one form are kept.

    ``tidied`` returns the elements in the one form in which they are stored, ``why_not_stored``
    what makes them impossible, ``lacking`` all that is missing before they may go out.
    """

    slug: str
    tidied: Callable[[Elements], dict[str, Any]]
    why_not_stored: Callable[[Elements], list[Reason]]
    lacking: Callable[["Edition", date], list[Reason]]
    written: Callable[[Elements], Written]


_forms: dict[str, Form] = {}


def register_form(form: Form) -> Form:
    """Add ``form`` and return it; raise ValueError if the slug has another already."""
    if _forms.get(form.slug, form) != form:
        raise ValueError(f"the form {form.slug!r} is taken")
    return _forms.setdefault(form.slug, form)


def form_of(elements: Elements) -> Form | None:
    """Return the form of ``elements``, None for a plain text; raise KeyError if it is unknown."""
    return _forms[elements["form"]] if elements else None

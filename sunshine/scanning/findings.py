"""What the scanning of a text or a file brings to light."""

from dataclasses import dataclass
from typing import Final

ID_CARD: Final = "id_card"
MOBILE: Final = "mobile"
LANDLINE: Final = "landline"
BANK_CARD: Final = "bank_card"
EMAIL: Final = "email"
ADDRESS: Final = "address"
PASSPORT: Final = "passport"
PLATE: Final = "plate"
PERSON: Final = "person"
WORDING: Final = "wording"
HIDDEN: Final = "hidden:"

PERSONAL_KINDS: Final = frozenset(
    {ID_CARD, MOBILE, LANDLINE, BANK_CARD, EMAIL, ADDRESS, PASSPORT, PLATE, PERSON}
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One suspicious place.

    ``start`` and ``end`` count Unicode code points of the text that was read, so that
    ``text == read[start:end]``. ``page`` is 1-based, or None where there are no pages.
    ``kind`` is one of the kinds above, or ``hidden:`` and what is hidden. ``suggestion`` is what
    to write instead. ``why`` is a short code, or for wording the sentence that explains the
    entry; ``source`` is what the entry rests on, with its date.
    """

    kind: str
    text: str
    start: int
    end: int
    page: int | None
    suggestion: str
    why: str = ""
    source: str = ""

    @property
    def is_personal(self) -> bool:
        """Return whether this is personal data in the sense of 个人信息保护法 art. 4."""
        return self.kind in PERSONAL_KINDS

    @property
    def is_hidden(self) -> bool:
        """Return whether a reader of the file would not see this."""
        return self.kind.startswith(HIDDEN)

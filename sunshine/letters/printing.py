"""A letter that went out, as PDF and DOCX; one whose words were changed is not printed."""

from pathlib import Path

from django.conf import settings

from sunshine.kit.errors import Refused
from sunshine.kit.papers.apart import docx_apart
from sunshine.kit.papers.fonts import NoChineseFont
from sunshine.kit.papers.paper import Paper, digest_of
from sunshine.kit.papers.typesetting import CannotBeSet, pdf_of
from sunshine.letters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.letters.models import Letter


def is_whole(letter: Letter) -> bool:
    """Return whether the words are still those that went out, by their digest."""
    return digest_of(letter.content) == letter.digest


def letter_pdf(letter: Letter) -> bytes:
    """Return ``letter`` as PDF; raise Refused if it was changed, or cannot be set here."""
    return paper_pdf(letter_paper(letter))


def letter_docx(letter: Letter) -> bytes:
    """Return ``letter`` as DOCX; raise Refused if its words were changed."""
    return docx_apart(letter_paper(letter))


def letter_paper(letter: Letter) -> Paper:
    """Return what stands on the sheet; raise Refused if it is not what went out."""
    if not is_whole(letter):
        raise Refused("letter-changed", number=letter.number)
    return Paper.from_data(letter.content, seal=bytes(letter.seal))


def paper_pdf(paper: Paper) -> bytes:
    """Return any paper as PDF; raise Refused if no font here can show it."""
    try:
        return pdf_of(paper, fonts=Path(settings.HOME) / "fonts")
    except NoChineseFont as error:
        raise Refused("paper-without-font") from error
    except CannotBeSet as error:
        raise Refused("paper-with-strange-character", problem=str(error)) from error

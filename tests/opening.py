"""What an answer or a file says, however it is packed, so that no secret hides in a format."""

import io
import re
import zipfile
from contextlib import suppress

import pypdfium2

_SPACE = re.compile(r"\s+")


def text_of(content: bytes) -> str:
    """Return all words of a PDF, an office file or an archive; of anything else, the bytes as text.

    What is no text, or damaged, has marks in its place. A PDF breaks its lines inside words, so
    its text stands twice: in lines, and without any space.
    """
    with suppress(pypdfium2.PdfiumError, zipfile.BadZipFile):
        if content.startswith(b"%PDF"):
            return _pdf(content)
        if content.startswith(b"PK\x03\x04"):
            return _archive(content)
    return content.decode(errors="replace")


def _pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    lines = "\n".join(page.get_textpage().get_text_range() for page in document)
    about = " ".join(document.get_metadata_dict().values())
    document.close()
    return f"{lines}\n{_SPACE.sub('', lines)}\n{about}"


def _archive(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(f"{name}\n{text_of(packed.read(name))}" for name in packed.namelist())

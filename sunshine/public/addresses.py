"""Where an address stands in the record, and which addresses can stand there. Pure.

The record is a directory. A page is ``<lang>/<variant>/…/index.html``, everything that is
the same in every language is ``any/…`` (docs/adr/0004-record.md); ``.gz`` and ``.br`` lie
beside. nginx serves the same directory by the same rules (deploy/nginx.conf).
"""

from pathlib import PurePosixPath

LANGUAGES = ("zh", "en")
PLAIN, ELDER = "plain", "elder"
VARIANTS = (PLAIN, ELDER)
NEUTRAL = "any"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
# No address can name it: hidden parts are refused.
REDIRECTS = "any/.redirects.map"
# The code Django knows each language of the record by.
DJANGO_LANGUAGE = {"zh": "zh-hans", "en": "en"}
# Attachments go out as they were handed in, so never in another encoding.
FILES_PREFIX = "/f/"

LONGEST = 1000


def page_file(address: str, language: str, variant: str) -> str:
    """Return the file of a page (``/b/ln/`` or ``/errors/404.html``), relative to the record."""
    name = f"{address}index.html" if address.endswith("/") else address
    return f"{language}/{variant}{name}"


def neutral_file(address: str) -> str:
    """Return the file of what has no language, relative to the record."""
    return f"{NEUTRAL}{address}"


def in_language(address: str, language: str) -> str:
    """Return the public path of a page: English stands below ``/en``."""
    return address if language == "zh" else f"/{language}{address}"


def split_language(path: str) -> tuple[str, str]:
    """Return language and address of a public path: ``/en/b/ln/`` is ``en`` and ``/b/ln/``."""
    if path.startswith("/en/"):
        return "en", path[3:]
    return "zh", path


def is_sound(path: str) -> bool:
    """Return whether ``path`` can name anything: absolute, no dots, no empty or hidden part."""
    if not path.startswith("/") or len(path) > LONGEST or "\0" in path or "\\" in path:
        return False
    parts = path[1:].split("/")
    return not any(part.startswith(".") for part in parts) and "" not in parts[:-1]


def file_of(path: str, *, elder: bool) -> str | None:
    """Return the file that answers a public path, relative to the record; None if none can."""
    if not is_sound(path):
        return None
    if path.endswith("/"):
        language, address = split_language(path)
        return page_file(address, language, ELDER if elder else PLAIN)
    if PurePosixPath(path).suffix in {".br", ".gz"} and not path.startswith(FILES_PREFIX):
        return None
    return neutral_file(path)

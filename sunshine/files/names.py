"""Names of files as the public sees them."""

import re
import unicodedata

from sunshine.files.kinds import BY_MEDIA_TYPE, extension_of

LONGEST = 120
_UNFIT = re.compile(r'[<>:"|?*\\/%#;&]+')


def safe_name(filename: str, media_type: str) -> str:
    """Return ``filename`` made safe to show, link and download, with the right extension.

    Drops folders, control characters and marks that turn the direction of writing
    (which could hide an extension); at most LONGEST characters.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", filename))[-1]
    shown = "".join(" " if char.isspace() else char for char in last)
    shown = "".join(char for char in shown if unicodedata.category(char)[0] != "C")
    stem = re.sub(r"\s+", " ", _UNFIT.sub("_", shown)).strip(" .")
    kind = BY_MEDIA_TYPE[media_type]
    extension = extension_of(stem)
    if extension in kind.extensions:
        stem = stem[: -len(extension) - 1].rstrip(" .")
    else:
        extension = kind.extensions[0]
    room = LONGEST - len(extension) - 1
    return f"{stem[:room].rstrip(' .') or '附件'}.{extension}"

"""A paper as DOCX from a process of its own: the web process loads no XML parser."""

import json
import subprocess
import sys

from sunshine.kit.papers.paper import Paper

_COMMAND = (sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "sunshine.kit.papers.word")
_SECONDS = 30


def docx_apart(paper: Paper) -> bytes:
    """Return ``paper`` as DOCX; raise CalledProcessError or TimeoutExpired if the child fails."""
    pictures = [one.hex() for one in paper.pictures]
    order = {"paper": paper.as_data(), "seal": paper.seal.hex(), "pictures": pictures}
    given = json.dumps(order).encode()
    done = subprocess.run(  # noqa: S603 - our own module, the paper on its standard input
        _COMMAND, input=given, capture_output=True, check=True, timeout=_SECONDS
    )
    return done.stdout

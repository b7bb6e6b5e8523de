"""Whether a paper about a person may be sealed: looked through by the virus scanner before.

Once sealed no scanner sees into it, so it is asked while it is in memory; not within an action,
whose transaction would wait for the scanner.
"""

from io import BytesIO

from django.conf import settings

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import SEALED_PURPOSES
from sunshine.kit.errors import Reason
from sunshine.scanning.clamd import Infected, Unscanned, refuse_infected_stream
from sunshine.scanning.readings import Unreadable

SCAN_SECONDS = 20.0


def why_not_seal(paper: HandedIn, content: bytes) -> list[Reason]:
    """Return why ``content`` cannot be kept as ``paper``: a virus, or no answer of the scanner.

    Empty for what is kept as a file, which the worker looks through, and where no clamd is set.
    """
    if paper.purpose not in SEALED_PURPOSES or not settings.CLAMD:
        return []
    try:
        refuse_infected_stream(BytesIO(content), settings.CLAMD, seconds=SCAN_SECONDS)
    except (Infected, Unreadable):
        return [Reason("enclosure-infected", field="file")]
    except Unscanned:
        return [Reason("enclosure-unscanned", field="file")]
    return []

"""Which letters and documents of a request its applicant may have: those that went to him.

Letters to third parties and other organs are not among them, and a reply only once it was served:
until then it can be undone.
"""

from collections.abc import Sequence

from sunshine.inforequests.giving import given
from sunshine.inforequests.models import Delivery, Enclosure, InfoRequest
from sunshine.letters.models import Letter

_TO_APPLICANT = (
    *("receipt", "correction", "extension", "reasons_asked", "massive_delay"),
    *("fee_notice", "fee_paid", "fee_refund", "withdrawal"),
)


def is_served(request: InfoRequest) -> bool:
    """Return whether the reply has gone out; one query."""
    return Delivery.objects.filter(reply=request.reply_id).exists() if request.reply_id else False


def letters_of(request: InfoRequest) -> Sequence[Letter]:
    """Return the letters to the applicant in their order, void ones left out; three queries."""
    own = Letter.objects.filter(subject=request.subject, kind__in=_TO_APPLICANT, void_at=None)
    letters = list(own)
    reply = request.reply
    if reply is not None and reply.letter is not None and is_served(request):
        letters.append(reply.letter)
    return sorted(letters, key=lambda letter: (letter.issued_at, letter.pk))


def documents_of(request: InfoRequest) -> Sequence[Enclosure]:
    """Return the documents that came with the reply, once it was served."""
    if request.reply is None or not is_served(request):
        return ()
    # One reply may answer several requests: its documents lie with the leading one.
    return given(request.reply.request)

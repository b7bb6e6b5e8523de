"""What several processes do at once to a yearly account; run inside a house."""

from sunshine.audit.models import Event
from sunshine.figures import actions
from sunshine.figures.models import Account, Snapshot
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from tests.build.accounts import AT, SOME, handed_in, seen_digest
from tests.cast import cast_people


def prepare() -> list[object]:
    """Hand an account in; return its key and the digest of what the signer sees."""
    account = handed_in(cast_people())
    return [account.pk, seen_digest(account)]


def sign(*, number: int, digest: str) -> str:
    """Sign the account; return "signed", or the codes of why not."""
    wang = Person.objects.get(username="wang")
    account = Account.objects.get(pk=number)
    try:
        actions.sign(account, digest=digest, by=wang, at=AT, counts=SOME)
    except Refused as refused:
        return ",".join(reason.code for reason in refused.reasons)
    return "signed"


def left() -> list[int]:
    """Return how many snapshots and how many events of signing there are."""
    return [Snapshot.objects.count(), Event.objects.filter(kind="figures.signed").count()]

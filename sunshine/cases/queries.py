"""Finding a case by what its applicant knows."""

from sunshine.cases.codes import is_code
from sunshine.cases.models import Case

# 64 zeros: the digest of no code.
_NOBODYS = "0" * 64


def case_followed(number: str, code: str) -> Case | None:
    """Return the case of ``number`` if ``code`` is its code, else None; one query.

    A number that does not exist takes as long as one whose code is wrong; the face limits how
    often somebody may try.
    """
    found = Case.objects.filter(number=number.strip()).select_related("body", "owner")
    cases = list(found[:20])
    if not cases:
        is_code(code, _NOBODYS)
        return None
    fitting = [case for case in cases if is_code(code, case.code_digest)]
    return fitting[0] if fitting else None

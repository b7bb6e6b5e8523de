"""Checking yearly accounts: each by itself, its text, and those of years that follow each other."""

import itertools
from collections.abc import Iterator, Sequence

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.figures import claims
from sunshine.figures.identities import blanks, equations, sides
from sunshine.figures.reports import Claim, Failure, Outcome, Place, Report, Unchecked
from sunshine.figures.years import between
from sunshine.kit.errors import Reason, Refused

Finding = Failure | Unchecked | None


def check(reports: Sequence[Report]) -> Outcome:
    """Return everything that does not agree, and what could not be checked.

    Two accounts of one year raise Refused("account-year-twice"); the order does not matter.
    """
    found: list[Finding] = []
    for report in reports:
        found += [*blanks(report), *_inside(report), *_text(report), *_fees(report)]
    found += _beside(reports)
    # A pair of years is looked at last, but told with the report it belongs to.
    order = {id(report): number for number, report in enumerate(reports)}
    told = sorted((one for one in found if one), key=lambda one: order[id(one.report)])
    return Outcome(
        tuple(one for one in told if isinstance(one, Failure)),
        tuple(one for one in told if isinstance(one, Unchecked)),
        compared=sum(not isinstance(one, Unchecked) for one in found),
    )


def _inside(report: Report) -> Iterator[Finding]:
    unread: dict[str, int] = {}
    for equation in equations(report.edition):
        both = sides(report, equation)
        if both is None:
            unread[equation.identity] = unread.get(equation.identity, 0) + 1
            continue
        left, right = both
        agrees = left == right
        yield None if agrees else Failure(report, equation.identity, equation.place, left, right)
    for identity, count in unread.items():
        yield Unchecked(report, identity, Reason("account-cells-unread", facts={"count": count}))


def _text(report: Report) -> Iterator[Finding]:
    for claim in report.claims:
        yield _claim(report, claim)


def _claim(report: Report, claim: Claim) -> Finding:
    terms = claims.terms_of(claim.equals, report.edition) if claim.equals else None
    facts = {"text": claim.text, "equals": claim.equals}
    if not claim.equals or claim.value is None:
        return Unchecked(report, "I7", Reason("account-claim-loose", facts=facts))
    if terms is None:
        return Unchecked(report, "I7", Reason("account-claim-unknown", facts=facts))
    total = claims.total_of(report, terms)
    if total is None:
        return Unchecked(report, "I7", Reason("account-claim-unread", facts=facts))
    if total == claim.value:
        return None
    return Failure(report, "I7", claims.place_of(claim, terms), claim.value, total, claim.text)


def _fees(report: Report) -> Iterator[Finding]:
    """I8: the text says that no fee was taken exactly if none is on record."""
    told = claims.fee_claims(report)
    if not told:
        return
    amounts = [claim.value for claim in told if claim.value]
    # Without a record of fees, an amount in one sentence contradicts "no fee" in another.
    recorded = report.fees if report.fees is not None else max(amounts, default=None)
    compared = False
    for claim in told:
        if recorded is None or (report.fees is None and not claims.says_no_fee(claim)):
            continue
        compared = True
        place = Place(claims.TEXT, claim.section, "")
        if claims.says_no_fee(claim) == (recorded == 0):
            yield None
        elif claim.value is not None or claims.says_no_fee(claim):
            yield Failure(report, "I8", place, claim.value or recorded * 0, recorded, claim.text)
    if not compared:
        yield Unchecked(report, "I8", Reason("account-fees-unknown"))


def _beside(reports: Sequence[Report]) -> Iterator[Finding]:
    for report in reports:
        if report.year is None and len(reports) > 1:
            yield Unchecked(report, "I5", Reason("account-year-unknown"))
    dated = sorted(
        (report for report in reports if report.year is not None), key=lambda one: one.year or 0
    )
    for before, after in itertools.pairwise(dated):
        if before.year == after.year:
            raise Refused(
                "account-year-twice", year=before.year, first=before.name, second=after.name
            )
        if (before.year or 0) + 1 != after.year:
            years = {"before": before.year, "after": after.year}
            yield Unchecked(after, "I5", Reason("account-years-apart", facts=years))
        elif before.agency and after.agency and before.agency != after.agency:
            agencies = {"first": before.agency, "second": after.agency}
            yield Unchecked(after, "I5", Reason("account-agencies-differ", facts=agencies))
        else:
            yield from _pair(before, after)


def _pair(before: Report, after: Report) -> Iterator[Finding]:
    unread: dict[str, int] = {}
    for identity, place, expected, found in between(before, after):
        if expected is None or found is None:
            unread[identity] = unread.get(identity, 0) + 1
        else:
            agrees = expected == found
            yield None if agrees else Failure(after, identity, place, expected, found)
    for identity, count in unread.items():
        yield Unchecked(after, identity, Reason("account-cells-unread", facts={"count": count}))

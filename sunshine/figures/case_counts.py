"""Counts from the cases of disclosure on request, in the words of the account's tables."""

from collections.abc import Iterator, Mapping, Sequence

from sunshine.figures.counts import CASE, Behind, Counted, Counts, Fees
from sunshine.figures.editions import APPLICATIONS
from sunshine.inforequests.counting import (
    PENDING,
    TOTAL,
    Year,
    behind,
    count_years,
    remedies_behind,
)
from sunshine.inforequests.models import ApplicantClass, Remedy
from sunshine.orgs.models import Body

# The tables are in the language of the law, whatever the reader's.
_APPLICANTS: Mapping[str, str] = {
    ApplicantClass.PERSON: "自然人",
    ApplicantClass.BUSINESS: "商业企业",
    ApplicantClass.RESEARCH: "科研机构",
    ApplicantClass.WELFARE: "社会公益组织",
    ApplicantClass.LAWYERS: "法律服务机构",
    ApplicantClass.OTHER: "其他",
}
_REMEDIES: Mapping[str, str] = {
    Remedy.Kind.RECONSIDERATION: "行政复议",
    Remedy.Kind.SUIT: "未经复议直接起诉",
    Remedy.Kind.SUIT_AFTER: "复议后起诉",
}
_RESULTS: Mapping[str, str] = {
    Remedy.Outcome.UPHELD: "结果维持",
    Remedy.Outcome.CORRECTED: "结果纠正",
    Remedy.Outcome.OTHER: "其他结果",
    PENDING: "尚未审结",
}
_CLASS_OF = {words: key for key, words in _APPLICANTS.items()}
_REMEDY_OF = {words: key for key, words in _REMEDIES.items()}
_RESULT_OF = {words: key for key, words in _RESULTS.items()}


class _Cases:
    def counted(self, bodies: Sequence[Body], year: int) -> Mapping[int, Counted]:
        years = count_years([body.pk for body in bodies], year)
        return {body: _in_words(one) for body, one in years.items()}

    def behind(
        self, body: Body, year: int, table: str, cells: Sequence[tuple[str, str]]
    ) -> Sequence[Behind]:
        asked = _requests if table == APPLICATIONS else _remedies
        found = {one.ref: one for one in asked(body, year, cells)}
        return sorted(found.values(), key=lambda one: (one.day is None, one.day, one.ref))


CASES: Counts = _Cases()


def _in_words(one: Year) -> Counted:
    return Counted(
        {
            (row, _APPLICANTS[of]): number
            for (row, of), number in one.requests.items()
            if row != TOTAL
        },
        {
            (_REMEDIES[kind], _RESULTS[outcome]): number
            for (kind, outcome), number in one.remedies.items()
        },
        Fees(one.charged, one.fees),
    )


def _requests(body: Body, year: int, cells: Sequence[tuple[str, str]]) -> Iterator[Behind]:
    for row, column in cells:
        found = behind(body, year, row, _CLASS_OF[column]).select_related("case")
        for request in found:
            case = request.case
            yield Behind(case.number, CASE, str(case.pk), case.received_on)


def _remedies(body: Body, year: int, cells: Sequence[tuple[str, str]]) -> Iterator[Behind]:
    for kind, outcome in cells:
        found = remedies_behind(body, year, _REMEDY_OF[kind], _RESULT_OF[outcome])
        for remedy in found.select_related("request__case"):
            case = remedy.request.case
            yield Behind(case.number, CASE, str(case.pk), remedy.filed_on)

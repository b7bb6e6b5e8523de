"""Yearly accounts: cases in memory to count, and accounts brought to a state by the acts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from sunshine.figures import actions
from sunshine.figures.contents import content_of, live_report
from sunshine.figures.counts import Behind, Counted, Counts, Fees
from sunshine.figures.editions import APPLICATIONS
from sunshine.figures.forms import form_of, groups_of
from sunshine.figures.models import Account, Kind, Snapshot
from sunshine.kit.papers.paper import digest_of
from sunshine.orgs.models import Body
from tests.cast import Cast

YEAR = 2025
AT = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("结果维持", "结果纠正", "其他结果")
PENDING = "尚未审结"


@dataclass(frozen=True)
class PlainCase:
    """A request as the account sees it: when it came, who asked, how and when it ended."""

    received: date
    applicant: str = "自然人"
    result: str = "3.1"
    finished: date | None = None
    fee: int = 0
    remedy: str = ""
    outcome: str = ""
    body: int = 0

    def rows_in(self, year: int) -> Iterable[str]:
        """Yield the rows of table two in which the case is counted for ``year``."""
        if self.received.year > year or (self.finished and self.finished.year < year):
            return
        yield "1" if self.received.year == year else "2"
        yield self.result if self.finished and self.finished.year == year else "4"

    def remedy_in(self, year: int) -> tuple[str, str] | None:
        """Return the cell of table three; a remedy is taken in the year the request ended."""
        if not self.remedy or self.finished is None or self.finished.year != year:
            return None
        return self.remedy, self.outcome or PENDING


@dataclass
class PlainCounts:
    """Cases kept in memory; ``body`` 0 belongs to whatever body is asked for alone."""

    cases: Sequence[PlainCase] = field(default_factory=tuple)

    def counted(self, bodies: Sequence[Body], year: int) -> Mapping[int, Counted]:
        found: dict[int, Counted] = {}
        for body in bodies:
            own = [case for case in self.cases if (case.body or bodies[0].pk) == body.pk]
            charged = [one for one in own if one.fee and one.finished and one.finished.year == year]
            found[body.pk] = Counted(
                Counter((row, case.applicant) for case in own for row in case.rows_in(year)),
                Counter(filter(None, (case.remedy_in(year) for case in own))),
                Fees(len(charged), Decimal(sum(one.fee for one in charged))),
            )
        return found

    def behind(
        self, body: Body, year: int, table: str, cells: Sequence[tuple[str, str]]
    ) -> Sequence[Behind]:
        def counted(case: PlainCase) -> set[tuple[str, str]]:
            if table == APPLICATIONS:
                return {(row, case.applicant) for row in case.rows_in(year)}
            return set(filter(None, [case.remedy_in(year)]))

        return [
            Behind(f"申请{number}", "case", str(number), case.received)
            for number, case in enumerate(self.cases)
            if case.body in {0, body.pk} and counted(case) & set(cells)
        ]


SOME = PlainCounts(
    (
        PlainCase(date(2024, 12, 20), finished=date(2025, 1, 9)),
        PlainCase(date(2025, 3, 3), finished=date(2025, 3, 20), fee=270),
        PlainCase(date(2025, 4, 1), "法律服务机构", "3.2", date(2025, 4, 28)),
        PlainCase(
            date(2025, 5, 6), "商业企业", "3.3.4", date(2025, 6, 3), remedy="行政复议",
            outcome="结果维持",
        ),
        PlainCase(date(2025, 7, 1), result="3.6.3", finished=date(2025, 7, 20)),
        PlainCase(date(2025, 12, 25)),
    )
)  # fmt: skip


def begun(cast: Cast, *, year: int = YEAR, kind: str = Kind.DISCLOSURE) -> Account:
    """Return the account of Heping as it begins, by Wu."""
    return actions.begin(cast.heping, year, kind, by=cast.wu, at=AT)


def entered(account: Account, cast: Cast, *, number: int = 7, signed: bool = True) -> Account:
    """Return the account with every group entered by Wu and signed by He."""
    for group in groups_of(form_of(account.kind, account.year)):
        money = {place: _number(group, place.row, number) for place in group.places}
        entry = actions.enter(
            account,
            group.key,
            values=money,
            source="金税系统，按决定日期查询",
            evidence=BytesIO(f"{group.key} {number}".encode()),
            filename="导出.txt",
            by=cast.wu,
            at=AT,
        )
        if signed:
            actions.countersign(entry, entered_at=AT, by=cast.he, at=AT)
    return account


def written(account: Account, cast: Cast, **texts: str) -> Account:
    """Return the account with the parts written that want words."""
    own = dict.fromkeys(("problems", "fees", "notes"), "公开内容的针对性有待加强，已经安排培训。")
    kept = {**account.texts, **{key: own[key] for key in own if key in account.texts}, **texts}
    actions.write(account, revision=account.revision, texts=kept, by=cast.wu, at=AT)
    return account


def handed_in(cast: Cast, counts: PlainCounts = SOME, **how: Any) -> Account:
    """Return an account that waits for the signature of the head of the body."""
    account = written(entered(begun(cast, **how), cast), cast)
    actions.hand_in(account, explanation="口径有调整。", by=cast.wu, at=AT, counts=counts)
    return account


def seen_digest(account: Account, counts: Counts = SOME) -> str:
    """Return the digest of what a signer has before him."""
    report, frame = live_report(account, counts)
    return digest_of(content_of(account, report, frame))


def signed(cast: Cast, counts: PlainCounts = SOME, **how: Any) -> Snapshot:
    """Return the snapshot of an account that Wang has signed."""
    account = handed_in(cast, counts, **how)
    digest = seen_digest(account, counts)
    return actions.sign(account, digest=digest, by=cast.wang, at=AT, counts=counts)


def _number(group: Any, row: str, number: int) -> Decimal:
    decimals = next(one.decimals for one in group.rows if one.key == row)
    return Decimal("59237.2449") if decimals else Decimal(number)

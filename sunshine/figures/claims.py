"""Numbers in the text against the tables: I7, and I8 for what is said of fees.

What a number has to equal is written as a sum of terms: ``1.总计+2.总计``,
``sum 3.3.* 总计``, ``sum(1,2 over the five legal-person columns)``,
``行政复议.总计``, ``规章.现行有效件数``, ``行政许可``, or plain numbers.
"""

import re
import unicodedata
from decimal import Decimal

from sunshine.figures.editions import APPLICATIONS, PROACTIVE, REVIEW, Edition
from sunshine.figures.reports import Claim, Place, Report

TEXT = "text"
_LITERAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_OVER = re.compile(r"sum\(([\d.,]+)over(?:the)?fivelegal-personcolumns\)")
_STAR = re.compile(r"sum([\d.]+)\.\*(.+)")
_FEE = re.compile(r"信息(?:公开)?处理费")
_NO_FEE = re.compile(
    r"(?:未|没有|无|不)(?:发生|产生|有|曾|予)*(?:收取|收费|收)?[^，。；]{0,12}处理费"
)

Terms = tuple[Place | Decimal, ...]


def terms_of(equals: str, form: Edition) -> Terms | None:
    """Return what is to be added up; None if the form of ``equals`` is not known."""
    plain = "".join(unicodedata.normalize("NFKC", equals).split())
    # A sum over columns holds no plus sign, so the parts can be cut at it.
    found: list[Place | Decimal] = []
    for term in plain.split("+"):
        some = _term(term, form)
        if not some:
            return None
        found += some
    return tuple(found)


def total_of(report: Report, terms: Terms) -> Decimal | None:
    """Return the sum; None if a cell of it was not read or is blank."""
    total = Decimal(0)
    for term in terms:
        number = term if isinstance(term, Decimal) else report.number(term)
        if number is None:
            return None
        total += number
    return total


def place_of(claim: Claim, terms: Terms) -> Place:
    """Return where the sum stands, its rows and columns joined by a plus sign."""
    places = [term for term in terms if isinstance(term, Place)]
    if not places:
        return Place(TEXT, claim.section, "")
    tables, rows, columns = (
        "+".join(dict.fromkeys(getattr(place, part) for place in places))
        for part in ("table", "row", "column")
    )
    return Place(tables, rows, columns)


def fee_claims(report: Report) -> tuple[Claim, ...]:
    """Return the claims that speak of the fee for handling information (条例 2019 art. 42)."""
    return tuple(claim for claim in report.claims if _FEE.search(claim.text))


def says_no_fee(claim: Claim) -> bool:
    """Return whether the claim says that no fee was taken."""
    return claim.value == 0 or (claim.value is None and _NO_FEE.search(claim.text) is not None)


def _term(term: str, form: Edition) -> list[Place | Decimal]:
    if _LITERAL.fullmatch(term):
        return [Decimal(term)]
    if over := _OVER.fullmatch(term):
        rows = over[1].split(",")
        return _known(
            [(APPLICATIONS, row, one) for row in rows for one in form.legal_persons], form
        )
    if star := _STAR.fullmatch(term):
        keys = [
            row.key
            for row in form.tables.get(APPLICATIONS, ())
            if row.key == star[1] or row.key.startswith(f"{star[1]}.")
        ]
        return _known([(APPLICATIONS, key, star[2]) for key in keys], form)
    return _reference(term, form)


def _reference(term: str, form: Edition) -> list[Place | Decimal]:
    for row in form.tables.get(PROACTIVE, ()):
        if row.single and term == row.key:
            return [Place(PROACTIVE, row.key, row.columns[0])]
    key, _dot, column = term.rpartition(".")
    key = form.short.get(key, key)
    for table in (APPLICATIONS, REVIEW, PROACTIVE):
        if form.row(table, key):
            return _known([(table, key, column)], form)
    return []


def _known(wanted: list[tuple[str, str, str]], form: Edition) -> list[Place | Decimal]:
    rows = [(form.row(table, key), table, column) for table, key, column in wanted]
    if any(row is None or column not in row.columns for row, _table, column in rows):
        return []
    return [Place(table, row.key, column) for row, table, column in rows if row]

"""The text of an account: sections by form, fields filled from the tables, claims in it. Pure."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sunshine.figures.claims import terms_of, total_of
from sunshine.figures.counts import Fees
from sunshine.figures.editions import DATA, FIGURES, Edition
from sunshine.figures.reports import Claim, Place, Report
from sunshine.figures.sentences import number_words
from sunshine.kit.errors import Reason
from sunshine.kit.wording import Wording

LONGEST = 20_000
LACKING = "＿＿"
_FIELD = re.compile(r"\{([A-Za-z_0-9]*)\}")
_BY_HAND = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(?:件|条|项|宗|人次|万元|元)")
_NUMBER = r"\s*(?:了|共|计)?\s*(\d[\d,]*(?:\.\d+)?)\s*"
_FEE = re.compile(r"信息处理费" + _NUMBER + "元")
_NO_FEE = re.compile(r"(?:未|没有|无)[^，。；]{0,8}信息处理费")
# What somebody writes who writes nothing.
_NOTHING = {"", "无", "暂无", "没有", "无。", "不存在", "无主要问题", "略"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text: its heading, what it begins with, the table that stands in it."""

    key: str
    title: str
    text: str
    table: str = ""
    words_needed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A name in braces and what it is filled with; ``words`` is how texts say that number."""

    key: str
    name: Wording
    equals: str
    words: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the phrase, with the number as its group."""
        before, _gap, behind = self.words.partition("{}")
        return re.compile(re.escape(before) + _NUMBER + re.escape(behind))


@dataclass(frozen=True, slots=True)
class Frame:
    """What fills fields besides the tables."""

    body: str
    year: int
    published: int
    fees: Fees | None = None

    def words(self) -> dict[str, str]:
        """Return the words by the names of their fields."""
        found = {"body": self.body, "year": str(self.year), "published": str(self.published)}
        if self.fees is not None:
            found["fee_cases"] = str(self.fees.requests)
            found["fee_yuan"] = number_words(self.fees.yuan)
            found["fee_sentence"] = _fee_sentence(self.fees)
        return found


def sections_of(form: Edition) -> tuple[Section, ...]:
    """Return the parts of an account of this form, in order."""
    return tuple(
        Section(
            one["key"],
            one["title"],
            one["text"].strip(),
            one.get("table", ""),
            one.get("words_needed", False),
        )
        for one in _data()["section"]
        if form.name in one["forms"]
    )


def fields_of(form: Edition) -> tuple[Field, ...]:
    """Return the fields that the tables of this form fill."""
    found = [
        Field(one["key"], Wording.read(one["name"]), equals, one["words"])
        for one in _data()["field"]
        for equals in one["equals"]
        if terms_of(equals, form)
    ]
    codes = form.tables.get(FIGURES, ())
    return (
        *found,
        *(Field(f"f{row.key}", Wording(row.label, row.label), row.key) for row in codes),
    )


def first_texts(form: Edition) -> dict[str, str]:
    """Return the text that an account of this form begins with, by section."""
    return {section.key: section.text for section in sections_of(form)}


def why_not_texts(form: Edition, texts: Mapping[str, str]) -> list[Reason]:
    """Return why texts cannot be kept: unknown names in braces, too long, braces left open."""
    known = {field.key for field in fields_of(form)} | _besides(form)
    reasons = []
    for section in sections_of(form):
        text = texts.get(section.key, "")
        if len(text) > LONGEST:
            facts: dict[str, object] = {"longest": LONGEST}
            reasons.append(Reason("account-text-long", field=section.key, facts=facts))
        unknown = [name for name in _FIELD.findall(text) if name not in known]
        if unknown:
            facts = {"name": unknown[0]}
            reasons.append(Reason("account-field-unknown", field=section.key, facts=facts))
        if set(_FIELD.sub("", text)) & set("{}"):
            reasons.append(Reason("account-brace-open", field=section.key))
    return reasons


def is_empty(text: str) -> bool:
    """Return whether a section says nothing: it is blank, or its words are 无 or the like."""
    return "".join(text.split()) in _NOTHING


def filled(text: str, report: Report, frame: Frame) -> str:
    """Return ``text`` with its fields filled; a number that is lacking leaves a gap to be seen."""
    words = frame.words()
    fields = {field.key: field for field in fields_of(report.edition)}

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name in words:
            return words[name]
        number = _number_of(fields[name], report) if name in fields else None
        return LACKING if number is None else number_words(number)

    return _FIELD.sub(word, text)


def claims_in(texts: Mapping[str, str], report: Report, frame: Frame) -> tuple[Claim, ...]:
    """Return every number that the filled texts state, with what it has to equal if known."""
    found: list[Claim] = []
    for section in sections_of(report.edition):
        written = texts.get(section.key, "")
        said = filled(written, report, frame)
        phrases = list(_phrases(said, report.edition, section.title))
        found += phrases
        found += _about_fees(said, frame, section.title)
        told = "".join(claim.text for claim in found)
        for match in _BY_HAND.finditer(_FIELD.sub("　", written)):
            if match[0] not in told and "信息处理费" not in written:
                found.append(Claim(match[0], _plain(match[1]), "", section.title))
    return tuple(found)


def _phrases(text: str, form: Edition, title: str) -> Iterator[Claim]:
    for field in fields_of(form):
        for match in field.pattern.finditer(text) if field.words else ():
            yield Claim(match[0], _plain(match[1]), field.equals, title)


def _about_fees(text: str, frame: Frame, title: str) -> Iterator[Claim]:
    if frame.fees is None:
        return
    recorded = format(frame.fees.yuan.normalize(), "f")
    for match in _FEE.finditer(text):
        yield Claim(match[0], _plain(match[1]), recorded, title)
    for match in _NO_FEE.finditer(text):
        yield Claim(match[0], Decimal(0), recorded, title)


def _number_of(field: Field, report: Report) -> Decimal | None:
    if not field.words:
        return report.number(Place(FIGURES, field.equals, "数量"))
    terms = terms_of(field.equals, report.edition)
    return total_of(report, terms) if terms else None


def _fee_sentence(fees: Fees) -> str:
    if not fees.yuan:
        return "本年度没有收取信息处理费。"
    return f"本年度对{fees.requests}件申请收取信息处理费{number_words(fees.yuan)}元。"


def _besides(form: Edition) -> set[str]:
    return set(Frame("", form.first_year, 0, Fees()).words())


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


@functools.cache
def _data() -> dict[str, Any]:
    with (DATA / "narratives.toml").open("rb") as file:
        return tomllib.load(file)

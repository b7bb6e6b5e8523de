"""The pictures of an account as SVG, drawn from its own table two: bars with their numbers.

Attributes only, no style: the same picture stands in HTML and in the PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from sunshine.figures.claims import terms_of, total_of
from sunshine.figures.editions import APPLICATIONS, TOTAL, Edition
from sunshine.figures.reports import Report

_RESULTS = (
    ("予以公开", "3.1.总计"),
    ("部分公开", "3.2.总计"),
    ("不予公开", "sum 3.3.* 总计"),
    ("无法提供", "sum 3.4.* 总计"),
    ("不予处理", "sum 3.5.* 总计"),
    ("其他处理", "sum 3.6.* 总计"),
    ("结转下年度", "4.总计"),
)
_WIDTH, _LINE, _LEFT, _RIGHT = 640, 30, 130, 70


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under one another; the table they are drawn from stands beneath."""

    title: str
    bars: tuple[tuple[str, Decimal], ...]

    @property
    def told(self) -> str:
        """Return what the picture shows, in words."""
        return "，".join(f"{label}{_shown(number)}件" for label, number in self.bars)

    @property
    def svg(self) -> str:
        """Return the picture; screen readers are told its title and every number."""
        height = _LINE * len(self.bars) + 8
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.told)}</desc>"
        )
        most = max((number for _label, number in self.bars), default=Decimal(0)) or Decimal(1)
        lines = (
            _bar(place, label, number, number / most)
            for place, (label, number) in enumerate(self.bars)
        )
        return head + "".join(lines) + "</svg>"


def pictures_of(report: Report) -> Sequence[Picture]:
    """Return the pictures of table two; none where the form has no such table or cells lack."""
    form = report.edition
    if APPLICATIONS not in form.tables:
        return ()
    return tuple(
        picture
        for picture in (
            _picture("申请办理结果（件）", _results(form), report),
            _picture("申请人（件，新收和上年结转）", _applicants(form), report),
        )
        if picture is not None
    )


def _results(form: Edition) -> list[tuple[str, str]]:
    return [(label, equals) for label, equals in _RESULTS if terms_of(equals, form)]


def _applicants(form: Edition) -> list[tuple[str, str]]:
    columns = form.tables[APPLICATIONS][0].columns
    return [(column, f"1.{column}+2.{column}") for column in columns if column != TOTAL]


def _picture(title: str, wanted: Sequence[tuple[str, str]], report: Report) -> Picture | None:
    bars = []
    for label, equals in wanted:
        terms = terms_of(equals, report.edition)
        number = total_of(report, terms) if terms else None
        if number is None:
            return None
        bars.append((label, number))
    return Picture(title, tuple(bars))


def _bar(place: int, label: str, number: Decimal, share: Decimal) -> str:
    top = place * _LINE + 4
    width = float(share) * (_WIDTH - _LEFT - _RIGHT)
    text = f'font-size="15" fill="#222" y="{top + 17}"'
    return (
        f'<text x="{_LEFT - 8}" text-anchor="end" {text}>{escape(label)}</text>'
        f'<rect x="{_LEFT}" y="{top}" width="{max(width, 1):.1f}" height="22" fill="#1f4e8c"/>'
        f'<text x="{_LEFT + width + 6:.1f}" {text}>{_shown(number)}</text>'
    )


def _shown(number: Decimal) -> str:
    return format(number.normalize(), "f")

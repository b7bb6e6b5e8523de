"""Figures drawn on the server: where every bar, line and word of a chart stands.

Widths are percentages and heights are in em, so a chart fits any screen and grows with
the letters. Each has a key (unique on the page), a title and a description in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise
ROW_EM = 3.25


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; ``shown`` is its number in words (with unit), ``url`` leads to the cases behind."""

    label: Text
    value: float
    shown: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars under one another, longest value to the full width."""

    key: str
    title: Text
    description: Text
    bars: Sequence[Bar]
    label_head: Text = ""
    value_head: Text = ""
    most: float = 0  # the full width; 0 takes the largest value

    @property
    def height(self) -> str:
        return _em(len(self.bars) * ROW_EM)

    @property
    def rows(self) -> list[dict[str, object]]:
        """Return per bar its top, width in per cent, label and number."""
        most = self.most or max((bar.value for bar in self.bars), default=0) or 1
        return [
            {
                "top": _em(place * ROW_EM),
                "width": _percent(bar.value / most),
                "label": bar.label,
                "shown": bar.shown or _number(bar.value),
                "url": bar.url,
            }
            for place, bar in enumerate(self.bars)
        ]


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One whole divided into parts, in the order of the chart's ``parts``."""

    label: Text
    values: Sequence[float]
    url: str = ""


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Shares of a whole, one bar per row, at most five parts."""

    key: str
    title: Text
    description: Text
    parts: Sequence[Text]
    rows: Sequence[StackedRow]
    label_head: Text = ""

    @property
    def height(self) -> str:
        return _em(len(self.rows) * ROW_EM)

    @property
    def legend(self) -> list[tuple[int, Text]]:
        return list(enumerate(self.parts, start=1))

    @property
    def drawn(self) -> list[dict[str, object]]:
        """Return per row its top, its segments and its numbers with their shares."""
        return [
            {
                "top": _em(place * ROW_EM),
                "label": row.label,
                "url": row.url,
                "segments": _segments(row.values),
                "total": _number(sum(row.values)),
            }
            for place, row in enumerate(self.rows)
        ]


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a trend; None where nothing was counted."""

    label: Text
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Lines over time, at most three, from zero upward."""

    key: str
    title: Text
    description: Text
    points: Sequence[Text]  # names of the periods
    series: Sequence[Series]
    label_head: Text = ""
    unit: Text = ""

    @property
    def most(self) -> float:
        return _round_up(
            max((v for s in self.series for v in s.values if v is not None), default=1)
        )

    @property
    def grid(self) -> list[tuple[str, str]]:
        """Return (height, number) of the grid lines."""
        return [(_em(_y(share)), _number(self.most * share)) for share in (0, 0.5, 1)]

    @property
    def labels(self) -> list[dict[str, object]]:
        """Return the names under the line that have room: first, middle and last."""
        last = len(self.points) - 1
        chosen = sorted({0, last // 2, last}) if last > 1 else list(range(last + 1))
        anchors = {0: "start", last: "end"}
        return [
            {"x": self._x(i), "text": self.points[i], "anchor": anchors.get(i, "middle")}
            for i in chosen
        ]

    @property
    def drawn(self) -> list[dict[str, object]]:
        """Return per series its line segments and its dots."""
        return [
            {"number": n, "label": s.label, "segments": self._lines(s), "dots": self._dots(s)}
            for n, s in enumerate(self.series, start=1)
        ]

    @property
    def table(self) -> list[tuple[Text, list[str]]]:
        """Return the figures per period, as the table beneath shows them."""
        return [
            (
                point,
                ["—" if s.values[i] is None else _number(s.values[i] or 0) for s in self.series],
            )
            for i, point in enumerate(self.points)
        ]

    def _x(self, place: int) -> str:
        steps = max(len(self.points) - 1, 1)
        return f"{8 + 90 * place / steps:.2f}%"

    def _dots(self, series: Series) -> list[tuple[str, str]]:
        return [
            (self._x(i), _em(_y(value / self.most)))
            for i, value in enumerate(series.values)
            if value is not None
        ]

    def _lines(self, series: Series) -> list[tuple[str, str, str, str]]:
        lines = []
        for i, (left, right) in enumerate(zip(series.values, series.values[1:], strict=False)):
            if left is not None and right is not None:
                ends = (_em(_y(left / self.most)), _em(_y(right / self.most)))
                lines.append((self._x(i), ends[0], self._x(i + 1), ends[1]))
        return lines


def _segments(values: Sequence[float]) -> list[dict[str, object]]:
    total = sum(values) or 1
    found, left = [], 0.0
    for number, value in enumerate(values, start=1):
        share = value / total
        found.append(
            {
                "number": number,
                "left": _percent(left),
                "width": _percent(share),
                "middle": _percent(left + share / 2),
                "value": _number(value),
                "share": f"{share * 100:.1f}%",
                "has_room": share >= 0.12,
            }
        )
        left += share
    return found


def _y(share: float) -> float:
    """Return the height in em of a share of the full scale."""
    return 1 + 9 * (1 - share)


def _round_up(value: float) -> float:
    """Return the next round number (1, 2 or 5 times a power of ten), at least 1."""
    step = 1.0
    while True:
        for factor in (1, 2, 5):
            if value <= step * factor:
                return step * factor
        step *= 10


def _em(value: float) -> str:
    return f"{value:.2f}em"


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"

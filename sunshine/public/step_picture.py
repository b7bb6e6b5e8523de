"""The steps of a matter drawn as a picture: SVG, with a title and the same in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sunshine.matters.elements import Step

# As wide as a phone, so that its letters stay as large as the text around them.
WIDTH, LEFT, GAP, LINE, PAD = 400, 56, 26, 24, 14
_CHARACTERS = 21


@dataclass(frozen=True, slots=True)
class _Box:
    number: int
    name: str
    lines: tuple[str, ...]
    top: int

    @property
    def height(self) -> int:
        return PAD * 2 + LINE * (1 + len(self.lines))


def picture_of(steps: Sequence[Step], *, title: str, description: str) -> SafeString:
    """Return the steps one below the other as SVG; ``description``: the same in words."""
    boxes = list(_boxes(steps))
    if not boxes:
        return SafeString("")
    height = boxes[-1].top + boxes[-1].height + 2
    arrows = [
        (WIDTH // 2, box.top + box.height, WIDTH // 2, after.top - 7)
        for box, after in pairwise(boxes)
    ]
    return format_html(
        '<svg class="steps-picture" role="img" viewBox="0 0 {} {}" '
        'aria-labelledby="steps-t steps-d">'
        '<title id="steps-t">{}</title><desc id="steps-d">{}</desc>{}{}</svg>',
        WIDTH,
        height,
        title,
        description,
        format_html_join(
            "",
            '<path class="line s1" d="M{} {}V{}"/><path class="c1" d="M{} {}l-7 -9h14z"/>',
            ((x, top, end, x, end + 7) for x, top, _, end in arrows),
        ),
        SafeString("".join(_drawn(box) for box in boxes)),
    )


def _boxes(steps: Sequence[Step]) -> Iterator[_Box]:
    top = 2
    for number, step in enumerate(steps, 1):
        facts = "，".join(filter(None, (step.who, step.takes)))
        lines = [*_wrapped(step.text), *([facts] if facts else [])]
        box = _Box(number, step.name, tuple(lines), top)
        yield box
        top += box.height + GAP


def _wrapped(text: str) -> list[str]:
    return [text[at : at + _CHARACTERS] for at in range(0, len(text), _CHARACTERS)]


def _drawn(box: _Box) -> SafeString:
    first = box.top + PAD + 17
    lines = format_html_join(
        "",
        '<text class="soft" x="{}" y="{}">{}</text>',
        ((LEFT, first + LINE * number, line) for number, line in enumerate(box.lines, 1)),
    )
    return format_html(
        '<rect class="step-box" x="2" y="{}" width="{}" height="{}" rx="6"/>'
        '<circle class="c1" cx="30" cy="{}" r="15"/>'
        '<text class="step-number" x="30" y="{}" text-anchor="middle">{}</text>'
        '<text class="step-name" x="{}" y="{}">{}</text>{}',
        box.top,
        WIDTH - 4,
        box.height,
        first - 6,
        first,
        box.number,
        LEFT,
        first,
        box.name,
        lines,
    )

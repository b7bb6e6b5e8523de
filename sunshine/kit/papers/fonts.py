"""Which fonts a paper is set in: the ones GB/T 9704 names, or a named substitute.

The official fonts are sold under licence; a server has them only if the office put them
there. Without one a free font stands in, and the substitute is named.
"""

import dataclasses
from pathlib import Path

import typst

# From the best to the last; an outline of another country's glyphs (JP, KR) is never taken.
_SERIFS = (
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN"),
    *("SimSun", "AR PL UMing CN", "AR PL SungtiL GB"),
)
_SANS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
)
_TITLE = (
    *("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"),
    "FZXiaoBiaoSong-B05S-GBK",
)
_BODY = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang")
_HEADING = ("SimHei", "黑体", "FZHei-B01", "STHeiti", "FandolHei")


class NoChineseFont(Exception):
    """No font with simplified Chinese glyphs is on this machine: no paper can be set."""


@dataclasses.dataclass(frozen=True, slots=True)
class Faces:
    """The families for title (小标宋), body (仿宋) and headings (黑体).

    ``substitutes`` pairs the official font with what stands in for it; empty if none does.
    """

    title: str
    body: str
    heading: str
    substitutes: tuple[tuple[str, str], ...]


def fonts_in(folder: Path | None) -> typst.Fonts:
    """Return the machine's fonts and those in ``folder``; the ones built into Typst are not asked.

    They have no Chinese, and text would fall to them without a word.
    """
    own = [folder] if folder is not None and folder.is_dir() else []
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=list(own)
    )


def faces_of(fonts: typst.Fonts) -> Faces:
    """Return the families to set a paper in; raise NoChineseFont if there is none."""
    here = set(fonts.families())
    chosen: dict[str, str] = {}
    substitutes = []
    wanted = (
        ("小标宋", "title", _TITLE, (*_SERIFS, *_SANS)),
        ("仿宋", "body", _BODY, (*_SERIFS, *_SANS)),
        ("黑体", "heading", _HEADING, (*_SANS, *_SERIFS)),
    )
    for official, role, families, others in wanted:
        family = next((name for name in (*families, *others) if name in here), None)
        if family is None:
            raise NoChineseFont(
                "no font with simplified Chinese on this machine: install fonts-noto-cjk"
            )
        chosen[role] = family
        if family in others:
            substitutes.append((official, family))
    return Faces(**chosen, substitutes=tuple(substitutes))

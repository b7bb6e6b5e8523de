"""Names of organs and numbers of documents, as heads and ends of documents show them. Pure."""

import re

from sunshine.imports.days import half_width

_ENDS = (
    *("部", "局", "委", "办", "署", "厅", "院", "处", "所", "会", "行", "社", "国务院", "政府"),
    *("办公室", "办公厅", "委员会", "总局", "分局", "税务局", "领导小组", "指挥部", "组"),
    *("法院", "检察院", "中央", "支队", "总队", "中心", "海关", "管委会", "联合会"),
)
_NO_ORGAN = re.compile(r"[，。；：？！《》“”〔〕\d]|^(?:附件|第|关于|各|本)")
_BETWEEN = re.compile(r"[ \t\u3000、，,;；]+")
_ABOUT = re.compile(r"(?:关于|印发|转发|批转|发布|公布|对(?=.*(?:答复|批复|意见))|贯彻|落实)")
_NAME = r"[\u4e00-\u9fff（）() 、]"
_YEAR_BRACKETS = r"[〔\[［(（【〈<《]\s*(?:1[89]|20)\d{2}\s*[〕\]］)）】〉>》]"
_NUMERAL = r"[\d一二三四五六七八九十百千〇○零]+"
_NUMBER = re.compile(
    rf"{_NAME}{{1,20}}{_YEAR_BRACKETS}\s*第?\s*\d{{1,5}}\s*号"
    rf"|{_NAME}{{2,40}}(?:公告|通告)\s*(?:1[89]|20)\d{{2}}\s*年\s*第\s*\d{{1,4}}\s*号"
    rf"|{_NAME}{{1,40}}令\s*(?:(?:1[89]|20)\d{{2}}\s*年\s*)?第\s*{_NUMERAL}\s*号"
)
_ORDER = re.compile(rf"[\u4e00-\u9fff、]{{1,60}}令\s*第\s*{_NUMERAL}\s*号")
_BRACKETS = re.compile(r"[\[［(（【〈<《]\s*(\d{4})\s*[\]］)）】〉>》]")
_MOST_ISSUERS = 12


def number_alone(line: str) -> str:
    """Return the document number that ``line`` is, "" if it is none or says more."""
    plain = half_width(" ".join(line.split())).strip("（）() ")
    return _tidy(plain) if _NUMBER.fullmatch(plain) else ""


def number_read(text: str) -> str:
    """Return ``text``, given as a document number, in its printed form."""
    return _tidy(half_width(text))


def order_in(text: str) -> str:
    """Return the order (令第几号) by which something was proclaimed in ``text``, or ""."""
    found = _ORDER.search(half_width(text))
    return _tidy(found.group()) if found else ""


def organs_of_title(title: str) -> tuple[str, ...]:
    """Return the organs that ``title`` names before 关于: 国务院办公厅关于…, several too."""
    found = _ABOUT.search(title)
    return organs_in(title[: found.start()]) if found else ()


def organs_of_order(number: str) -> tuple[str, ...]:
    """Return the organs whose order ``number`` is: 国务院 of 中华人民共和国国务院令第711号."""
    head = number.partition("令")[0]
    organs = tuple(name.removeprefix("中华人民共和国") for name in head.split("、"))
    return () if "主席" in head else tuple(name for name in organs if looks_like_organ(name))


def organs_in(text: str) -> tuple[str, ...]:
    """Return the organs that make up ``text``; none unless all of it is names of organs."""
    names = [name for name in _BETWEEN.split(text.strip()) if name]
    if not names or len(names) > _MOST_ISSUERS or not all(map(looks_like_organ, names)):
        return ()
    return tuple(dict.fromkeys(names))


def looks_like_organ(text: str) -> bool:
    """Return whether ``text`` can be the name of an organ."""
    return 2 <= len(text) <= 40 and text.endswith(_ENDS) and not _NO_ORGAN.search(text)


def _tidy(number: str) -> str:
    return _BRACKETS.sub(r"〔\1〕", "".join(number.split()))

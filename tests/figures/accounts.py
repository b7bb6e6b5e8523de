"""Small yearly accounts that agree, in the JSON layout and as the web page they were put on."""

import copy
from typing import Any

from sunshine.figures.editions import APPLICATIONS, PROACTIVE, REVIEW, Edition, edition
from sunshine.figures.reports import Outcome

Layout = dict[str, Any]


def consistent(form: Edition, numbers: list[int], year: int | None = None) -> Layout:
    """Return an account whose free cells hold ``numbers`` in turn, and whose sums agree."""
    turn = iter(numbers * 400)
    columns = form.tables[APPLICATIONS][0].columns
    rows = {key: [next(turn) for _column in columns[:-1]] for key in form.results}
    sums = [sum(cells) for cells in zip(*rows.values(), strict=True)]
    rows["3.7"] = sums
    rows["4"] = [next(turn) for _one in sums]
    rows["2"] = [min(next(turn), done + left) for done, left in zip(sums, rows["4"], strict=True)]
    rows["1"] = [
        done + left - brought
        for done, left, brought in zip(sums, rows["4"], rows["2"], strict=True)
    ]
    review = {row.key: [next(turn) for _one in range(4)] for row in form.tables[REVIEW]}
    return {
        "agency": "清河县税务局",
        "year": year or form.first_year,
        "format": form.name,
        PROACTIVE: {
            row.key: next(turn) if row.single else {one: next(turn) for one in row.columns}
            for row in form.tables[PROACTIVE]
        },
        APPLICATIONS: {key: [*cells, sum(cells)] for key, cells in rows.items()},
        REVIEW: {"rows": {key: [*cells, sum(cells)] for key, cells in review.items()}},
        "text_claims": [],
    }


def small(year: int = 2023) -> Layout:
    """Return a small account of the form of 2021."""
    return consistent(edition("2021"), [3, 0, 1, 0, 2], year)


def following(before: Layout, year: int) -> Layout:
    """Return an account of the year after ``before`` that takes over what that one hands on."""
    after = copy.deepcopy(small(year))
    asked = after[APPLICATIONS]
    asked["2"] = list(before[APPLICATIONS]["4"])
    asked["1"] = [
        done + left - brought
        for done, left, brought in zip(asked["3.7"], asked["4"], asked["2"], strict=True)
    ]
    asked["1"], asked["4"] = _no_less_than_zero(asked["1"], asked["4"])
    for key in ("规章", "行政规范性文件"):
        rules, old = after[PROACTIVE][key], before[PROACTIVE][key]
        rules["现行有效件数"] = old["现行有效件数"] + rules["本年制发件数"] - rules["本年废止件数"]
    return after


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return identity, row and column of everything that does not agree."""
    return [(one.identity, one.place.row, one.place.column) for one in outcome.failures]


def _no_less_than_zero(asked: list[int], carried: list[int]) -> tuple[list[int], list[int]]:
    lacking = [max(0, -number) for number in asked]
    return (
        [number + more for number, more in zip(asked, lacking, strict=True)],
        [number + more for number, more in zip(carried, lacking, strict=True)],
    )


_ACTS = "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"


def page(account: Layout) -> str:
    """Return the account of 2021 as a page with merged cells, as such pages are made."""
    return (
        f"<html><head><title>{account['agency']}{account['year']}年政府信息公开工作年度报告</title>"
        f"</head><body><table><tr><td><h2>二、主动公开</h2>{_first(account[PROACTIVE])}"
        f"<h2>三、申请</h2>{_second(account[APPLICATIONS])}"
        f"<h2>四、复议、诉讼</h2>{_third(account[REVIEW]['rows'])}</td></tr></table></body></html>"
    )


def _line(*cells: object) -> str:
    return "<tr>" + "".join(f"<td>\n <p>{cell}</p></td>" for cell in cells) + "</tr>"


def _first(given: Layout) -> str:
    wide = '<tr><td>{}</td><td colspan="3">{}</td></tr>'
    rules = "".join(_line(key, *given[key].values()) for key in ("规章", "行政规范性文件"))
    decided = wide.format("信息内容", "本年处理决定数量")
    return (
        f'<table><tr><td colspan="4">{_ACTS[0]}</td></tr>'
        + _line("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
        + rules
        + f'<tr><td colspan="4">{_ACTS[1]}</td></tr>{decided}'
        + wide.format("行政许可", given["行政许可"])
        + f'<tr><td colspan="4">{_ACTS[2]}</td></tr>{decided}'
        + wide.format("行政处罚", given["行政处罚"])
        + wide.format("行政强制", given["行政强制"])
        + f'<tr><td colspan="4">{_ACTS[3]}</td></tr>'
        + wide.format("信息内容", "本年收费金额（单位：万元）")
        + wide.format("行政事业性收费", given["行政事业性收费(万元)"])
        + "</table>"
    )


_GROUPS = {
    "3.3.1": ("（三）不予公开", 8),
    "3.4.1": ("（四）无法提供", 3),
    "3.5.1": ("（五）不予处理", 5),
    "3.6.1": ("（六）其他处理", 3),
}


def _second(given: Layout) -> str:
    head = (
        '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，'
        '等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>'
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>'
        '<td rowspan="2">总计</td></tr>'
        + _line("商业<br>企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    )
    return f"<table>{head}{''.join(_asked(row.key, given) for row in _rows())}</table>"


def _rows() -> Any:
    return edition("2021").tables[APPLICATIONS]


def _asked(key: str, given: Layout) -> str:
    label = next(row.label for row in _rows() if row.key == key)
    cells = "".join(f"<td>{cell}</td>" for cell in given[key])
    if key in {"1", "2", "4"}:
        return f'<tr><td colspan="3">{label}</td>{cells}</tr>'
    first = '<td rowspan="22">三、本年度办理结果</td>' if key == "3.1" else ""
    if key in {"3.1", "3.2", "3.7"}:
        return f'<tr>{first}<td colspan="2">{label}</td>{cells}</tr>'
    group = ""
    if key in _GROUPS:
        words, rows = _GROUPS[key]
        group = f'<td rowspan="{rows}">{words}</td>'
    return f"<tr>{group}<td>{label.split()[-1]}</td>{cells}</tr>"


def _third(given: Layout) -> str:
    five = "".join(
        f"<td>{word}</td>" for word in ("结果维持", "结果纠正", "其他<br/>结果", "尚未审结", "总计")
    )
    head = (
        '<tr><td colspan="5" rowspan="2">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        '<tr><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{five * 3}</tr>"
    )
    return f"<table>{head}{_line(*(cell for row in given.values() for cell in row))}</table>"

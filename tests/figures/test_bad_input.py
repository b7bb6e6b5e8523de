"""Files that are no yearly account, or a broken one: each gets a sentence that says what to do."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sunshine.figures.checking import check
from sunshine.figures.editions import APPLICATIONS, PROACTIVE, REVIEW
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.numbers import read_number
from sunshine.figures.reading import MOST_MEGABYTES, read_report
from sunshine.figures.reports import Blank
from sunshine.kit.errors import Refused
from tests.figures.accounts import Layout, small


def why(content: bytes | str, path: Path) -> str:
    """Return the code and the sentence by which a file is refused."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(Refused) as refused, override("zh-hans"):
        read_report(path)
    with override("zh-hans"):
        assert str(refused.value).startswith(f"{path.name}：")
        assert str(refused.value).endswith("。")
    return refused.value.reasons[0].code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "account-file-empty"),
        (" \n", "account-file-empty"),
        ("{", "account-not-json"),
        ("年报", "account-not-json"),
        ("[" * 200_000, "account-not-json"),
        ("[]", "account-layout"),
        ("null", "account-layout"),
        ("{}", "account-table-lacking"),
        (b"%PDF-1.7 \xff\xfe\x00", "account-not-text"),
        (b"PK\x03\x04\x00\x00", "account-not-text"),
        (b"\xff\xfe\x00", "account-not-text"),
        ('{"year": 2023, "year": 2024}', "account-key-twice"),
        ("<html><body>年报</body></html>", "account-web-table-lacking"),
        ("<", "account-web-table-lacking"),
        ("<!-- -->", "account-web-table-lacking"),
    ],
)
def test_what_is_no_account(content: bytes | str, code: str, tmp_path: Path) -> None:
    assert why(content, tmp_path / "年报.json") == code


def changed(change: Callable[[Layout], object]) -> str:
    account = small()
    change(account)
    return json.dumps(account)


def put(value: object) -> Callable[[Layout], None]:
    def change(account: Layout) -> None:
        account[APPLICATIONS]["3.1"][2] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda a: a.pop(APPLICATIONS), "account-table-lacking"),
        (lambda a: a.pop(PROACTIVE), "account-table-lacking"),
        (lambda a: a.update({REVIEW: None}), "account-table-lacking"),
        (lambda a: a.update({APPLICATIONS: []}), "account-layout"),
        (lambda a: a.update({REVIEW: {"rows": []}}), "account-layout"),
        (lambda a: a.update(format="2035"), "account-edition-unknown"),
        (lambda a: a.update(format=[]), "account-edition-unknown"),
        (lambda a: a.update(year="2023"), "account-layout"),
        (lambda a: a.update(year=99999), "account-layout"),
        (lambda a: a.update(columns=["自然人"]), "account-columns-differ"),
        (lambda a: a.update(text_claims={}), "account-layout"),
        (lambda a: a.update(text_claims=["3件"]), "account-claim-fault"),
        (lambda a: a.update(text_claims=[{"text": 3}]), "account-claim-fault"),
        (lambda a: a.update(text_claims=[{"value": "许多"}]), "account-cell-unfit"),
        (lambda a: a.update(fees=-1), "account-number-negative"),
        (lambda a: a[APPLICATIONS]["3.1"].pop(), "account-columns-differ"),
        (lambda a: a[APPLICATIONS].update({"3.1": 7}), "account-columns-differ"),
        (lambda a: a[APPLICATIONS].update({"3.9": [0] * 7}), "account-row-unknown"),
        (lambda a: a[PROACTIVE].update({"规章": 3}), "account-layout"),
        (lambda a: a[PROACTIVE]["规章"].update({"件数": 3}), "account-row-unknown"),
        (put("若干"), "account-cell-unfit"),
        (put(True), "account-cell-unfit"),
        (put([3]), "account-cell-unfit"),
        (put({"n": 3}), "account-cell-unfit"),
        (put(-1), "account-number-negative"),
        (put("-1"), "account-number-negative"),
        (put(2.5), "account-number-broken"),
        (put(float("nan")), "account-number-absurd"),
        (put(float("inf")), "account-number-absurd"),
        (put(10**30), "account-number-absurd"),
    ],
)
def test_what_is_a_broken_account(
    change: Callable[[Layout], object], code: str, tmp_path: Path
) -> None:
    assert why(changed(change), tmp_path / "年报.json") == code


@pytest.mark.parametrize("number", ["1e999999", "1e99999999999999999999", "9" * 5000, "1e-999999"])
def test_numbers_made_to_harm(number: str, tmp_path: Path) -> None:
    content = changed(put(4711)).replace("4711", number)
    assert why(content, tmp_path / "年报.json") == "account-number-absurd"


def test_a_file_that_is_far_too_big(tmp_path: Path) -> None:
    big = tmp_path / "大.json"
    with big.open("wb") as file:
        file.truncate(50 * 1_000_000)
    with pytest.raises(Refused, match=f"超过{MOST_MEGABYTES}兆"), override("zh-hans"):
        read_report(big)


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.json", tmp_path, Path("a\0b")):
        with pytest.raises(Refused) as refused:
            read_report(path)
        assert refused.value.reasons[0].code == "account-file-unread"


def test_columns_in_another_order_are_taken_by_their_names() -> None:
    account = small()
    columns = ["总计", "其他", "法律服务机构", "社会公益组织", "科研机构", "商业企业", "自然人"]
    account["columns"] = columns
    account[APPLICATIONS] = {key: cells[::-1] for key, cells in account[APPLICATIONS].items()}
    assert check([report_from_json(json.dumps(account), "反.json")]).failures == ()


def test_files_in_other_encodings_are_read(tmp_path: Path) -> None:
    text = json.dumps(small(), ensure_ascii=False)
    path = tmp_path / "年报.json"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        path.write_bytes(text.encode(encoding))
        assert read_report(path).agency == "清河县税务局"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        (" 1 808 595 ", 1808595),
        ("1,808,595", 1808595),
        ("1，808，595", 1808595),
        ("22（其中修订16件）", 22),
        ("22(修订16)件", 22),
        ("０", 0),
    ],
)
def test_numbers_as_offices_write_them(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", " ", "/", "／", "-", "——", "－"])
def test_blank_cells_as_offices_leave_them(text: str) -> None:
    assert isinstance(read_number(text), Blank)


@pytest.mark.parametrize("text", ["1,2", "十二", "约12", "1.2.3", "12-13", "（22）", "1e5"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_number(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_nothing_in_a_cell_makes_the_checker_fall(value: object) -> None:
    account = changed(put(value))
    with contextlib.suppress(Refused):
        assert check([report_from_json(account, "年报.json")]).compared

"""An import in a real browser, with a real worker: upload, look, confirm, send on, review."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import Desk, sound
from tests.build.imports import NOTICE, an_archive
from tests.house import House

WAIT = 60_000


@pytest.fixture
def desk(build_house: Callable[[], House]) -> Iterator[Desk]:
    """Return a desk of its own, with the cast and the sections."""
    house = build_house()
    sessions = house.call("tests.build.desk:staffed")
    yield Desk(house.serve(), sessions)
    house.close()


def old_papers(root: Path) -> Path:
    """Pack three notices, two of them the same."""
    other = NOTICE.replace("服务", "咨询").replace("12号", "13号")
    return an_archive(root / "旧文件.zip", {"一.txt": NOTICE, "二.txt": other, "三.txt": NOTICE})


def test_old_papers_are_imported_and_reviewed_together(
    desk: Desk, page: Page, tmp_path: Path
) -> None:
    desk.enter(page, "li")
    desk.open(page, "/desk/imports/new/")
    sound(page, "import-upload")
    page.get_by_label("压缩包或者文件").set_input_files(old_papers(tmp_path))
    page.get_by_label("栏目", exact=True).select_option(label="政策法规")
    page.get_by_role("button", name="上传并读取").click()
    # The page follows the worker by itself.
    expect(page.get_by_role("button", name="确认导入")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("将新建条目。")).to_have_count(2)
    sound(page, "import-preview")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("3 / 3 行已处理完（100%）")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("button", name="把 2 件草稿送审")).to_be_visible(timeout=WAIT)
    batch = page.url
    sent = page.get_by_text("已送审 2 件。")
    # The gate looks within a moment of each save; until then sending on says so.
    for _try in range(20):
        page.get_by_role("button", name="草稿送审").click()
        page.wait_for_load_state()
        if sent.count():
            break
        page.wait_for_timeout(500)
    expect(sent).to_be_visible()
    desk.enter(page, "zhou")
    page.goto(batch)
    page.get_by_role("link", name="成批审核：保密审查").click()
    sound(page, "import-review")
    for tick in page.locator("input[name=chosen]").all():
        tick.check()
    for no in page.get_by_role("radio", name="否", exact=True).all():
        no.check()
    page.get_by_label("所勾选的每一件").check()
    page.get_by_role("button", name="同意所勾选的").click()
    expect(page.get_by_text("已办理 2 件，各记一份审查记录。")).to_be_visible()
    expect(page.get_by_text("这一批没有等您审核的")).to_be_visible()
